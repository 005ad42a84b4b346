using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Workbench;

/// <summary>The workbench itself.</summary>
public sealed class PageFunctions
{
    [Function("Workbench")]
    [Anonymous("The pages' files hold no data: whoever opens them has to sign in before the API tells him anything.")]
    public IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "workbench/{*path}")] HttpRequest request, string? path)
    {
        ArgumentNullException.ThrowIfNull(request);

        // The addresses in the page are relative to its folder.
        if (string.IsNullOrEmpty(path) && request.Path.Value is { } address && !address.EndsWith('/')) return Results.Redirect(address + "/");
        return Pages.Of("workbench", path ?? "", request.HttpContext) ?? throw RefusedException.NotFound("page");
    }
}
