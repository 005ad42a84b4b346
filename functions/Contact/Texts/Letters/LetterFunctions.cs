using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact.Texts.Letters;

/// <summary>Letters in batches: asked for, printed, and each reported as posted when it is on its way. (R3.4)</summary>
public sealed class LetterFunctions(LetterBatches batches, TimeProvider clock)
{
    [Function("MakeLetterBatch")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Make([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "letters/batch")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<LetterOrder>(clock, cancellation);
        return Answers.Ok(await batches.MakeAsync([.. posted.Body.Cases.Select(QueryValues.CaseKey)], posted.Caller.By, posted.Command, cancellation));
    }

    /// <summary>What is in a batch.</summary>
    [Function("GetLetterBatch")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "letters/batch/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await batches.FindAsync(Checked(id), cancellation) ?? throw RefusedException.NotFound("batch"));

    /// <summary>The pages to print: names and addresses in full, so for those who post them alone.</summary>
    [Function("PrintLetterBatch")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Print([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "letters/batch/{id}/pages")] HttpRequest request, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pages = await batches.PagesAsync(Checked(id), cancellation) ?? throw RefusedException.NotFound("batch");
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        request.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals";
        return Results.Bytes(pages, "text/html; charset=utf-8");
    }

    private static string Checked(string id) => id is { Length: 32 } && id.All(char.IsAsciiHexDigitLower) ? id : throw RefusedException.NotFound("batch");
}

/// <param name="Cases">Case ids with an open letter task, in the order of printing.</param>
public sealed record LetterOrder(IReadOnlyList<string> Cases);
