using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.Limitation;

public sealed class LimitationFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>Takes down what starts the limitation period anew, and where its evidence is kept. (R3.7)</summary>
    [Function("InterruptLimitation")]
    [Roles(Roles.Legal, Roles.Supervisor)]
    public async Task<IResult> Interrupt(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/interruptions")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Interruption>(clock, cancellation);
        var interruption = posted.Body;
        if (string.IsNullOrWhiteSpace(interruption.Evidence)) throw new RefusedException(422, "evidence-needed", "Say in 'evidence' where the receipt, paper or recording is kept.");
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, interruption.Evidence, "limitation", (view, note) => Interrupted(view, interruption, note!), cancellation));
    }

    private static IReadOnlyList<Fact> Interrupted(CaseView view, Interruption interruption, string note)
    {
        if (interruption.On > view.Today || interruption.On < view.State.Balance.Position.DueDate)
            throw new RefusedException(422, "on", "It happened between the day on which the debt fell due and today.");
        return [new LimitationInterrupted(interruption.Ground, interruption.On, note)];
    }
}

/// <param name="Evidence">Where the receipt, paper or recording is kept; kept with the debtor's data.</param>
public sealed record Interruption(InterruptionGround Ground, DateOnly On, string Evidence);
