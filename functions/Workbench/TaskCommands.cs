using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>Closing a task by hand. Pure; refusals are <see cref="RefusedException"/>.</summary>
public static class TaskCommands
{
    public const string Done = "done";

    /// <summary>A review is done when a person says so; calls, visits and letters are done by their recorded result alone.</summary>
    public static IReadOnlyList<Fact> Finish(CaseState state, string id)
    {
        ArgumentNullException.ThrowIfNull(state);
        CaseGuards.RefuseClosed(state);
        var task = state.Tasks.FirstOrDefault(open => open.Id == id)
            ?? throw new RefusedException(409, "task-not-open", "There is no such open task on the case: it is done, or has lost its reason.");
        return task.Kind == TaskKind.Review
            ? [new TaskClosed(task.Id, Done)]
            : throw new RefusedException(409, "result-needed", $"A task of kind {task.Kind} is done by recording its result.");
    }
}
