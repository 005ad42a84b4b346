using System.Collections.Concurrent;
using System.Net;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;

namespace Collections.Functions.DebtorPage;

/// <summary>How often a link, and an address, may ask: each in windows of its own, per instance of the app. What is over it is refused (429 <c>too-often</c>).</summary>
public sealed class LinkLimits(TimeProvider technical)
{
    /// <summary>Requests of one address in a minute.</summary>
    public const int OfAddress = 60;

    /// <summary>Wrong links of one address in a minute.</summary>
    public const int Wrong = 10;

    /// <summary>Orders of one link in an hour.</summary>
    public const int OfLink = 20;

    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<string, (long Window, int Count)> counted = new(StringComparer.Ordinal);

    public void Ask(HttpContext http) => Count($"a|{AddressOf(http)}", TimeSpan.FromMinutes(1), OfAddress);

    public void Fail(HttpContext http) => Count($"w|{AddressOf(http)}", TimeSpan.FromMinutes(1), Wrong);

    public void Order(string token) => Count($"t|{token}", TimeSpan.FromHours(1), OfLink);

    private void Count(string key, TimeSpan span, int most)
    {
        var now = technical.GetUtcNow().UtcTicks;
        var window = now / span.Ticks;
        if (counted.Count > MostKept) counted.Clear();
        var (_, count) = counted.AddOrUpdate(key, (window, 1), (_, known) => known.Window == window ? (window, known.Count + 1) : (window, 1));
        if (count <= most) return;
        var wait = TimeSpan.FromTicks(((window + 1) * span.Ticks) - now);
        throw new RefusedException(429, "too-often", "That was too often. Try again later.", new Dictionary<string, object?> { ["afterSeconds"] = (int)Math.Ceiling(wait.TotalSeconds) });
    }

    /// <summary>Behind the platform's own front end its word counts, which is the last; a caller from elsewhere cannot put one there.</summary>
    private static string AddressOf(HttpContext http)
    {
        var remote = http.Connection.RemoteIpAddress;
        if (remote is not null && !IPAddress.IsLoopback(remote)) return remote.ToString();
        var forwarded = http.Request.Headers["X-Forwarded-For"].ToString();
        return forwarded.Length == 0 ? "loopback" : forwarded[(forwarded.LastIndexOf(',') + 1)..].Trim();
    }
}
