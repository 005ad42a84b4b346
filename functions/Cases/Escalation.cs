namespace Collections.Functions.Cases;

/// <summary>Work that nobody did in time: it rises to the supervisor's queue, once. (R6.2)</summary>
/// <param name="Id">Of the task.</param>
public sealed record TaskEscalated(string Id) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>Nothing that waits for a person waits unseen: a task that is not done when it is due rises to the supervisor, whatever else the case waits for. (R6.2)</summary>
internal static class Escalation
{
    /// <summary>Why a case that is closed looks again: somebody still has to read a reply.</summary>
    private const string Because = "task";

    /// <summary>What rises now; or the case's own next step, with a wait that ends when the next task is due.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        List<OpenTask> waiting = [.. view.State.Tasks.Where(task => !task.Escalated)];
        List<Fact> late = [.. waiting.Where(task => task.Due <= view.Now).Select(task => new TaskEscalated(task.Id))];
        if (late.Count > 0) return new Record(late);
        var due = waiting.Count == 0 ? (DateTimeOffset?)null : waiting.Min(task => task.Due);
        return (next(), due) switch
        {
            (Wait wait, { } at) when at < wait.Until => wait with { Until = at },
            (Done, { } at) => new Wait(at, Because, view.State.Version),
            var (step, _) => step,
        };
    }
}
