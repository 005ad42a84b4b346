using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Risk;

namespace Collections.Functions.Cases;

/// <summary>A case as its rules look at it: the state with the strategy, the calendar and the moment.</summary>
public sealed class CaseView(CaseState state, Strategy strategy, WorkingCalendar calendar, DateTimeOffset now, DateOnly? paymentsThrough, Scorecard? scorecard = null)
{
    /// <summary>Messages and tasks of a day begin at ten, spread over two hours by case, so that a whole portfolio is not due in one second.</summary>
    private static readonly TimeOnly Morning = new(10, 0);

    private static readonly TimeOnly Evening = new(18, 0);

    public CaseState State { get; } = state;

    public Strategy Strategy { get; } = strategy;

    /// <summary>The one in force.</summary>
    public Scorecard Scorecard { get; } = scorecard ?? Scorecard.Default;

    public WorkingCalendar Calendar { get; } = calendar;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Business date that the payments files cover; null if unknown.</summary>
    public DateOnly? PaymentsThrough { get; } = paymentsThrough;

    public DateOnly Today { get; } = BusinessTime.DayOf(now);

    public int DaysPastDue => State.Balance.DaysPastDueOn(Today);

    /// <summary>Days past due that went by under plans, and on special paths where the strategy says so: the case goes on where it stood. (R3.5)</summary>
    private int DaysHeld => State.Plans.DaysHeld + (Strategy.Paths.HoldsDays ? State.Paths.DaysHeld : 0);

    /// <summary>Where the case stands on the strategy's ladders: its days past due, without those that were held. (R3.5)</summary>
    public int LadderDay => DaysPastDue - DaysHeld;

    public RiskLevel Risk => State.Risk ?? RiskLevel.Medium;

    public CustomerSegment Segment => CustomerSegment.Of(this);

    /// <summary>
    /// The rungs of a ladder by risk, each by the level that held on its day: a change of level acts from the next rung, and one that was passed before does not come
    /// due by it. (R2.2)
    /// </summary>
    public IReadOnlyList<T> ByRisk<T>(IReadOnlyDictionary<RiskLevel, IReadOnlyList<T>> ladder, Func<T, int> dayOf)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(dayOf);
        return [.. ladder.SelectMany(level => level.Value.Where(rung => RiskOn(DayAt(dayOf(rung))) == level.Key)).OrderBy(dayOf)];
    }

    private RiskLevel RiskOn(DateOnly day) => State.Scoring.LevelOn(day) ?? Risk;

    /// <summary>Overdue as the strategy's thresholds count it.</summary>
    public decimal Amount => Strategy.Counted(State.Overdue);

    /// <summary>The day on which the case reaches a rung of its ladders.</summary>
    public DateOnly DayAt(int ladderDay) => State.Balance.Position.BusinessDate.AddDays(ladderDay + DaysHeld - State.Balance.Position.DaysPastDue);

    /// <summary>When this case's turn comes on a day, or on the next working day.</summary>
    public DateTimeOffset Turn(DateOnly day) =>
        BusinessTime.At(Calendar.OnOrAfter(day), Morning.AddMinutes(int.Parse(State.Key.Value.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 120));

    /// <summary>The end of the n-th working day from today: a deadline for people.</summary>
    public DateTimeOffset EndOfWorkingDay(int workingDays) => BusinessTime.At(Calendar.Add(Today, workingDays), Evening);

    /// <summary>The end of a day's work.</summary>
    public DateTimeOffset EndOf(DateOnly day) => BusinessTime.At(day, Evening);

    public DateTimeOffset StartOf(DateOnly day) => BusinessTime.At(day, new TimeOnly(8, 0));

    /// <summary>An id that is unique within the case, and the same if this decision is made again.</summary>
    public string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{State.Version + 1}");

    /// <summary>Contact id: hash of case and decision sequence.</summary>
    public string NewContactId() => ContactId(State.Key, State.Version + 1);

    public static string ContactId(CaseKey key, long sequence) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key.Value}|{sequence}"))).AsSpan(0, 16));

    /// <summary>Waits until the earliest of some times, at least a minute.</summary>
    public Wait WaitFor(string because, params ReadOnlySpan<DateTimeOffset?> times)
    {
        var until = Now.AddDays(30);
        foreach (var time in times)
        {
            if (time is { } at && at < until) until = at;
        }

        return new Wait(until <= Now ? Now.AddMinutes(1) : until, because, State.Version);
    }
}
