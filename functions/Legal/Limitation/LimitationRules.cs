using System.Globalization;
using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Limitation;

/// <summary>
/// The claim is watched so that it does not become barred unseen: half a year before the end of the period a demand with receipt, a quarter before it a decision on suit, and
/// in the last month a person is asked every day. Whatever else the case waits for. (Civil Code art. 188, 195; R3.7)
/// </summary>
public static class LimitationRules
{
    /// <summary>General period. (Civil Code art. 188)</summary>
    private const int Years = 3;

    /// <summary>After so many years from its beginning nothing helps any more. (Civil Code art. 188)</summary>
    private const int MostYears = 20;

    private const int Demand = 180;

    private const int Decision = 90;

    private const int Daily = 30;

    /// <summary>Template of the letter whose receipt interrupts the period.</summary>
    private const string DemandLetter = "demand-letter";

    private const string Because = "limitation";

    /// <summary>Last day of the period, from the oldest unpaid due date or the latest interruption.</summary>
    public static DateOnly EndOf(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var due = state.Balance.Position.DueDate;
        var start = state.Limitation.InterruptedOn is { } interrupted && interrupted > due ? interrupted : due;
        var (end, latest) = (start.AddYears(Years), due.AddYears(MostYears));
        return end < latest ? end : latest;
    }

    /// <summary>
    /// Whether the period may have passed, on the debtor's side: counted without any interruption, so that a text rather stays silent than threatens with a suit what may be barred.
    /// </summary>
    public static bool MayHavePassed(CaseState state, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(state);
        return today > state.Balance.Position.DueDate.AddYears(Years);
    }

    /// <summary>What is to be done about it now; or the case's own next step, with a wait that ends when something is.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(next);
        var end = EndOf(view.State);
        var left = end.DayNumber - view.Today.DayNumber;
        if (left < 0 || !IsOwed(view.State)) return next();
        if (Due(view, left) is { } step) return step;
        DateOnly look = view.State.Limitation.Warned switch
        {
            null when left > Demand => end.AddDays(-Demand),
            null or > Decision when left > Decision => end.AddDays(-Decision),
            _ when left > Daily => end.AddDays(-Daily),
            _ => view.Today.AddDays(1),
        };
        var (own, at) = (next(), view.StartOf(look));
        return own switch
        {
            Wait wait when at < wait.Until => wait with { Until = at },
            Done => view.WaitFor(Because, at),
            _ => own,
        };
    }

    /// <summary>A claim that is written off is watched as well: it lives on. (R3.9)</summary>
    private static bool IsOwed(CaseState state) => state.IsOpen || (state.Closed == ClosingReason.WrittenOff && state.Balance.Outstanding.IsPositive);

    /// <summary>The level that a task was opened for; null for others.</summary>
    internal static int? LevelOf(string because) => because switch
    {
        $"{DemandLetter}-{Because}" or $"{Because}-180" => Demand,
        $"{Because}-90" => Decision,
        $"{Because}-30" => Daily,
        _ => null,
    };

    private static Record? Due(CaseView view, int left)
    {
        var (state, warned) = (view.State, view.State.Limitation.Warned);
        if (left <= Daily) return state.Limitation.WarnedOn == view.Today && warned == Daily || IsAsked(state) ? null : Ask(view, Daily);
        if (left <= Decision) return warned <= Decision || IsAsked(state) ? null : Ask(view, Decision);
        if (!state.IsOpen) return left > Demand || warned is not null || IsAsked(state) ? null : Ask(view, Demand);
        if (left > Demand || warned is not null || state.Task(TaskKind.Letter) is not null || state.Task(TaskKind.LawyersLetter) is not null) return null;
        return new Record([new TaskOpened(view.NewId("letter"), TaskKind.Letter, Line.Legal, view.EndOfWorkingDay(5), $"{DemandLetter}-{Because}")]);
    }

    /// <summary>A person has not answered yet; the deadline of his task makes it rise.</summary>
    private static bool IsAsked(CaseState state) => state.Tasks.Any(task => task.Kind == TaskKind.Review && LevelOf(task.Because) is not null);

    private static Record Ask(CaseView view, int level) => new(
        [new TaskOpened(view.NewId("limitation"), TaskKind.Review, Line.Legal, view.EndOfWorkingDay(1), string.Create(CultureInfo.InvariantCulture, $"{Because}-{level}"))]);
}
