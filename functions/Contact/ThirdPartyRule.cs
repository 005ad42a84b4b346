using System.Text.Json.Serialization;
using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>
/// When somebody without a role on the debt may be asked for a way to reach the debtor: with his consent on file, when the debtor himself could not be reached, not
/// too often, and never again once he said no. (R5.5)
/// </summary>
public sealed record ThirdPartyRule : ContactRule
{
    /// <summary>Working days with tries to call the debtor and no conversation since, that must lie behind; a number of his that is known to be invalid stands in for them.</summary>
    public required int FailedDays { get; init; }

    /// <summary>Days of 24 hours between two contacts of one person.</summary>
    public required int EveryDays { get; init; }

    /// <summary>Tries of an earlier time say nothing about today.</summary>
    [JsonIgnore]
    public override TimeSpan Reach => TimeSpan.FromDays(Math.Max(EveryDays, (FailedDays * 2) + 21));

    /// <summary>Only calls are tries; when a person was asked stands with the person.</summary>
    public override TimeSpan ReachOn(Channel channel) => channel == Channel.Call ? Reach : TimeSpan.Zero;

    public override string? Fault() => FailedDays < 1 || EveryDays is < 1 or > 400 ? "needs 'failedDays' of at least 1 and 'everyDays' from 1 to 400" : null;

    protected override string? Looser(PackRule over)
    {
        var rule = (ThirdPartyRule)over;
        return base.Looser(over) ?? (rule.FailedDays < FailedDays ? $"it asks for fewer than {FailedDays} days of tries" : rule.EveryDays < EveryDays ? $"it allows more than one in {EveryDays} days" : null);
    }

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Intended.Party != Party.ThirdParty) return null;
        var last = Standing(question)?.AskedAt;
        foreach (var entry in question.Ledger.Entries)
        {
            if (entry.Party == Party.ThirdParty && entry.Person == question.Intended.Person && !(last >= entry.At)) last = entry.At;
        }

        return last?.AddDays(EveryDays) is { } free && free > moment.At ? free : null;
    }

    public override bool Forbids(GateQuestion question, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (question.Intended.Party != Party.ThirdParty) return false;
        return Standing(question) is not { Consented: true, Stopped: false } || (question.Ledger.InvalidNumbers.Count == 0 && FailedBefore(question, moment) < FailedDays);
    }

    /// <summary>Working days on which the debtor was called in vain since the last conversation with him.</summary>
    private static int FailedBefore(GateQuestion question, Moment moment)
    {
        var days = new HashSet<DateOnly>();
        var entries = question.Ledger.Entries;
        for (var i = entries.Count - 1; i >= 0; i--)
        {
            var entry = entries[i];
            if (entry.Party != Party.Debtor) continue;
            if (entry.Result == EntryResult.Conversation) break;
            var day = moment.DayOf(entry.At);
            if (entry is { Channel: Channel.Call, Result: EntryResult.Unanswered } && question.Calendar.IsWorkingDay(day)) days.Add(day);
        }

        return days.Count;
    }

    private static ThirdPartyStanding? Standing(GateQuestion question) => question.Ledger.ThirdParties.FirstOrDefault(known => known.Person == question.Intended.Person);
}
