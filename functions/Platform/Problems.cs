using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Collections.Functions.Platform;

/// <summary>Problem details (RFC 9457). They hold a code, what to do, and the trace's id; never anything of a debtor or of the request's content.</summary>
internal static class Problems
{
    /// <summary>Longer than a service's short failures last, shorter than a person's patience.</summary>
    private const string RetryAfterSeconds = "5";

    /// <summary>What a failure looks like from outside. Anything that is not meant for the caller becomes a 500 that says nothing but where to look.</summary>
    public static RefusedException From(Exception failure) => failure switch
    {
        RefusedException refused => refused,
        BadHttpRequestException bad => new RefusedException(bad.StatusCode, "bad-request", "The request could not be read."),
        JsonException => new RefusedException(400, "invalid-json", "The body is not the JSON that this endpoint takes."),
        UnusableException unusable => new RefusedException(503, "unusable", $"{unusable.Message} Whatever needs it waits until it is mended."),
        _ when Outage.Is(failure) => new RefusedException(503, "unavailable", "A service behind this one does not answer at present. Send the same request again a little later."),
        AggregateException { InnerExceptions: [var inner] } => From(inner),
        _ => new RefusedException(500, "unexpected", "The request failed for a reason that is not yours. The log has it under the trace in 'instance'."),
    };

    public static Task WriteAsync(HttpContext http, RefusedException problem, string trace)
    {
        http.Response.Clear();
        http.Response.StatusCode = problem.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = RetryAfterSeconds;
        if (problem.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        var body = new Dictionary<string, object?>(problem.Extensions)
        {
            ["type"] = $"urn:collections:problem:{problem.Code}",
            ["title"] = ReasonPhrases.GetReasonPhrase(problem.Status),
            ["status"] = problem.Status,
            ["code"] = problem.Code,
            ["detail"] = problem.Message,
            ["instance"] = $"urn:trace:{trace}",
        };
        return http.Response.WriteAsJsonAsync(body, CollectionsJson.Options, "application/problem+json", http.RequestAborted);
    }

    /// <summary>The trace's id under which the log has the request.</summary>
    public static string Trace(string traceParent, string invocation) =>
        ActivityContext.TryParse(traceParent, null, out var parsed) ? parsed.TraceId.ToHexString() : invocation;
}
