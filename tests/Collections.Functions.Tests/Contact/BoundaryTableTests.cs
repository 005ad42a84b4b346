using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Contact;

/// <summary>The edges of the rules, one a line: times are those on the clock of the place. (R5.2)</summary>
public sealed class BoundaryTableTests
{
    /// <summary>Edge, pack, region, channel, what was before, now, and when it may be made: <c>now</c> or a time.</summary>
    public static TheoryData<string, string, string, Channel, string, string, string> Edges => new()
    {
        { "last second of the window", "bank-cn", "310000", Channel.Call, "", "2026-03-02 20:59:59", "now" },
        { "the window's end", "bank-cn", "310000", Channel.Call, "", "2026-03-02 21:00:00", "2026-03-03 09:00:00" },
        { "a message's last second", "bank-cn", "310000", Channel.Sms, "", "2026-03-02 20:29:59", "now" },
        { "the margin before the end", "bank-cn", "310000", Channel.Sms, "", "2026-03-02 20:30:00", "2026-03-03 09:00:00" },
        { "holiday eve", "bank-cn", "310000", Channel.Call, "", "2026-02-14 20:59:59", "now" },
        { "the Spring Festival", "bank-cn", "310000", Channel.Call, "", "2026-02-14 21:00:00", "2026-02-24 09:00:00" },
        { "make-up Sunday", "bank-cn", "310000", Channel.Call, "", "2026-01-04 10:00:00", "now" },
        { "an ordinary Sunday", "bank-cn", "310000", Channel.Call, "", "2026-01-11 10:00:00", "2026-01-12 09:00:00" },
        { "29 February", "bank-cn", "310000", Channel.Call, "", "2024-02-29 10:00:00", "now" },
        { "New Year without a calendar: judged again then", "bank-cn", "310000", Channel.Call, "", "2026-12-31 21:00:00", "2027-01-01 09:00:00" },
        { "spring forward", "us-reg-f", "US-NY", Channel.Call, "", "2026-03-08 07:59:59", "2026-03-08 08:00:00" },
        { "fall back", "us-reg-f", "US-NY", Channel.Call, "", "2026-10-31 21:00:00", "2026-11-01 08:00:00" },
        { "two zones, the later opens", "us-reg-f", "US-TN", Channel.Call, "", "2026-07-01 08:30:00", "2026-07-01 09:00:00" },
        { "two zones, the earlier closes", "us-reg-f", "US-TN", Channel.Call, "", "2026-07-01 21:00:00", "2026-07-02 09:00:00" },
        { "third working day in a row", "bank-cn", "310000", Channel.Call, "Call 2026-03-02 10:00:00; Call 2026-03-03 10:00:00", "2026-03-04 10:00:00", "now" },
        { "rest after the third", "bank-cn", "310000", Channel.Call, "Call 2026-03-02 10:00:00; Call 2026-03-03 10:00:00; Call 2026-03-04 10:00:00", "2026-03-05 10:00:00", "2026-03-09 09:00:00" },
        { "rolling seven days, a second early", "bank-cn", "310000", Channel.Sms, "Sms 2026-03-02 10:00:00; Sms 2026-03-03 10:00:00; Sms 2026-03-04 10:00:00", "2026-03-09 09:59:59", "2026-03-09 10:00:00" },
        { "rolling seven days, to the second", "bank-cn", "310000", Channel.Sms, "Sms 2026-03-02 10:00:00; Sms 2026-03-03 10:00:00; Sms 2026-03-04 10:00:00", "2026-03-09 10:00:00", "now" },
        { "two hours, a second early", "bank-cn", "310000", Channel.Call, "Call 2026-03-02 10:00:00", "2026-03-02 11:59:59", "2026-03-02 12:00:00" },
        { "quiet after a conversation", "us-reg-f", "US-NY", Channel.Call, "Talk 2026-07-01 10:00:00", "2026-07-08 09:59:59", "2026-07-08 10:00:00" },
        { "two accounts in the same second", "bank-cn", "310000", Channel.Sms, "Sms 2026-03-02 10:00:00 a2", "2026-03-02 10:00:00", "2026-03-03 09:00:00" },
        { "three a week, per account", "au-rg96", "AU-NSW", Channel.Call, "Call 2026-07-01 10:00:00 a2; Call 2026-07-02 10:00:00 a2; Call 2026-07-03 10:00:00 a2", "2026-07-03 12:00:00", "now" },
        { "consent's last second", "cn-national", "310000", Channel.Call, "Consent 22:00-23:00 2026-03-04 22:30:00", "2026-03-04 22:29:59", "now" },
        { "consent ended", "cn-national", "310000", Channel.Call, "Consent 22:00-23:00 2026-03-04 22:30:00", "2026-03-04 22:30:00", "2026-03-05 08:00:00" },
        { "suspended until", "bank-cn", "310000", Channel.Call, "Dispute 2026-03-10 10:00:00", "2026-03-02 10:00:00", "2026-03-10 10:00:00" },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void An_edge_is_where_the_rule_says(string edge, string pack, string region, Channel channel, string before, string now, string expected)
    {
        var (law, zones) = (PolicyCatalog.Shipped.Get(pack), DebtorZones.Of(region)!);
        var calendar = law.Calendar is { } market ? WorkingCalendar.Shipped(market) : WorkingCalendar.Weekends;
        var verdict = ContactGate.Judge(law, calendar, Ledger(before, zones), Ledgers.Intend(channel, zones: zones), At(now, zones));
        Assert.Equal(expected, verdict.Until is { } until ? Text(until, zones) : "now");
        Assert.True(edge.Length > 0 && (verdict.Outcome == VerdictOutcome.Allowed) == (expected == "now"));
    }

    private static DebtorLedger Ledger(string before, DebtorZones zones)
    {
        var ledger = DebtorLedger.Empty;
        foreach (var line in before.Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            ledger = words[0] switch
            {
                "Consent" => ledger with { Consents = [new HourConsent(null, TimeSpanOfDay.Parse(words[1]), At($"{words[2]} {words[3]}", zones), "c1")] },
                "Dispute" => ledger with { Suspensions = [new Suspension("s1", SuspensionKind.Dispute, DateTimeOffset.MinValue, At($"{words[1]} {words[2]}", zones))] },
                _ => ledger.With(new LedgerEntry(
                    line, At($"{words[1]} {words[2]}", zones), words[0] == "Sms" ? Channel.Sms : Channel.Call, Purpose.Collection, new AccountKey(words.Length > 3 ? words[3] : "a1"), "p1",
                    words[0] == "Sms" ? EntryResult.Sent : words[0] == "Talk" ? EntryResult.Conversation : EntryResult.Unanswered)),
            };
        }

        return ledger;
    }

    /// <summary>By the clock of the first of the zones.</summary>
    private static DateTimeOffset At(string local, DebtorZones zones)
    {
        var time = DateTime.Parse(local, CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, zones.All[0].GetUtcOffset(time)).ToUniversalTime();
    }

    private static string Text(DateTimeOffset at, DebtorZones zones) => TimeZoneInfo.ConvertTime(at, zones.All[0]).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
