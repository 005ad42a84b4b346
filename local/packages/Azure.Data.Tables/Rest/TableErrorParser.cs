using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reads <c>{"odata.error":{"code":"…","message":{"value":"…"}}}</c>.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    private static readonly TableErrorParser Instance = new();

    public static RequestFailedException Failure(Response response) => new(response, null, Instance);

    /// <summary>The error's code alone; null if the answer tells none.</summary>
    public static string? CodeOf(Response response) => Read(Body.Of(response).Span)?.Code ?? HeaderCode(response);

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = Read(Body.Of(response).Span);
        if (error is null && HeaderCode(response) is { } code)
            error = new ResponseError(code, response.ReasonPhrase);
        return error is not null;
    }

    private static string? HeaderCode(Response response) =>
        response.Headers.TryGetValue("x-ms-error-code", out string? code) ? code : null;

    private static ResponseError? Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body[0] != (byte)'{')
            return null;
        try
        {
            var reader = new Utf8JsonReader(body);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.TryGetProperty("odata.error", out JsonElement error) ? Read(error) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ResponseError Read(JsonElement error)
    {
        string? code = error.TryGetProperty("code", out JsonElement value) ? value.GetString() : null;
        string? message = error.TryGetProperty("message", out JsonElement text) && text.TryGetProperty("value", out JsonElement inner)
            ? inner.GetString()
            : null;
        return new ResponseError(code, message);
    }
}
