using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.Directions;

/// <summary>Where a case goes: a person's answer to the task that asks. Pure; refusals are <see cref="RefusedException"/>.</summary>
public static class DirectionCommands
{
    public static IReadOnlyList<Fact> Give(CaseView view, Direction direction, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        CaseGuards.RefuseClosed(view.State);
        var task = view.State.Task(TaskKind.Direction) ?? throw new RefusedException(409, "task-not-open", "Nobody has asked where this case goes.");
        var possible = DirectionRules.For(task.Because).Where(one => one != Direction.Visits || view.Strategy.Uses(Stage.FieldVisit)).ToList();
        if (!possible.Contains(direction)) throw new RefusedException(409, "not-now", $"From here it goes to {string.Join(", ", possible)}.");
        List<Fact> facts = [new TaskClosed(task.Id, TaskCommands.Done), new DirectionGiven(direction, note)];
        if (direction == Direction.Visits) facts.AddRange([new StageEntered(Stage.FieldVisit, "returned"), new LineChanged(Line.Field, "returned")]);
        return facts;
    }
}

public sealed class DirectionFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>Where a case goes that court is not worth, or that came back from it. (R3.4)</summary>
    [Function("GiveDirection")]
    [Roles(Roles.Supervisor, Roles.Legal)]
    public async Task<IResult> Give(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/direction")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<DirectionOrder>(clock, cancellation);
        var order = posted.Body;
        if (string.IsNullOrWhiteSpace(order.Reason)) throw new RefusedException(422, "reason-needed", "Say in 'reason' why it goes there: it is kept with the debtor's data.");
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, order.Reason, "direction", (view, note) => DirectionCommands.Give(view, order.Direction, note), cancellation));
    }
}

/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record DirectionOrder(Direction Direction, string Reason);
