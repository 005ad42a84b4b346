using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.Limitation;

public sealed class LimitationFunctions(Casework casework, ICaseStreams streams, TimeProvider clock)
{
    /// <summary>Takes down what starts the limitation period anew, and where its evidence is kept. (R3.7)</summary>
    [Function("InterruptLimitation")]
    [Roles(Roles.Legal, Roles.Supervisor)]
    public async Task<IResult> Interrupt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/interruptions")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<InterruptionOrder>(clock, cancellation);
        var order = posted.Body;
        RefuseWithout(order.Evidence);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, order.Evidence, "limitation", (view, note) => LimitationCommands.Interrupt(view, order, note!), cancellation));
    }

    /// <summary>Takes down a time in which the claim could not be asserted. (Civil Code art. 194)</summary>
    [Function("SuspendLimitation")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Suspend(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/limitation/obstacles")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ObstacleOrder>(clock, cancellation);
        var order = posted.Body;
        RefuseWithout(order.Evidence);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, order.Evidence, "limitation", (view, note) => LimitationCommands.Suspend(view, order, note!), cancellation));
    }

    /// <summary>Takes down when the period begins by the contract (the last instalment's due date), or ends by the bank's books.</summary>
    [Function("StateLimitation")]
    [Roles(Roles.Legal)]
    public async Task<IResult> State(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/limitation")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<LimitationOrder>(clock, cancellation);
        var order = posted.Body;
        RefuseWithout(order.Evidence);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, order.Evidence, "limitation", (view, note) => LimitationCommands.State(view, order, note!), cancellation));
    }

    /// <summary>The period with all that interrupted it or held it up. (R3.7)</summary>
    [Function("GetLimitation")]
    [Roles(Roles.Legal, Roles.Supervisor, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{id}/limitation")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var view = await casework.ViewAsync(QueryValues.CaseKey(id), cancellation);
        var facts = await streams.ReadAsync(view.State.Key, 1, view.State.Version, cancellation);
        return Answers.Ok(new LimitationAnswer(
            LimitationRules.BeginOf(view.State), LimitationRules.EndOf(view.State), LimitationRules.MayHavePassed(view.State, view.Today), Interruptions.Of(facts), view.State.Limitation.Obstacles));
    }

    private static void RefuseWithout(string evidence)
    {
        if (string.IsNullOrWhiteSpace(evidence)) throw new RefusedException(422, "evidence-needed", "Say in 'evidence' where the receipt, paper or recording is kept.");
    }
}

/// <param name="Evidence">Where the receipt, paper or recording is kept; kept with the debtor's data.</param>
public sealed record InterruptionOrder(InterruptionGround Ground, DateOnly On, string Evidence);

/// <param name="Until">Last day of the obstacle: it is taken down when it is over.</param>
/// <param name="Evidence">As of an interruption.</param>
public sealed record ObstacleOrder(LimitationObstacle Obstacle, DateOnly From, DateOnly Until, string Evidence);

/// <param name="From">Day on which the period begins.</param>
/// <param name="Ends">Its last day by the bank's books; missing: three years from its beginning.</param>
/// <param name="Evidence">As of an interruption.</param>
public sealed record LimitationOrder(DateOnly From, string Evidence, DateOnly? Ends = null);

/// <param name="MayHavePassed">Counted without interruptions: no text speaks of suit then.</param>
public sealed record LimitationAnswer(DateOnly From, DateOnly Ends, bool MayHavePassed, IReadOnlyList<Interruption> Interruptions, IReadOnlyList<LimitationSuspended> Obstacles);
