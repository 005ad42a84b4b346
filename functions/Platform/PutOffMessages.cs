using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;

namespace Collections.Functions.Platform;

/// <summary>
/// Takes messages of a queue in spite of outages. The queue gives a message that failed back at once: its deliveries would be used up within a moment of an outage.
/// So it goes to the end of the queue, with a pause that grows, for about a day. Whoever takes it must know it again: this way it may come twice.
/// </summary>
public sealed class PutOffMessages(ServiceBusClient bus, TimeProvider clock)
{
    private const string PutOff = "put-off";

    /// <summary>About a day.</summary>
    private const int MostPutOff = 100;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    public async Task TakeAsync(string queue, ServiceBusReceivedMessage received, Func<Task> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(received);
        ArgumentNullException.ThrowIfNull(take);
        try
        {
            await take();
        }
        catch (Exception failure) when (Outage.Is(failure) && TriesOf(received) < MostPutOff && !cancellation.IsCancellationRequested)
        {
            await PutOffAsync(queue, received, TriesOf(received) + 1, cancellation);
        }
    }

    private static int TriesOf(ServiceBusReceivedMessage received) => received.ApplicationProperties.TryGetValue(PutOff, out var value) && value is int tries ? tries : 0;

    private async Task PutOffAsync(string queue, ServiceBusReceivedMessage received, int tries, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromSeconds(5) * (1 << Math.Min(tries - 1, 10));
        var again = new ServiceBusMessage(received) { ScheduledEnqueueTime = clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause) };
        again.ApplicationProperties[PutOff] = tries;

        // With its own id it would be dropped as a repetition.
        if (received.MessageId is { Length: > 0 } id) again.MessageId = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        await using var sender = bus.CreateSender(queue);
        await sender.SendMessageAsync(again, cancellation);
    }
}
