using System.Text.Json.Serialization;

namespace Collections.Functions.Contact;

/// <summary>After contacts on so many working days in a row, so many working days without.</summary>
public sealed record RestRule : ContactRule
{
    /// <summary>Working days in a row that bring the rest.</summary>
    public required int After { get; init; }

    /// <summary>Working days without.</summary>
    public required int Without { get; init; }

    /// <summary>The longest public holiday lies within it, whatever the calendar.</summary>
    [JsonIgnore]
    public override TimeSpan Reach => TimeSpan.FromDays(((After + Without) * 2) + 21);

    [JsonIgnore]
    public override bool AsksCalendar => true;

    public override string? Fault() => After < 1 || Without < 1 ? "needs 'after' and 'without' of at least 1" : null;

    protected override string? Looser(PackRule over)
    {
        var rule = (RestRule)over;
        return base.Looser(over) ?? (rule.After > After ? $"it rests after more than {After} days" : rule.Without < Without ? $"it rests for fewer than {Without} days" : null);
    }

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (!Enough(question)) return null;
        var days = Days(question, moment);
        if (days.Count < After) return null;
        var calendar = question.Calendar;

        // A run that ended on one of the last working days is not rested from yet; the latest holds longest.
        var end = moment.Day;
        for (var back = 1; back <= Without; back++)
        {
            end = Before(calendar, end);
            if (RunEndsOn(end)) return moment.StartOf(calendar.Add(end, Without).AddDays(1));
        }

        return null;

        bool RunEndsOn(DateOnly day)
        {
            for (var length = 0; length < After; length++, day = Before(calendar, day))
            {
                if (!days.Contains(day)) return false;
            }

            return true;
        }
    }

    /// <summary>Spares most verdicts the look at the calendar.</summary>
    private bool Enough(GateQuestion question)
    {
        var count = 0;
        foreach (var entry in question.Ledger.Entries)
        {
            if (Counts(entry)) count++;
        }

        return count >= After;
    }

    private HashSet<DateOnly> Days(GateQuestion question, Moment moment)
    {
        var days = new HashSet<DateOnly>();
        var since = moment.At - Reach;
        foreach (var entry in question.Ledger.Entries)
        {
            if (entry.At > since && Counts(entry)) days.Add(moment.DayOf(entry.At));
        }

        return days;
    }

    private static DateOnly Before(WorkingCalendar calendar, DateOnly day)
    {
        do day = day.AddDays(-1);
        while (!calendar.IsWorkingDay(day));
        return day;
    }
}
