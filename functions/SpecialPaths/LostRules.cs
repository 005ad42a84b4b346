using Collections.Functions.Cases;

namespace Collections.Functions.SpecialPaths;

/// <summary>
/// A debtor whom no contact point reaches: calls and messages are no longer tried. Somebody who agreed to it is asked once, a person searches lawfully, and after some months
/// legal assesses the claim. Looked at by rule whenever a contact point fails. (R3.6)
/// </summary>
internal static class LostRules
{
    public const string Because = "lost";

    public static CaseStep? Next(CaseView view)
    {
        if (view.State.Paths.LookAgain) return new CheckReach();
        if (view.State.Paths.Lost is not { } lost) return null;
        var terms = view.Strategy.Paths;
        var drop = PathRules.Drop(view, Because, PathRules.Pressing);
        if (drop is not null) return drop;
        if (lost.Askable) return PathRules.Open(view, TaskKind.ContactQuestion, view.State.Callers, view.EndOfWorkingDay(3), Because);
        if (!lost.Searched) return PathRules.Open(view, TaskKind.Search, view.State.Line, view.EndOfWorkingDay(terms.SearchWithin), Because);
        var assess = lost.Since.AddDays(terms.LostDays);
        if (!lost.Assessed && view.Today >= assess) return PathRules.Open(view, TaskKind.Assessment, Line.Legal, view.EndOfWorkingDay(terms.SearchWithin), Because);
        return lost.Assessed ? view.WaitFor(Because) : view.WaitFor(Because, view.StartOf(assess));
    }
}
