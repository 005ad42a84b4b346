using System.Text.Json.Serialization;

namespace Collections.Functions.Contact;

/// <summary>What a rule counts: tried, left the house, reached the device, answered by anybody, not answered, or a conversation with the party. (Words)</summary>
public enum Counted { Attempts, Sent, Delivered, Answered, Unanswered, Conversations }

public enum CountedPer { Debtor, Account, Phone, Person }

/// <summary>A rule that looks at contacts made earlier.</summary>
public abstract record CountingRule : ContactRule
{
    public required Counted Counting { get; init; }

    public required CountedPer Per { get; init; }

    /// <summary>The n-th latest contact that counts, or null if there are fewer.</summary>
    protected LedgerEntry? Latest(GateQuestion question, int nth)
    {
        ArgumentNullException.ThrowIfNull(question);
        var entries = question.Ledger.Entries;
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var entry = entries[i];
            if (Counts(entry) && IsCounted(entry.Result) && IsSame(entry, question.Intended) && --nth == 0) return entry;
        }

        return null;
    }

    protected override string? Looser(PackRule over)
    {
        var rule = (CountingRule)over;
        return base.Looser(over) ?? (rule.Counting != Counting ? $"it does not count {Counting}" : rule.Per != Per ? $"it does not count per {Per}" : null);
    }

    private bool IsCounted(EntryResult result) => Counting switch
    {
        Counted.Attempts => true,
        Counted.Sent => result != EntryResult.Failed,
        Counted.Delivered => result is EntryResult.Pending or EntryResult.Sent or EntryResult.Unknown or EntryResult.Delivered,
        Counted.Answered => result is EntryResult.Pending or EntryResult.Answered or EntryResult.Conversation,
        Counted.Unanswered => result is EntryResult.Pending or EntryResult.Unanswered,
        Counted.Conversations => result is EntryResult.Pending or EntryResult.Conversation,
        _ => throw new InvalidOperationException($"Rule {Id} counts {Counting}, which the ledger does not tell apart."),
    };

    private bool IsSame(LedgerEntry entry, IntendedContact intended) => Per switch
    {
        CountedPer.Debtor => true,
        CountedPer.Account => entry.IsAbout(intended.Account),
        CountedPer.Person => entry.Party == intended.Party && entry.Person == intended.Person,
        CountedPer.Phone => intended.Phone is not null && entry.Phone == intended.Phone,
        _ => throw new InvalidOperationException($"Rule {Id} counts per {Per}, which the ledger does not tell apart."),
    };
}

/// <summary>At most so many in a number of calendar days or months at the party's place, or of rolling days of 24 hours.</summary>
public sealed record CounterRule : CountingRule
{
    public required int Maximum { get; init; }

    /// <summary>The day itself and those before it.</summary>
    public int? CalendarDays { get; init; }

    public int? RollingDays { get; init; }

    /// <summary>The month itself and those before it.</summary>
    public int? CalendarMonths { get; init; }

    [JsonIgnore]
    public override TimeSpan Reach => TimeSpan.FromDays(RollingDays ?? CalendarDays + 1 ?? (CalendarMonths!.Value * 31) + 1);

    public override string? Fault() => new[] { CalendarDays, RollingDays, CalendarMonths }.Count(period => period is not null) != 1
        ? "needs one of 'calendarDays', 'rollingDays' and 'calendarMonths'"
        : (CalendarDays ?? RollingDays ?? CalendarMonths) is < 1 or > 400 ? "counts over 1 to 400 days or months"
        : Maximum < 1 ? "needs a 'maximum' of at least 1; what may never happen is not a counter" : null;

    protected override string? Looser(PackRule over)
    {
        var rule = (CounterRule)over;
        return base.Looser(over)
            ?? (rule.Maximum > Maximum ? $"its maximum is {rule.Maximum}, not {Maximum}"
            : rule.CalendarDays >= CalendarDays || rule.RollingDays >= RollingDays || rule.CalendarMonths >= CalendarMonths ? null : "it counts over a shorter time, or over one of another kind");
    }

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment)
    {
        // As long as the n-th latest is within the period there are n in it.
        if (Latest(question, Maximum) is not { } entry) return null;
        var leaves = RollingDays is { } rolling ? entry.At.AddDays(rolling) : LeavesCalendar(entry, moment);
        return leaves > moment.At ? leaves : null;
    }

    private DateTimeOffset LeavesCalendar(LedgerEntry entry, Moment moment)
    {
        var day = moment.DayOf(entry.At);
        var lastDay = CalendarDays is { } days ? day.AddDays(days - 1) : new DateOnly(day.Year, day.Month, 1).AddMonths(CalendarMonths!.Value).AddDays(-1);
        return lastDay < moment.Day ? moment.At : moment.StartOf(lastDay.AddDays(1));
    }
}

/// <summary>So many hours between one and the next.</summary>
public sealed record SpacingRule : CountingRule
{
    public required int Hours { get; init; }

    [JsonIgnore]
    public override TimeSpan Reach => TimeSpan.FromHours(Hours);

    public override string? Fault() => Hours < 1 ? "needs 'hours' of at least 1" : null;

    protected override string? Looser(PackRule over) => base.Looser(over) ?? (((SpacingRule)over).Hours < Hours ? $"it needs fewer than {Hours} hours" : null);

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment) =>
        Latest(question, 1) is { } last && last.At.AddHours(Hours) is var free && free > moment.At ? free : null;
}

/// <summary>No contact for so many days of 24 hours after one of a kind, e.g. a conversation.</summary>
public sealed record QuietAfterRule : CountingRule
{
    public required int Days { get; init; }

    [JsonIgnore]
    public override TimeSpan Reach => TimeSpan.FromDays(Days);

    public override string? Fault() => Days is < 1 or > 400 ? "needs 'days' from 1 to 400" : null;

    protected override string? Looser(PackRule over) => base.Looser(over) ?? (((QuietAfterRule)over).Days < Days ? $"it is quiet for fewer than {Days} days" : null);

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment) =>
        Latest(question, 1) is { } last && last.At.AddDays(Days) is var free && free > moment.At ? free : null;
}
