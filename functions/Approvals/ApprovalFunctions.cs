using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Approvals;

/// <summary>Approvals over HTTP. (R6.3)</summary>
public sealed class ApprovalFunctions(Casework casework, TimeProvider clock)
{
    [Function("ProposeApproval")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal)]
    public async Task<IResult> Propose(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/approvals")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Proposal>(clock, cancellation);
        var (subject, promiseDue) = (posted.Body.Subject, posted.Body.PromiseDue);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, view => ApprovalCommands.Propose(view, subject, posted.Caller.Id, promiseDue), cancellation));
    }

    [Function("DecideApproval")]
    [Roles(Roles.Supervisor, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/approvals/{approvalId}/decision")] HttpRequest request, string id, string approvalId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Decision>(clock, cancellation);
        var decision = posted.Body;
        var approve = decision.Verdict == Verdict.Approve;
        if (!approve && string.IsNullOrWhiteSpace(decision.Comment)) throw new RefusedException(422, "comment-needed", "A rejection says why, in 'comment'.");
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, decision.Comment, "approval",
            (view, comment) => ApprovalCommands.Decide(view, approvalId, approve, posted.Caller, decision.Role, comment), cancellation));
    }
}

/// <param name="PromiseDue">For <see cref="ApprovalSubject.LongPromise"/>: the date asked for.</param>
public sealed record Proposal(ApprovalSubject Subject, DateOnly? PromiseDue = null);

public enum Verdict { Approve, Reject }

/// <param name="Role">The role to decide in, for people who have several.</param>
public sealed record Decision(Verdict Verdict, string? Comment = null, string? Role = null);
