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

    /// <summary>Months before the end in which an obstacle counts, and after its end in which the claim may still be asserted. (Civil Code art. 194)</summary>
    private const int Months = 6;

    /// <summary>Last day of the period: from its beginning or the latest interruption, held up by obstacles in its last six months.</summary>
    public static DateOnly EndOf(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (stated, from) = (state.Limitation.Stated, BeginOf(state));
        var end = LatestInterruption(state) is { } interrupted && interrupted > (stated is { Ends: not null } ? stated.AsOf : from)
            ? interrupted.AddYears(Years)
            : stated?.Ends ?? from.AddYears(Years);
        foreach (var obstacle in state.Limitation.Obstacles)
        {
            if (obstacle.From <= end && obstacle.Until >= end.AddMonths(-Months) && obstacle.Until.AddMonths(Months) is var later && later > end) end = later;
        }

        var latest = from.AddYears(MostYears);
        return end < latest ? end : latest;
    }

    /// <summary>When the period begins: as somebody stated it, or the oldest unpaid due date.</summary>
    public static DateOnly BeginOf(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Limitation.Stated?.From ?? state.Balance.Position.DueDate;
    }

    /// <summary>
    /// Whether the period may have passed, on the debtor's side: counted without any interruption, so that a text rather stays silent than threatens with a suit what may be barred.
    /// </summary>
    public static bool MayHavePassed(CaseState state, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(state);
        var (byTime, stated) = (BeginOf(state).AddYears(Years), state.Limitation.Stated?.Ends);
        return today > (stated < byTime ? stated : byTime);
    }

    /// <summary>A payment that was taken back has interrupted nothing: those that stand are asked each time.</summary>
    private static DateOnly? LatestInterruption(CaseState state)
    {
        var paid = state.Balance.Payments.Count == 0 ? (DateOnly?)null : state.Balance.Payments.Max(payment => payment.PaidOn);
        return paid is null || state.Limitation.InterruptedOn >= paid ? state.Limitation.InterruptedOn : paid;
    }

    /// <summary>What is to be done about it now; or the case's own next step, with a wait that ends when something is.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(next);
        var end = EndOf(view.State);
        var left = end.DayNumber - view.Today.DayNumber;
        if (left < 0 || !IsOwed(view.State)) return next();
        if (Due(view, end, left) is { } step) return step;
        DateOnly look = WarnedOf(view.State, end) switch
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

    /// <summary>The nearest warning that was given for this very end.</summary>
    private static int? WarnedOf(CaseState state, DateOnly end) => state.Limitation.WarnedFor == end ? state.Limitation.Warned : null;

    private static Record? Due(CaseView view, DateOnly end, int left)
    {
        var (state, warned) = (view.State, WarnedOf(view.State, end));
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
