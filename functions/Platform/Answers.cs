using Microsoft.AspNetCore.Http;

namespace Collections.Functions.Platform;

/// <summary>Bodies as <see cref="CollectionsJson"/> writes them.</summary>
public static class Answers
{
    public static IResult Ok<T>(T body) => Results.Json(body, CollectionsJson.Options);
}
