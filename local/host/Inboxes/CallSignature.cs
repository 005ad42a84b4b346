using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Local.Host.Inboxes;

/// <summary>The request signature of Azure Communication Services: HMAC-SHA256 over method, path, date, host and the body's hash.</summary>
internal sealed class CallSignature(byte[] key, TimeProvider technical, TimeSpan tolerance)
{
    private const string Scheme = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=";

    /// <summary>Why the call is not authentic, or null when it is.</summary>
    public string? Problem(ServiceCall call)
    {
        if (call.Header("Authorization") is not { } authorization || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
            return $"The Authorization header must be '{Scheme}…'.";
        if (call.Header("x-ms-date") is not { } date || call.Header("x-ms-content-sha256") is not { } contentHash)
            return "The headers x-ms-date and x-ms-content-sha256 are needed.";
        if (!DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset signedAt))
            return "x-ms-date is not an RFC 1123 date.";
        if ((technical.GetUtcNow() - signedAt).Duration() > tolerance)
            return $"x-ms-date is more than {tolerance.TotalMinutes:0} minutes off.";
        if (!AreSame(contentHash, Convert.ToBase64String(SHA256.HashData(call.Body.Span))))
            return "x-ms-content-sha256 is not the hash of the body.";

        string signed = $"{call.Method}\n{call.PathAndQuery}\n{date};{call.Host};{contentHash}";
        string expected = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)));
        return AreSame(authorization[Scheme.Length..], expected) ? null : "The signature does not fit: wrong access key, host or path.";
    }

    private static bool AreSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
