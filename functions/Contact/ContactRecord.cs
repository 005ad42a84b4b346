using System.Text.Json.Serialization;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Points;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>
/// Where a contact stands in the debtor's partition. A message goes reserved → sending → sent, failed or unknown; a person's contact goes
/// reserved → reported. In shadow mode a message goes reserved → shadow, and counts as if it had been sent. Unknown may still
/// become sent when its delivery is reported, or released when a person finds that it never left.
/// </summary>
public enum ContactState { Reserved, Deferred, Forbidden, Released, Sending, Sent, Failed, Unknown, Reported, Shadow }

/// <summary>A contact in the debtor's partition: what the gate said of it, and what became of it.</summary>
public sealed record ContactRecord
{
    public required string Contact { get; init; }

    public required DebtorKey Debtor { get; init; }

    public required CaseKey Case { get; init; }

    /// <summary>In whose counters it counts; null in rows of the time before it was kept.</summary>
    public AccountKey? Account { get; init; }

    public required Channel Channel { get; init; }

    public required Purpose Purpose { get; init; }

    public Party Party { get; init; }

    /// <summary>Id of the person within the debtor's partition; null: the debtor.</summary>
    public string? Person { get; init; }

    /// <summary>Code of the agency that makes it; null: the bank.</summary>
    public string? Agency { get; init; }

    public required ContactState State { get; init; }

    /// <summary>When the gate judged it, and when it counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary><c>system</c>, or a person's id with the role acted in.</summary>
    public required string By { get; init; }

    /// <summary>Keyed hash of the number.</summary>
    public string? Phone { get; init; }

    /// <summary>Sending: until then (technical time) the sender may still be at it; after it nobody knows whether it left.</summary>
    public DateTimeOffset? Lease { get; init; }

    /// <summary>Sending: mark of the try that sends, by which it knows its own write again when the answer to that was lost.</summary>
    public string? Try { get; init; }

    /// <summary>SHA-256 of the text that went out, hexadecimal.</summary>
    public string? TextHash { get; init; }

    /// <summary>Template of that text: name, variant, language and version.</summary>
    public string? TextOf { get; init; }

    /// <summary>The debtor's other cases that the text speaks of; null: none.</summary>
    public IReadOnlyList<CoveredCase>? Covers { get; init; }

    /// <summary>When all was checked for the last time, right before it left or was given up.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Released: the check that gave it up, or the gate's rule that closed it by then. It stays with a message that was delivered after all.</summary>
    public string? StoppedBy { get; init; }

    public string? ProviderMessage { get; init; }

    /// <summary>What the network reported of a message. Delivered is never taken back.</summary>
    public bool? Delivered { get; init; }

    /// <summary>Reported: the command that did it; another one may not report it again.</summary>
    public string? ReportedBy { get; init; }

    /// <summary>In a column of its own, written once.</summary>
    [JsonIgnore]
    public ContactVerdict Verdict { get; init; } = null!;

    /// <summary>The ledger that the verdict rests on: in a column of its own, written once. Missing in rows of the time before it was kept.</summary>
    [JsonIgnore]
    public DebtorLedger? Before { get; init; }
}

/// <summary>A contact that is wanted: the question to the gate, and whose it is.</summary>
/// <param name="Contact">Contact id.</param>
/// <param name="Institution">Whose law binds it.</param>
/// <param name="Intended">Without its number, which is chosen under the ledger.</param>
/// <param name="Phones">Keyed hashes of the numbers that may be used, in order of preference.</param>
public sealed record ContactRequest(string Contact, string Institution, DebtorKey Debtor, CaseKey Case, IntendedContact Intended, IReadOnlyList<string> Phones, string By)
{
    /// <summary>The first number that the ledger does not call invalid, before one that is doubtful; if all are invalid, the first, for the gate to forbid.</summary>
    public IntendedContact Choose(DebtorLedger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return Intended with { Phone = Phones.Where(phone => !ledger.InvalidPhones.Contains(phone)).OrderBy(phone => ledger.StandingOf(phone) == PointStanding.Doubtful).FirstOrDefault() ?? (Phones is [var first, ..] ? first : null) };
    }
}
