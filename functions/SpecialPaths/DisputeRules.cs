using Collections.Functions.Cases;
using Collections.Functions.Contact;

namespace Collections.Functions.SpecialPaths;

/// <summary>
/// A disputed debt is not collected until somebody has answered, by a day; the debtor is told what was found. What was rightly disputed is corrected first. Then the case goes
/// on where it stood. (R3.6)
/// </summary>
public static class DisputeRules
{
    public const string Correction = "dispute-correction";

    internal const string Template = "dispute-answered";

    /// <summary>Calendar days in which the answer still makes sense.</summary>
    private const int Days = 10;

    internal static Record? Watch(CaseView view)
    {
        var paths = view.State.Paths;
        if (paths.Dispute is { } dispute && view.State.Task(TaskKind.DisputeAnswer) is null)
            return PathRules.Open(view, TaskKind.DisputeAnswer, view.State.Line, dispute.AnswerBy, dispute.Reason.ToString());
        return paths.Correcting && view.State.Task(TaskKind.Review) is null
            ? PathRules.Open(view, TaskKind.Review, view.State.Line, view.EndOfWorkingDay(view.Strategy.Paths.CorrectWithin), Correction)
            : null;
    }

    /// <summary>The answer to the debtor, once, whatever else the case waits for.</summary>
    internal static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        if (view.State.Paths.Answered is not { } answer || view.Today > answer.On.AddDays(Days)) return next();
        if (Messages.Once(view, RungOf(answer), new MessageKind(Template, Purpose: Purpose.Service), answer.On, out var turn) is { } message) return message;
        return (next(), turn) switch
        {
            (Wait wait, { } at) when at < wait.Until => wait with { Until = at },
            (Done, { } at) => new Wait(at, Template, view.State.Version),
            var (step, _) => step,
        };
    }

    /// <summary>Whether a message is the answer to a dispute: it is given though the debt is held.</summary>
    public static bool Is(CaseState state, string rung)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Paths.Answered is { } answer && RungOf(answer) == rung;
    }

    private static string RungOf(DisputeAnswered answer) => $"{Template}-{answer.Dispute}";
}
