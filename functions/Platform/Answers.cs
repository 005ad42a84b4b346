using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Platform;

/// <summary>Bodies as <see cref="CollectionsJson"/> writes them.</summary>
public static class Answers
{
    public static IResult Ok<T>(T body) =>
        body is IVersioned versioned ? new Versioned(Results.Json(body, CollectionsJson.Options), versioned.Version) : Results.Json(body, CollectionsJson.Options);

    /// <summary>With the version as ETag, for the <c>If-Match</c> of whoever changes what he has looked at.</summary>
    private sealed class Versioned(IResult answer, long version) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
            return answer.ExecuteAsync(httpContext);
        }
    }
}

/// <summary>Something that changes step by step.</summary>
public interface IVersioned
{
    /// <summary>Another one after each change.</summary>
    long Version { get; }
}
