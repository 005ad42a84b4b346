using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>How often a strategy lets a debtor be visited, over all his accounts: the gate holds it besides the pack. (R3.3)</summary>
/// <param name="BetweenDays">Calendar days between two.</param>
/// <param name="Most">Visits within <paramref name="WithinDays"/>.</param>
public sealed record VisitLimit(int BetweenDays, int Most, int WithinDays)
{
    /// <summary>The longest that a strategy may look back: so long the ledger keeps visits.</summary>
    public static TimeSpan Reach { get; } = TimeSpan.FromDays(366);

    /// <summary>Null if a visit may be made at an instant; else from when on, as far as is known.</summary>
    public DateTimeOffset? ClosedUntil(DebtorLedger ledger, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        List<DateTimeOffset> made = [.. ledger.Entries.Where(entry => entry.Channel == Channel.Visit && entry.At <= at).Select(entry => entry.At)];
        if (made.Count == 0) return null;
        var between = made[^1].AddDays(BetweenDays);
        var within = made.Count >= Most ? made[^Most].AddDays(WithinDays) : DateTimeOffset.MinValue;
        var until = between > within ? between : within;
        return until > at ? until : null;
    }
}

/// <summary>A visit was broken off for safety: nobody visits the debtor until a supervisor says so.</summary>
/// <param name="Contact">Of the visit that was broken off.</param>
/// <param name="Case">That tells of it.</param>
/// <param name="Until">When it was cleared; null: it holds.</param>
public sealed record VisitStop(string Contact, CaseKey Case, DateTimeOffset From, DateTimeOffset? Until = null);
