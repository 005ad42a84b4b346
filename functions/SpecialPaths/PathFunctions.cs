using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.SpecialPaths;

/// <summary>Death and estate, vulnerability and concern, dispute, "I have paid", proceedings: told by people, over HTTP. (R3.6)</summary>
public sealed class PathFunctions(DebtorPaths paths, Casework casework, TimeProvider clock)
{
    [Function("RecordDeath")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist)]
    public async Task<IResult> RecordDeath([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/death")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.RecordDeathAsync(QueryValues.CaseKey(id), await request.ReadAsync<DeathNotice>(clock, cancellation), cancellation));

    /// <summary>Whoever was thought dead lives.</summary>
    [Function("TakeDeathBack")]
    [Roles(Roles.Supervisor)]
    public async Task<IResult> TakeDeathBack([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/death/correction")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.TakeDeathBackAsync(QueryValues.CaseKey(id), await request.ReadAsync<Words>(clock, cancellation), cancellation));

    [Function("AnswerForEstate")]
    [Roles(Roles.Legal, Roles.Supervisor)]
    public async Task<IResult> AnswerForEstate([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/estate")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<EstateReply>(clock, cancellation);
        DebtorPaths.Needed(posted.Body.Evidence);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, posted.Body.Evidence, "estate", (view, note) => PathCommands.Answer(view, posted.Body.Answer, posted.Body.Value, note), cancellation));
    }

    [Function("NoteVulnerability")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist)]
    public async Task<IResult> NoteVulnerability([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/vulnerability")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.NoteVulnerabilityAsync(QueryValues.CaseKey(id), await request.ReadAsync<VulnerabilityNotice>(clock, cancellation), cancellation));

    [Function("EndVulnerability")]
    [Roles(Roles.Specialist, Roles.Supervisor)]
    public async Task<IResult> EndVulnerability([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/vulnerability/end")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.EndVulnerabilityAsync(QueryValues.CaseKey(id), await request.ReadAsync<Words>(clock, cancellation), cancellation));

    /// <summary>The case may go up although the debtor is vulnerable.</summary>
    [Function("AllowEscalation")]
    [Roles(Roles.Supervisor)]
    public async Task<IResult> AllowEscalation([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/vulnerability/escalation")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Words>(clock, cancellation);
        DebtorPaths.Needed(posted.Body.Reason);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, posted.Body.Reason, "vulnerability", (view, note) => PathCommands.AllowEscalation(view.State, note), cancellation));
    }

    /// <summary>A sign of abuse or self-harm: nobody contacts the debtor until a trained person has looked.</summary>
    [Function("RaiseConcern")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Specialist)]
    public async Task<IResult> RaiseConcern([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/concern")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.RaiseConcernAsync(QueryValues.CaseKey(id), await request.ReadAsync<Words>(clock, cancellation), cancellation));

    [Function("SeeConcern")]
    [Roles(Roles.Specialist, Roles.Supervisor)]
    public async Task<IResult> SeeConcern([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/concern/seen")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.SeeConcernAsync(QueryValues.CaseKey(id), await request.ReadAsync<ConcernLook>(clock, cancellation), cancellation));

    [Function("RegisterDispute")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Specialist)]
    public async Task<IResult> RegisterDispute([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/disputes")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.DisputeAsync(QueryValues.CaseKey(id), await request.ReadAsync<DisputeNotice>(clock, cancellation), cancellation));

    [Function("AnswerDispute")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Compliance)]
    public async Task<IResult> AnswerDispute(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/disputes/{disputeId}/answer")] HttpRequest request, string id, string disputeId, CancellationToken cancellation) =>
        Answers.Ok(await paths.AnswerDisputeAsync(QueryValues.CaseKey(id), disputeId, await request.ReadAsync<DisputeReply>(clock, cancellation), cancellation));

    /// <summary>"I have paid."</summary>
    [Function("ClaimPaid")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist)]
    public async Task<IResult> ClaimPaid([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/paid-claims")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<PaidNotice>(clock, cancellation);
        var (paidOn, proof) = (posted.Body.PaidOn, posted.Body.Proof);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, proof, "paid-claim", (view, note) => PathCommands.Claim(view, paidOn, !string.IsNullOrWhiteSpace(proof), note), cancellation));
    }

    [Function("NoteProceedings")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> NoteProceedings([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/court-notices")] HttpRequest request, string id, CancellationToken cancellation) =>
        Answers.Ok(await paths.NoteProceedingsAsync(QueryValues.CaseKey(id), await request.ReadAsync<ProceedingsNotice>(clock, cancellation), cancellation));

    [Function("EndProceedings")]
    [Roles(Roles.Legal)]
    public async Task<IResult> EndProceedings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/court-notices/{noticeId}/end")] HttpRequest request, string id, string noticeId, CancellationToken cancellation) =>
        Answers.Ok(await paths.EndProceedingsAsync(QueryValues.CaseKey(id), noticeId, await request.ReadAsync<ProceedingsResult>(clock, cancellation), cancellation));
}
