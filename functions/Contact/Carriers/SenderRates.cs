using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact.Carriers;

/// <summary>
/// Keeps each sender below the rate that its carrier allows, over all sends of this process, by technical time: a bucket of one second's messages that
/// fills evenly. Who comes too early waits for his place in turn, as long as a contact's lease allows.
/// </summary>
public sealed class SenderRates([FromKeyedServices("technical")] TimeProvider technicalClock)
{
    /// <summary>With a provider's patience after it still well within a contact's lease.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    /// <summary>
    /// Null once it is the caller's turn. Else how long it would take: then no place is taken, and nothing has been sent.
    /// </summary>
    /// <param name="sender">Whose rate it is.</param>
    /// <param name="perMinute">Null: no limit.</param>
    public async Task<TimeSpan?> TakeAsync(string sender, int? perMinute, CancellationToken cancellation)
    {
        if (perMinute is not { } rate) return null;
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1, nameof(perMinute));
        var wait = buckets.GetOrAdd(sender, _ => new Bucket()).Take(technicalClock.GetUtcNow(), rate);
        if (wait > LongestWait) return wait;
        if (wait <= TimeSpan.Zero) return null;
        try
        {
            await Task.Delay(wait, technicalClock, cancellation);
            return null;
        }
        catch (OperationCanceledException)
        {
            // The host ends: better later than of unknown outcome.
            return wait;
        }
    }

    /// <summary>The time at which the bucket would be full again tells how much is in it.</summary>
    private sealed class Bucket
    {
        private readonly Lock guard = new();
        private DateTimeOffset full = DateTimeOffset.MinValue;

        /// <summary>How long until there is a message in the bucket; it is taken unless that is too long.</summary>
        public TimeSpan Take(DateTimeOffset now, int perMinute)
        {
            var each = TimeSpan.FromMinutes(1) / perMinute;
            var capacity = each * Math.Max(1, perMinute / 60);
            lock (guard)
            {
                var next = (full > now ? full : now) + each;
                var wait = next - capacity - now;
                if (wait <= LongestWait) full = next;
                return wait;
            }
        }
    }
}
