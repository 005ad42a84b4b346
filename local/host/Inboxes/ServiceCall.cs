using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Collections.Local.Host.Inboxes;

/// <summary>A call of the service as it arrived, over a socket or from a pipeline in the process.</summary>
/// <param name="PathAndQuery">As signed: not decoded.</param>
/// <param name="Host">With the port unless it is the scheme's own.</param>
/// <param name="Header">Looks up a header's value without regard to case.</param>
internal sealed record ServiceCall(string Method, string PathAndQuery, string Host, Func<string, string?> Header, ReadOnlyMemory<byte> Body);

/// <summary>The inbox's answer; none when the connection is to break.</summary>
internal sealed record ServiceAnswer(int Status, byte[] Body, TimeSpan? RetryAfter = null)
{
    public static ServiceAnswer? None => null;

    public static ServiceAnswer Error(int status, string code, string message, TimeSpan? retryAfter = null) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(new { error = new { code, message } }, ServiceJson.Options), retryAfter);
}

internal static class ServiceJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

internal static class ServiceCalls
{
    /// <summary>Has a call over a socket answered; null as the answer breaks the connection.</summary>
    /// <param name="mostBytes">Of a body; a longer one is refused with 413.</param>
    public static async Task AnswerAsync(this HttpContext http, int mostBytes, Func<ServiceCall, Task<ServiceAnswer?>> answerTo)
    {
        using var body = new MemoryStream();
        if (http.Request.ContentLength > mostBytes)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var call = new ServiceCall(
            http.Request.Method,
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            http.Request.Host.Value ?? string.Empty,
            name => http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null,
            body.GetBuffer().AsMemory(0, (int)body.Length));
        if (await answerTo(call) is not { } answer)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json; charset=utf-8";
        if (answer.RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await http.Response.Body.WriteAsync(answer.Body);
    }
}
