using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Governance;

/// <summary>Packs, calendars and templates over HTTP: one person proposes a version, another lets it in. (R5.3, R5.10)</summary>
public sealed class GovernanceFunctions(GovernedDocuments documents, ProposedTexts texts, TimeProvider clock)
{
    private const int LargestBody = 512 * 1024;

    private const int LongestReason = 1000;

    [Function("ListGoverned")]
    [Roles(Roles.Administrator, Roles.Compliance, Roles.Supervisor, Roles.Auditor)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "governance/{kind}")] HttpRequest request, string kind, CancellationToken cancellation)
    {
        var entries = new List<GovernedEntry>();
        foreach (var name in await documents.NamesAsync(kind, cancellation))
        {
            var inForce = await documents.FindAsync(kind, name, cancellation);
            var waiting = (await documents.VersionsAsync(kind, name, cancellation)).Versions.Count(version => version.State == VersionState.Proposed);
            entries.Add(new GovernedEntry(name, inForce?.Number, inForce?.Hash, waiting));
        }

        return Answers.Ok(entries);
    }

    [Function("GetGoverned")]
    [Roles(Roles.Administrator, Roles.Compliance, Roles.Supervisor, Roles.Auditor)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "governance/{kind}/{name}")] HttpRequest request, string kind, string name, CancellationToken cancellation)
    {
        await documents.VersionsAsync(kind, name, cancellation);
        return Text(request, await documents.FindAsync(kind, name, cancellation) ?? throw RefusedException.NotFound("document in force"));
    }

    [Function("ListGovernedVersions")]
    [Roles(Roles.Administrator, Roles.Compliance, Roles.Supervisor, Roles.Auditor)]
    public async Task<IResult> Versions(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "governance/{kind}/{name}/versions")] HttpRequest request, string kind, string name, CancellationToken cancellation)
    {
        var register = await documents.VersionsAsync(kind, name, cancellation);
        return Answers.Ok(new GovernedVersions(register.InForce(clock.GetUtcNow())?.Number ?? 0, register.Versions));
    }

    [Function("GetGovernedVersion")]
    [Roles(Roles.Administrator, Roles.Compliance, Roles.Supervisor, Roles.Auditor)]
    public async Task<IResult> Version(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "governance/{kind}/{name}/versions/{number:int}")] HttpRequest request, string kind, string name, int number,
        CancellationToken cancellation) => Text(request, await documents.VersionAsync(kind, name, number, cancellation));

    /// <summary>The body is the document itself. Query: <c>effectiveFrom</c> (an instant; without it, from its approval on), <c>reason</c>.</summary>
    [Function("ProposeGoverned")]
    [Roles(Roles.Administrator, Roles.Compliance)]
    public async Task<IResult> Propose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "governance/{kind}/{name}/versions")] HttpRequest request, string kind, string name, CancellationToken cancellation)
    {
        var json = await request.JsonBytesAsync(LargestBody, cancellation);
        try
        {
            return Answers.Ok(await documents.ProposeAsync(kind, name, json, EffectiveFrom(request), request.Caller(), Checked(request.Query["reason"]), cancellation));
        }
        catch (RefusedException wrong) when (wrong.Code == "document-invalid")
        {
            await texts.KeepAsync(kind, json, request.Caller().By, cancellation);
            throw;
        }
    }

    /// <summary>Proposes the content of an earlier version once more, 0 being what ships: the way back.</summary>
    [Function("ProposeGovernedAgain")]
    [Roles(Roles.Administrator, Roles.Compliance)]
    public async Task<IResult> ProposeAgain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "governance/{kind}/{name}/versions/{number:int}/again")] HttpRequest request, string kind, string name, int number,
        CancellationToken cancellation)
    {
        var json = (await documents.VersionAsync(kind, name, number, cancellation)).Json;
        return Answers.Ok(await documents.ProposeAsync(kind, name, json, EffectiveFrom(request), request.Caller(), Checked(request.Query["reason"]), cancellation));
    }

    [Function("DecideGoverned")]
    [Roles(Roles.Compliance, Roles.Administrator)]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "governance/{kind}/{name}/versions/{number:int}/decision")] HttpRequest request, string kind, string name, int number,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<GovernedDecision>(clock, cancellation);
        if (!posted.Body.Approve && string.IsNullOrWhiteSpace(posted.Body.Comment)) throw new RefusedException(422, "comment-needed", "A rejection says why, in 'comment'.");
        return Answers.Ok(await documents.DecideAsync(kind, name, number, posted.Body.Approve, posted.Caller, Checked(posted.Body.Comment), cancellation));
    }

    [Function("WithdrawGoverned")]
    [Roles(Roles.Administrator, Roles.Compliance)]
    public async Task<IResult> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "governance/{kind}/{name}/versions/{number:int}")] HttpRequest request, string kind, string name, int number,
        CancellationToken cancellation) => Answers.Ok(await documents.WithdrawAsync(kind, name, number, request.Caller(), cancellation));

    private static IResult Text(HttpRequest request, GovernedDocument document)
    {
        request.HttpContext.Response.Headers.ETag = $"\"{document.Hash}\"";
        request.HttpContext.Response.Headers["X-Version"] = document.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Bytes(document.Json, "application/json");
    }

    private static DateTimeOffset? EffectiveFrom(HttpRequest request) => (string?)request.Query["effectiveFrom"] switch
    {
        null or "" => null,
        var text when DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) => at.ToUniversalTime(),
        _ => throw new RefusedException(400, "invalid-instant", "Write 'effectiveFrom' as 2026-12-01T00:00:00Z, or with an offset."),
    };

    private static string? Checked(string? words) => words is not { Length: > LongestReason }
        ? string.IsNullOrWhiteSpace(words) ? null : words
        : throw new RefusedException(422, "too-long", $"Reasons and comments have at most {LongestReason} characters.");
}

/// <param name="InForce">Number of the version in force, 0 for what ships; missing when none is.</param>
/// <param name="Waiting">Proposals that wait for a decision.</param>
public sealed record GovernedEntry(string Name, int? InForce, string? Hash, int Waiting);

/// <param name="InForce">Number of the version in force; 0: what ships.</param>
public sealed record GovernedVersions(int InForce, IReadOnlyList<GovernedVersion> Versions);

/// <param name="Comment">Needed for a rejection.</param>
public sealed record GovernedDecision(bool Approve, string? Comment = null);
