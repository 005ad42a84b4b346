using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Contact;

/// <summary>Laws of the gate over generated histories, against rules written down a second time. (R9.1)</summary>
public class GatePropertyTests
{
    private static readonly DateTimeOffset First = Ledgers.At("2026-01-01 00:00:00");

    private static readonly Channel[] Channels = [Channel.Sms, Channel.Call, Channel.Visit, Channel.Email];

    private static readonly Gen<LedgerEntry> Entries =
        from seconds in Gen.Choose(0, 100 * 86_400)
        from channel in Gen.Elements(Channels)
        from result in Gen.Elements(Enum.GetValues<EntryResult>())
        from phone in Gen.Elements("p1", "p2")
        from account in Gen.Elements("a1", "a2", "a3")
        select new LedgerEntry($"{seconds}{channel}", First.AddSeconds(seconds), channel, Purpose.Collection, new AccountKey(account), phone, result);

    /// <summary>Histories that lie close before the moment, so that the rules have something to say.</summary>
    private static readonly Arbitrary<Situation> Situations = (
        from count in Gen.Choose(0, 25)
        from entries in Entries.ListOf(count)
        from crowd in Gen.Choose(1, 12)
        from channel in Gen.Elements(Channels)
        from stage in Gen.Elements(Stage.Reminder, Stage.Negotiation, Stage.FieldVisit)
        from seconds in Gen.Choose(0, 30 * 86_400)
        select Situation.Of(entries, crowd, channel, stage, First.AddDays(100).AddSeconds(seconds))).ToArbitrary();

    [Fact]
    public void What_is_allowed_breaks_no_rule() => Prop.ForAll(Situations, situation =>
        Judge(situation, situation.Now).Outcome != VerdictOutcome.Allowed || BankCnAgain.Breaks(situation, situation.Now) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void What_breaks_no_rule_is_allowed() => Prop.ForAll(Situations, situation =>
        BankCnAgain.Breaks(situation, situation.Now) is not null || Judge(situation, situation.Now).Outcome == VerdictOutcome.Allowed).QuickCheckThrowOnFailure();

    [Fact]
    public void Deferred_means_allowed_then_and_at_no_minute_before() => Prop.ForAll(Situations, situation =>
    {
        var verdict = Judge(situation, situation.Now);
        if (verdict.Until is not { } until) return true;
        if (Judge(situation, until).Outcome != VerdictOutcome.Allowed || Judge(situation, until.AddTicks(-1)).Outcome == VerdictOutcome.Allowed) return false;
        return Minutes(situation.Now, until).All(at => Judge(situation, at).Outcome != VerdictOutcome.Allowed);
    }).QuickCheckThrowOnFailure();

    /// <summary>Each minute of the first and last hours, and the half-hours between.</summary>
    private static IEnumerable<DateTimeOffset> Minutes(DateTimeOffset from, DateTimeOffset until)
    {
        for (var at = from; at < until; at = at.AddMinutes(at < from.AddHours(4) || at >= until.AddHours(-4) ? 1 : 30)) yield return at;
    }

    private static ContactVerdict Judge(Situation situation, DateTimeOffset at) =>
        ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, situation.Ledger, situation.Intended, at);
}

internal sealed record Situation(DebtorLedger Ledger, IntendedContact Intended, DateTimeOffset Now)
{
    /// <param name="crowd">Brings the history together: the larger, the more lies in the last days.</param>
    public static Situation Of(IEnumerable<LedgerEntry> entries, int crowd, Channel channel, Stage stage, DateTimeOffset now)
    {
        var ledger = DebtorLedger.Empty;
        foreach (var entry in entries) ledger = ledger.With(entry with { At = now - ((now - entry.At) / crowd) });
        return new Situation(ledger, Ledgers.Intend(channel, stage), now);
    }
}

/// <summary>The rules of <c>bank-cn</c> and <c>cn-national</c> as somebody would check them by hand, sharing no code with the gate.</summary>
internal static class BankCnAgain
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string? Breaks(Situation situation, DateTimeOffset now)
    {
        var local = now.ToOffset(China);
        var time = local.TimeOfDay;
        var channel = situation.Intended.Channel;
        var message = channel is Channel.Sms or Channel.Email;
        if (!IsWorked(Day(now))) return "not a working day";
        if (time < TimeSpan.FromHours(9) || time >= TimeSpan.FromHours(21) - (message ? TimeSpan.FromMinutes(30) : TimeSpan.Zero)) return "hours";
        var past = situation.Ledger.Entries.Where(entry => entry.Channel == channel).ToList();
        return channel switch
        {
            Channel.Sms => Messages([.. past.Where(entry => entry.Result != EntryResult.Failed)], now),
            Channel.Call => Calls(past, situation.Intended, now),
            Channel.Visit => past.Any(e => e.At > now.AddDays(-14)) || past.Count(e => e.At > now.AddDays(-90)) >= 2 ? "visits" : null,
            _ => null,
        };
    }

    private static string? Messages(List<LedgerEntry> sent, DateTimeOffset now) =>
        sent.Any(entry => Day(entry.At) == Day(now)) || sent.Count(entry => entry.At > now.AddDays(-7)) >= 3 ? "messages" : null;

    private static string? Calls(List<LedgerEntry> calls, IntendedContact intended, DateTimeOffset now)
    {
        var hour = now.ToOffset(China).TimeOfDay.TotalHours;
        if (intended.Stage == Stage.Reminder && hour is (>= 12 and < 14) or >= 18 && intended.Stage == Stage.Reminder) return "reminder hours";
        var today = calls.Where(call => Day(call.At) == Day(now)).ToList();
        if (today.Count >= 5 || today.Count(call => call.Phone == intended.Phone) >= 3) return "attempts";
        if (calls.Any(call => call.At > now.AddHours(-2))) return "spacing";
        var talks = calls.Where(call => call.Result is EntryResult.Conversation or EntryResult.Pending).ToList();
        if (talks.Any(call => Day(call.At) == Day(now)) || talks.Count(call => call.At > now.AddDays(-7)) >= 3) return "conversations";
        if (today.Count(call => call.Result is EntryResult.Conversation or EntryResult.Pending or EntryResult.Answered) >= 3) return "answered";
        return Rests([.. calls.Select(call => Day(call.At))], Day(now)) ? "rest" : null;
    }

    /// <summary>Tries each run of three working days that could still be rested from.</summary>
    private static bool Rests(HashSet<DateOnly> days, DateOnly today)
    {
        var worked = Enumerable.Range(1, 40).Select(back => today.AddDays(-back)).Where(IsWorked).Take(5).ToList();
        return Enumerable.Range(0, 2).Any(end => worked.Skip(end).Take(3).All(days.Contains));
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(China).DateTime);

    private static bool IsWorked(DateOnly day) => WorkingCalendar.China.ClassOf(day) is DayClass.WorkingDay or DayClass.MakeUpWorkingDay;
}
