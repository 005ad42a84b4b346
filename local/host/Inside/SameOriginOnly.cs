using Microsoft.AspNetCore.Http;

namespace Collections.Local.Host.Inside;

/// <summary>
/// Keeps requests out that a page from elsewhere made the developer's browser send. Such a page cannot set a header of its own without asking
/// first, which nothing here answers, and a browser says where a request comes from. Programs set the header and nothing else.
/// </summary>
internal static class SameOriginOnly
{
    public const string Header = "X-Local-Host";

    public static ValueTask<object?> FilterAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        Objection(call.HttpContext.Request) is { } objection
            ? ValueTask.FromResult<object?>(TypedResults.Problem(objection, statusCode: StatusCodes.Status403Forbidden))
            : next(call);

    private static string? Objection(HttpRequest request)
    {
        if (!request.Headers.ContainsKey(Header))
            return $"A request that changes something needs the header {Header}, with any value.";
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin"))
            return "This request comes from a page of another site.";
        return request.Headers.Origin.ToString() is var origin && origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}"
            ? $"This request comes from {origin}, not from this host's page."
            : null;
    }
}
