using Collections.Functions.Cases;

namespace Collections.Functions.SpecialPaths;

/// <summary>Before a court, or in bankruptcy: legal files the claim by its day; when the debt is discharged or under a court's plan, legal assesses what is left to do. (R3.6)</summary>
internal static class ProceedingsRules
{
    /// <summary>Why a case goes back to whoever worked it before.</summary>
    public const string Dismissed = "dismissed";

    public static Record? Watch(CaseView view)
    {
        if (view.State.Paths.Proceedings is not { } held) return null;
        if (PathRules.Drop(view, "proceedings", PathRules.Pressing) is { } drop) return drop;
        if (held.Ended is { } ended) return held.Assessed ? null : PathRules.Open(view, TaskKind.Assessment, Line.Legal, view.EndOfWorkingDay(view.Strategy.Paths.FileWithin), ended.ToString());
        return held.Asked ? null : PathRules.Open(view, TaskKind.ClaimFiling, Line.Legal, held.Noted.FileBy, held.Noted.Proceedings.ToString());
    }
}
