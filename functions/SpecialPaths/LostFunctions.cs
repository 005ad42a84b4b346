using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.SpecialPaths;

/// <summary>A debtor whom nobody can reach, over HTTP: said, searched for, found. (R3.6)</summary>
public sealed class LostFunctions(LostDebtors lost, Casework casework, TimeProvider clock)
{
    [Function("LoseDebtor")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Lose([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/lost")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await lost.LoseAsync(QueryValues.CaseKey(id), await request.ReadAsync<Words>(clock, cancellation), cancellation));

    /// <summary>He can be reached again: by something he said, or by what was on file after all.</summary>
    [Function("FindDebtor")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Find([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/lost/found")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Words>(clock, cancellation);
        DebtorPaths.Needed(posted.Body.Reason);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, posted.Body.Reason, "lost", (view, note) => PathCommands.Find(view.State, note), cancellation));
    }

    [Function("RecordSearch")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> Search([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/searches")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await lost.SearchAsync(QueryValues.CaseKey(id), await request.ReadAsync<SearchResult>(clock, cancellation), cancellation));

    /// <summary>Where one may search, and where nobody may.</summary>
    [Function("ListSearchSources")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor)]
    public IResult Sources([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "search-sources")] HttpRequest request) => Answers.Ok(SearchSource.All);
}
