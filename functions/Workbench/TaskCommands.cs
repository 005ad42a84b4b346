using Collections.Functions.Cases;
using Collections.Functions.FieldVisits;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>Closing a task by hand. Pure; refusals are <see cref="RefusedException"/>.</summary>
public static class TaskCommands
{
    public const string Done = "done";

    /// <summary>A review, a reply or the check of a plan is done when a person says so who works its queue; calls, visits and letters are done by their recorded result alone.</summary>
    public static IReadOnlyList<Fact> Finish(CaseState state, string id, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(state);
        var task = state.Tasks.FirstOrDefault(open => open.Id == id);
        if (task?.Kind is not (TaskKind.Reply or TaskKind.Safety) && !(task?.Kind == TaskKind.Review && state.Closed == ClosingReason.WrittenOff)) CaseGuards.RefuseClosed(state);
        if (task is null) throw new RefusedException(409, "task-not-open", "There is no such open task on the case: it is done, or has lost its reason.");
        if (!WorkQueues.IsOpenTo(WorkQueues.QueueOf(state, task), caller)) throw new RefusedException(403, "another-queue", "The task is for those who work its queue.");
        if (task is { Kind: TaskKind.Safety, Because: VisitSafety.BrokenOff }) throw new RefusedException(409, "result-needed", "Visits are cleared with a reason: that closes the task.");
        return task.Kind is TaskKind.Safety or TaskKind.Review or TaskKind.Reply or TaskKind.PlanCheck or TaskKind.Placement or TaskKind.Assessment or TaskKind.ClaimFiling or TaskKind.CareReview
            || (task.Kind == TaskKind.Estate && state.Paths.Estate?.Answer is not null)
            ? [new TaskClosed(task.Id, Done)]
            : throw new RefusedException(409, "result-needed", $"A task of kind {task.Kind} is done by recording its result.");
    }
}
