using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Functions.Contact.Carriers.Gateway;

/// <summary>
/// How gateway and bank prove themselves to each other, in both directions: HMAC-SHA-256 over method, path with query, app id, time, nonce and the body's hash,
/// one a line. Headers <c>X-App-Id</c>, <c>X-Timestamp</c> (seconds since 1970), <c>X-Nonce</c>, <c>X-Signature</c> (base64).
/// </summary>
public static class GatewaySignature
{
    public const string AppId = "X-App-Id";

    public const string Timestamp = "X-Timestamp";

    public const string Nonce = "X-Nonce";

    public const string Signature = "X-Signature";

    /// <summary>What is signed.</summary>
    public static string Canonical(string method, string pathAndQuery, string appId, string timestamp, string nonce, ReadOnlySpan<byte> body) =>
        string.Join('\n', method, pathAndQuery, appId, timestamp, nonce, Convert.ToHexStringLower(SHA256.HashData(body)));

    public static string Sign(string secret, string canonical) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(canonical)));

    public static bool IsValid(string secret, string canonical, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(secret, canonical)), Encoding.UTF8.GetBytes(signature));

    public static string TimestampOf(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Null for what is no time.</summary>
    public static DateTimeOffset? TimeOf(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
