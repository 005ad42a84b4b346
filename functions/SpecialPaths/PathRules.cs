using Collections.Functions.Cases;

namespace Collections.Functions.SpecialPaths;

/// <summary>What a case does on the special paths, in their order of precedence. Pure. (R3.6)</summary>
public static class PathRules
{
    /// <summary>Kinds of work that press the debtor, or try to reach him.</summary>
    internal static readonly TaskKind[] Pressing = [TaskKind.Call, TaskKind.Visit, TaskKind.Letter, TaskKind.LawyersLetter];

    /// <summary>Before anything else of the ordinary life: what must be seen to whatever the case waits for, and the estate of a debtor who has died.</summary>
    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return EstateRules.Next(view) ?? CareRules.Concern(view) ?? ProceedingsRules.Watch(view) ?? DisputeRules.Watch(view) ?? ClaimRules.Judge(view);
    }

    /// <summary>In the stage's place, after promises and plans.</summary>
    public static CaseStep? Instead(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return ClaimRules.Next(view) ?? LostRules.Next(view);
    }

    /// <summary>Closes open work of some kinds; null when there is none.</summary>
    internal static Record? Drop(CaseView view, string because, params ReadOnlySpan<TaskKind> kinds)
    {
        List<Fact> closed = [];
        foreach (var task in view.State.Tasks)
        {
            if (kinds.Contains(task.Kind)) closed.Add(new TaskClosed(task.Id, because));
        }

        return closed.Count > 0 ? new Record(closed) : null;
    }

    internal static Record Open(CaseView view, TaskKind kind, Line line, DateTimeOffset due, string because) =>
        new([new TaskOpened(view.NewId(IdOf(kind)), kind, line, due, because)]);

    private static string IdOf(TaskKind kind) => kind.ToString().ToLowerInvariant();
}
