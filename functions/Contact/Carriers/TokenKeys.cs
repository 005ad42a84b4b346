using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Collections.Functions.Contact.Carriers;

/// <summary>
/// The keys that an authority signs its tokens with. They are read again once a day, and when a token names one that is not among them, though not more often
/// than every five minutes: a stranger's invented key ids cost nothing.
/// </summary>
public sealed class TokenKeys(HttpClient http, [FromKeyedServices("technical")] TimeProvider technicalClock) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim reading = new(1, 1);

    private Read? last;

    /// <summary>Throws <see cref="HttpRequestException"/> when the authority cannot be asked and was never.</summary>
    /// <param name="key">Id of the key that is wanted.</param>
    public async Task<IReadOnlyList<SecurityKey>> GetAsync(Uri address, string? key, CancellationToken cancellation)
    {
        if (last is { } known && !IsStale(known, key)) return known.Keys;
        await reading.WaitAsync(cancellation);
        try
        {
            if (last is { } fresh && !IsStale(fresh, key)) return fresh.Keys;
            var set = new JsonWebKeySet(await http.GetStringAsync(address, cancellation));
            last = new Read(technicalClock.GetUtcNow(), [.. set.GetSigningKeys()]);
            return last.Keys;
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose() => reading.Dispose();

    private bool IsStale(Read read, string? key)
    {
        var age = technicalClock.GetUtcNow() - read.At;
        return age >= Kept || (age >= Pause && read.Keys.All(known => known.KeyId != key));
    }

    private sealed record Read(DateTimeOffset At, IReadOnlyList<SecurityKey> Keys);
}
