using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Court;

/// <summary>What may follow what in court, and by when it is to be told: a person of the legal department is asked, and what he does not do rises. Pure. (R3.4)</summary>
public static class ProceedingRules
{
    /// <summary>Why somebody waits for the legal system to say whether it takes the case.</summary>
    public const string Acknowledgement = "acknowledgement";

    private const int DefaultDays = 30;

    private static readonly Dictionary<ProceedingStep, ProceedingStep[]> Following = new()
    {
        [ProceedingStep.Mediation] = [ProceedingStep.Mediation, ProceedingStep.PaymentOrder, ProceedingStep.Suit, ProceedingStep.Returned],
        [ProceedingStep.PaymentOrder] = [ProceedingStep.PaymentOrder, ProceedingStep.Suit, ProceedingStep.Enforcement, ProceedingStep.Returned],
        [ProceedingStep.Suit] = [ProceedingStep.Suit, ProceedingStep.Mediation, ProceedingStep.Judgment, ProceedingStep.Returned],
        [ProceedingStep.Judgment] = [ProceedingStep.Judgment, ProceedingStep.Enforcement, ProceedingStep.Ended, ProceedingStep.Returned],
        [ProceedingStep.Enforcement] = [ProceedingStep.Enforcement, ProceedingStep.Ended, ProceedingStep.Returned],
    };

    /// <summary>Every step that may be taken after another; null: as the first.</summary>
    public static IEnumerable<(ProceedingStep? From, ProceedingStep To)> Order =>
    [
        .. First.Select(to => ((ProceedingStep?)null, to)),
        .. Following.SelectMany(step => step.Value.Where(to => to != step.Key).Select(to => ((ProceedingStep?)step.Key, to))),
    ];

    private static ProceedingStep[] First { get; } = [ProceedingStep.Mediation, ProceedingStep.PaymentOrder, ProceedingStep.Suit, ProceedingStep.Returned];

    public static IReadOnlyList<ProceedingStep> After(ProceedingStep? step) => step is { } last ? Following.GetValueOrDefault(last) ?? [] : First;

    /// <summary>Whether proceedings are under way: the legal system took the case, or mediation was decided on instead.</summary>
    public static bool AreOpen(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return (state.Legal.Accepted == true || state.Legal.Mediates) && state.Legal.Proceedings.Last is not { Step: ProceedingStep.Returned or ProceedingStep.Ended };
    }

    /// <summary>Filing it starts the limitation period anew. (Civil Code art. 195)</summary>
    public static bool Interrupts(ProceedingStep step) => step is ProceedingStep.Mediation or ProceedingStep.PaymentOrder or ProceedingStep.Suit or ProceedingStep.Enforcement;

    public static DateOnly NextBy(Strategy strategy, ProceedingStep step, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return on.AddDays(strategy.Legal.Proceedings.GetValueOrDefault(step, DefaultDays));
    }

    /// <summary>Asks for the next step, or for the answer of the legal system; null when somebody is asked already, or there is nothing to ask.</summary>
    public static CaseStep? Ask(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var legal = view.State.Legal;
        if (view.State.Task(TaskKind.Proceeding) is not null) return null;
        if (legal is { HandedOverAt: { } at, Accepted: null }) return Ask(view, Platform.BusinessTime.DayOf(at).AddDays(view.Strategy.Legal.AnswerDays), Acknowledgement);
        if (!AreOpen(view.State)) return null;
        return legal.Proceedings.Last is { } last
            ? Ask(view, last.NextBy ?? view.Today, $"after-{last.Step}")
            : Ask(view, view.Today.AddDays(DefaultDays), legal.Mediates ? "mediation" : "first-step");
    }

    private static Record Ask(CaseView view, DateOnly by, string because) =>
        new([new TaskOpened(view.NewId("proceeding"), TaskKind.Proceeding, Line.Legal, Evening(view, by), because)]);

    private static DateTimeOffset Evening(CaseView view, DateOnly by) =>
        Platform.BusinessTime.At(view.Calendar.OnOrAfter(by < view.Today ? view.Today : by), new TimeOnly(18, 0)) is var due && due > view.Now ? due : view.EndOfWorkingDay(1);
}
