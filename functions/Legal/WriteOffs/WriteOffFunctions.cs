using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.WriteOffs;

/// <summary>Write-offs over HTTP. (R3.9)</summary>
public sealed class WriteOffFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>What each ground asks for and what is missing, the papers in the archive, and what came in since it was written off.</summary>
    [Function("GetWriteOff")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Legal, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/write-off")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(WriteOffCard.Of(await casework.ViewAsync(QueryValues.CaseKey(id), cancellation)));

    [Function("FileEvidence")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/write-off/evidence")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<EvidenceOrder>(clock, cancellation);
        var key = QueryValues.CaseKey(id);
        await casework.ExecuteAsync(key, posted, view => WriteOffCommands.File(view, posted.Body.Kind, posted.Body.Reference), cancellation);
        return Answers.Ok(WriteOffCard.Of(await casework.ViewAsync(key, cancellation)));
    }

    [Function("ProposeWriteOff")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> Propose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/write-off")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<WriteOffOrder>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => WriteOffCommands.Propose(view, posted.Body.Ground, posted.Caller.Id), cancellation));
    }
}

/// <param name="Reference">Where the paper is kept.</param>
public sealed record EvidenceOrder(EvidenceKind Kind, string Reference);

public sealed record WriteOffOrder(WriteOffGround Ground);

/// <summary>A case's write-off as people see it.</summary>
/// <param name="Roles">Who has to approve, each somebody else, and none the proposer.</param>
/// <param name="Owed">What is still owed of the claim, as far as known here.</param>
public sealed record WriteOffCard(
    IReadOnlyList<GroundCheck> Grounds, IReadOnlyList<EvidenceFiled> Evidence, IReadOnlyList<string> Roles, Money Owed, WriteOffBooked? Booked, IReadOnlyList<RecoveryRecorded> Recoveries,
    Money? Recovered)
{
    public static WriteOffCard Of(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var writeOff = view.State.WriteOff;
        return new WriteOffCard(
            view.State.IsOpen ? WriteOffRules.Check(view) : [], writeOff.Evidence, WriteOffRules.Roles(view), view.State.Balance.Outstanding, writeOff.Booked, writeOff.Recoveries, writeOff.Recovered);
    }
}
