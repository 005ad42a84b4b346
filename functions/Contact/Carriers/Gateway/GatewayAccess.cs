using System.Collections.Concurrent;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Contact.Carriers.Gateway;

/// <summary>
/// Whether a post is the gateway's, and a new one: signed, of now, with a nonce that this process has not seen. What another process has seen has no second
/// effect either, since every event has one effect however often it comes.
/// </summary>
public sealed class GatewayAccess(CarrierSettings settings, [FromKeyedServices("technical")] TimeProvider technicalClock)
{
    /// <summary>How far a post's time may be from ours.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const int LongestNonce = 64;

    private const int MostNonces = 100_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> nonces = new(StringComparer.Ordinal);

    /// <summary>Refuses: 401 <c>gateway-signature</c>, <c>gateway-time</c>; 409 <c>gateway-nonce</c> for a post that was taken before.</summary>
    /// <returns>The nonce, for <see cref="Remember"/>.</returns>
    public string Require(HttpRequest request, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.Headers;
        var (app, timestamp, nonce, signature) = (
            headers[GatewaySignature.AppId].ToString(), headers[GatewaySignature.Timestamp].ToString(), headers[GatewaySignature.Nonce].ToString(), headers[GatewaySignature.Signature].ToString());
        var canonical = GatewaySignature.Canonical(request.Method, TargetOf(request), app, timestamp, nonce, body);
        if (nonce.Length is 0 or > LongestNonce || SecretOf(app) is not { } secret || !GatewaySignature.IsValid(secret, canonical, signature))
            throw new RefusedException(401, "gateway-signature", "The request is not signed as the contract says.");
        if (GatewaySignature.TimeOf(timestamp) is not { } at || (technicalClock.GetUtcNow() - at).Duration() > Tolerance)
            throw new RefusedException(401, "gateway-time", "The request is not of now: its X-Timestamp is more than five minutes off.");
        if (nonces.ContainsKey(Key(app, nonce))) throw new RefusedException(409, "gateway-nonce", "This very request was taken before. A repetition is signed anew.");
        return Key(app, nonce);
    }

    /// <summary>The post was taken whole: it is not taken again.</summary>
    public void Remember(string nonce)
    {
        var now = technicalClock.GetUtcNow();
        if (nonces.Count >= MostNonces)
        {
            foreach (var (old, at) in nonces)
            {
                if (now - at > Tolerance + Tolerance) nonces.TryRemove(old, out _);
            }
        }

        nonces[nonce] = now;
    }

    private string? SecretOf(string appId)
    {
        foreach (var (institution, app) in settings.All("AppId"))
        {
            if (app == appId && settings.Find(institution ?? "", "Secret") is { } secret) return secret;
        }

        return null;
    }

    /// <summary>As it came over the wire, not decoded.</summary>
    private static string TargetOf(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : $"{request.Path.ToUriComponent()}{request.QueryString}";

    private static string Key(string app, string nonce) => $"{app}|{nonce}";
}
