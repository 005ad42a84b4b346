using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Parties;

/// <summary>
/// When a third party may be asked for a way to reach the debtor: with his own consent, when the debtor cannot be reached, once in thirty days. Pure. (R5.5)
/// </summary>
public static class ThirdPartyRules
{
    public const string NoConsent = "third-party/no-consent";

    public const string Stopped = "third-party/stopped";

    public const string AskedLately = "third-party/asked-lately";

    public const string DebtorReachable = "third-party/debtor-reachable";

    /// <summary>Days on which tries failed before anybody else is asked.</summary>
    public const int DaysTried = 3;

    public const int DaysBetween = 30;

    /// <summary>The rule that forbids it, or null. A contact that is already counted is looked at as if it were not.</summary>
    /// <param name="phones">Keyed hashes of the debtor's own numbers.</param>
    public static string? Forbids(DebtorLedger ledger, PartyRecord party, IReadOnlyList<string> phones, string contact, WorkingCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(party);
        ArgumentNullException.ThrowIfNull(phones);
        ArgumentNullException.ThrowIfNull(calendar);
        var standing = ledger.ThirdParties.FirstOrDefault(known => known.Person == party.Id);
        if (party.Stopped || standing is { Stopped: true }) return Stopped;
        if (!party.Consented) return NoConsent;
        var since = now.AddDays(-DaysBetween);
        var others = ledger.Entries.Where(entry => entry.Contact != contact).ToList();
        if (others.Any(entry => entry.Person == party.Id && entry.At > since)) return AskedLately;
        if (standing?.AskedAt > since && ledger.Entries.All(entry => entry.Contact != contact || entry.At != standing.AskedAt)) return AskedLately;
        return phones.All(ledger.InvalidPhones.Contains) || HasTried(others, calendar) ? null : DebtorReachable;
    }

    /// <summary>Calls to the debtor himself that nobody answered, on three working days, since he last spoke.</summary>
    private static bool HasTried(List<LedgerEntry> entries, WorkingCalendar calendar)
    {
        var calls = entries.Where(entry => entry is { Party: Party.Debtor, Channel: Channel.Call or Channel.VoiceMessage or Channel.Video }).ToList();
        var spoke = calls.FindLastIndex(entry => entry.Result is EntryResult.Conversation or EntryResult.Answered);
        return calls.Skip(spoke + 1).Where(entry => entry.Result == EntryResult.Unanswered).Select(entry => BusinessTime.DayOf(entry.At))
            .Where(calendar.IsWorkingDay).Distinct().Count() >= DaysTried;
    }
}
