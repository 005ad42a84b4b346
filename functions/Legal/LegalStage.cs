using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Negotiation;

namespace Collections.Functions.Legal;

/// <summary>
/// The lawyer's letter with its time to answer, then the dossier, then the message to the legal system, then the proceedings step by step; the case goes on until
/// the end, with one message a month. (R3.4)
/// </summary>
public sealed class LegalStage : IStage
{
    public static LegalStage Instance { get; } = new();

    public CaseStep Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var ladder = view.Strategy.Legal;
        var legal = view.State.Legal;
        if (legal.LetterAnswerBy is not { } answerBy)
        {
            return view.State.Task(TaskKind.LawyersLetter) is null
                ? new Record([.. Letters.Dropped(view.State, "superseded"), new TaskOpened(view.NewId("letter"), TaskKind.LawyersLetter, Line.Legal, view.EndOfWorkingDay(ladder.LetterWithin), "legal-handoff")])
                : view.WaitFor("lawyers-letter");
        }

        if (legal.HandedOverAt is null && view.State.Tasks.Any(task => task.Because == LetterAnswers.PlanAsked)) return view.WaitFor(LetterAnswers.PlanAsked);
        if (!legal.LetterSettled && view.Today <= answerBy) return view.WaitFor("answer-to-letter", view.StartOf(answerBy.AddDays(1)));
        if (legal.Dossier is null) return new BuildDossier();
        if (legal.HandedOverAt is null) return new HandOver();
        return Refused(view)
            ?? ProceedingRules.Ask(view)
            ?? CollateralRules.Next(view)
            ?? Returned(view, out var look)
            ?? Messages.Every(view, "legal", ladder.MessageEveryDays, out var message)
            ?? view.WaitFor(legal.Accepted is null ? "legal-acknowledgement" : "legal-proceedings", message, look);
    }

    /// <summary>The legal system sent it back: a person decides what is missing.</summary>
    private static Record? Refused(CaseView view) => view.State.Legal.Accepted == false && view.State.Task(TaskKind.Review) is null
        ? new Record([new TaskOpened(view.NewId("review"), TaskKind.Review, Line.Legal, view.EndOfWorkingDay(1), "handoff-refused")])
        : null;

    /// <summary>The court gave it back: a person says where it goes.</summary>
    private static CaseStep? Returned(CaseView view, out DateTimeOffset? next)
    {
        next = null;
        return view.State.Legal.Proceedings.Last is { Step: ProceedingStep.Returned } ? DirectionRules.Ask(view, DirectionRules.Returned, out next) : null;
    }
}
