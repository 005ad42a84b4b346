using Collections.Functions.Cases;

namespace Collections.Functions.SpecialPaths;

/// <summary>
/// A debtor who has died: nothing goes to him. Legal finds out what became of the estate; heirs are written to, by letter, and answer with what they inherit; where
/// nobody or nothing answers, legal assesses what is left of the claim. (R3.6; Civil Code art. 1161)
/// </summary>
internal static class EstateRules
{
    /// <summary>Why the case waits.</summary>
    public const string Because = "deceased";

    public const string Claim = "estate-claim";

    public const string NothingLeft = "no-estate";

    public const string Template = "estate-letter";

    public static CaseStep? Next(CaseView view)
    {
        if (view.State.Paths.Estate is not { } estate) return null;
        return (CaseStep?)PathRules.Drop(view, Because, [.. PathRules.Pressing, TaskKind.ContactQuestion, TaskKind.Search, TaskKind.CareReview, TaskKind.DisputeAnswer])
            ?? Letter(view, estate)
            ?? Work(view, estate, out var look)
            ?? view.WaitFor(Because, look);
    }

    /// <summary>Each heir is written to once when he is known, and once when the estate is accepted.</summary>
    private static CaseStep? Letter(CaseView view, EstateProgress estate)
    {
        if (estate.Answer is { Answer: not EstateAnswer.Accepted } || estate.Assessed) return PathRules.Drop(view, NothingLeft, TaskKind.EstateLetter);
        var heir = view.State.StandIns.FirstOrDefault(known => known.Role == Party.Heir && !estate.LettersTo.Contains(known.Person));
        return heir is null ? null : PathRules.Open(view, TaskKind.EstateLetter, Line.Legal, view.EndOfWorkingDay(view.Strategy.Paths.EstateLetterWithin), heir.Person);
    }

    private static CaseStep? Work(CaseView view, EstateProgress estate, out DateTimeOffset? look)
    {
        var terms = view.Strategy.Paths;
        look = null;
        if (estate.Answer is not { } answer)
        {
            return view.State.Task(TaskKind.Estate) is null
                ? PathRules.Open(view, TaskKind.Estate, Line.Legal, view.EndOf(view.Calendar.OnOrAfter(view.Today.AddDays(terms.EstateDays))), Because)
                : null;
        }

        if (estate.Assessed) return null;
        if (answer.Answer != EstateAnswer.Accepted || IsExhausted(view.State, answer))
            return PathRules.Open(view, TaskKind.Assessment, Line.Legal, view.EndOfWorkingDay(terms.SearchWithin), NothingLeft);
        var again = estate.LookedAtOn!.Value.AddDays(terms.EstateDays);
        if (view.State.Task(TaskKind.Estate) is not null) return null;
        if (view.Today >= again) return PathRules.Open(view, TaskKind.Estate, Line.Legal, view.EndOfWorkingDay(terms.EstateLetterWithin), Claim);
        look = view.StartOf(again);
        return null;
    }

    /// <summary>What the estate has for this claim is paid.</summary>
    private static bool IsExhausted(CaseState state, EstateAnswered answer) =>
        answer.Value is { } value && state.Balance.PaidBetween(answer.On, DateOnly.MaxValue).Amount >= value.AmountIn(state.Balance.Currency);
}
