using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Platform;

/// <summary>A POST as endpoints take it: the body, and the command that it stands for.</summary>
/// <param name="Command">
/// Id of the command, the same when the request is repeated: derived from caller, route and <c>Idempotency-Key</c>, or, without the header, from
/// caller, route, body and moment (the business day, where the endpoint names none).
/// </param>
public sealed record Posted<T>(T Body, Caller Caller, string Command)
{
    /// <summary>The version that <c>If-Match</c> names: on another one the command is refused (412). Null: on any.</summary>
    public long? IfMatch { get; init; }
}

public static class Requests
{
    public const string IdempotencyKey = "Idempotency-Key";

    private const int LargestBody = 64 * 1024;

    /// <summary>Stricter than what is stored: nothing is left out that has no default, nothing is added, and closed sets are named.</summary>
    private static readonly JsonSerializerOptions Strict = CreateStrict();

    /// <summary>Reads a JSON body. Refuses (400, 413, 415) what is not one of <typeparamref name="T"/>.</summary>
    /// <param name="moment">The same words without a key at another moment are another command.</param>
    public static async Task<Posted<T>> ReadAsync<T>(this HttpRequest request, string moment, CancellationToken cancellation) where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        var caller = request.Caller();
        var bytes = await request.JsonBytesAsync(LargestBody, cancellation);
        return new Posted<T>(Parse<T>(bytes), caller, CommandOf(request, caller, bytes, moment)) { IfMatch = IfMatchOf(request) };
    }

    /// <summary>The business day as the moment of a command.</summary>
    public static Task<Posted<T>> ReadAsync<T>(this HttpRequest request, TimeProvider clock, CancellationToken cancellation) where T : class
    {
        ArgumentNullException.ThrowIfNull(clock);
        return request.ReadAsync<T>(BusinessTime.DayOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cancellation);
    }

    /// <summary>The bytes of a JSON body; none for an empty one. Refuses (413, 415) what is larger, or is not declared as JSON.</summary>
    /// <param name="largest">In bytes, whole KiB.</param>
    public static async Task<byte[]> JsonBytesAsync(this HttpRequest request, int largest, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.ContentLength is 0) return [];
        if (!request.HasJsonContentType()) throw new RefusedException(415, "not-json", "Send the body as application/json.");
        return await BytesAsync(request, largest, cancellation);
    }

    private static async Task<byte[]> BytesAsync(HttpRequest request, int largest, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > largest) throw new RefusedException(413, "too-large", $"The body is larger than {largest / 1024} KiB.");
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    /// <summary>A POST whose body is a file. Refuses (413) what is larger, and (415) what is declared as JSON, text or a form.</summary>
    /// <param name="largest">In bytes, whole KiB.</param>
    public static async Task<Posted<byte[]>> ReadBytesAsync(this HttpRequest request, int largest, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(clock);
        if (request.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) != true) throw new RefusedException(415, "not-a-file", "Send the file itself as the body, with its media type.");
        var caller = request.Caller();
        var bytes = await BytesAsync(request, largest, cancellation);
        var today = BusinessTime.DayOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new Posted<byte[]>(bytes, caller, CommandOf(request, caller, bytes, today)) { IfMatch = IfMatchOf(request) };
    }

    private static JsonSerializerOptions CreateStrict()
    {
        var options = new JsonSerializerOptions(CollectionsJson.Options)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        options.Converters.Clear();
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        return options;
    }

    private static T Parse<T>(byte[] bytes) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes is [] ? "{}"u8 : bytes, Strict)
                ?? throw new RefusedException(400, "invalid-json", "The body is null; this endpoint needs an object.");
        }
        catch (JsonException e)
        {
            // The path names a field of ours; the message may quote what was sent.
            throw new RefusedException(400, "invalid-json", $"The body is not the JSON that this endpoint takes (at {Safe(e.Path)}, line {e.LineNumber + 1}).");
        }
    }

    private static string Safe(string? path) => path is { Length: < 100 } && path.All(c => char.IsAsciiLetterOrDigit(c) || "$.[]".Contains(c)) ? path : "$";

    private static long? IfMatchOf(HttpRequest request) => request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => null,
        var tag when tag is ['"', .. var version, '"'] && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new RefusedException(400, "if-match", "If-Match is the ETag of the answer that was looked at."),
    };

    private static string CommandOf(HttpRequest request, Caller caller, byte[] body, string moment)
    {
        var keys = request.Headers[IdempotencyKey];
        if (keys.Count > 1 || (keys.Count == 1 && keys[0] is not { Length: > 0 and <= 200 }))
            throw new RefusedException(400, "idempotency-key", "Idempotency-Key is one text of 1 to 200 characters.");
        var what = keys.Count == 1
            ? $"key\u001f{keys[0]}"
            : $"body\u001f{moment}\u001f{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var text = $"{caller.Id}\u001f{request.Method}\u001f{request.Path.Value?.ToLowerInvariant()}\u001f{what}";
        return $"http-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16))}";
    }
}
