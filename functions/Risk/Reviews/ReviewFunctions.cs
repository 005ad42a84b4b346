using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Risk.Reviews;

/// <summary>Review of a score by a person, over HTTP. (R2.2)</summary>
public sealed class ReviewFunctions(Casework casework, TimeProvider clock)
{
    [Function("AskForRiskReview")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/risk/review")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ReviewRequest>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, posted.Body.Reason, "risk-review", (view, note) => ReviewCommands.Ask(view, posted.Caller, note), cancellation));
    }

    [Function("DecideRiskReview")]
    [Roles(Roles.SeniorCollector, Roles.Supervisor)]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/risk/review/decision")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ReviewDecision>(clock, cancellation);
        var decision = posted.Body;
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, decision.Reason, "risk-review", (view, note) => ReviewCommands.Decide(view.State, decision.Level, posted.Caller, note), cancellation));
    }
}
