using Collections.Functions.Contact.Coverage;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>The text that goes out, as the contact's row names it.</summary>
/// <param name="Hash">SHA-256, hexadecimal.</param>
/// <param name="Of">Template, variant, language and version.</param>
public sealed record SentText(string Hash, string Of)
{
    /// <summary>The debtor's other cases that it speaks of; null: none.</summary>
    public IReadOnlyList<CoveredCase>? Covers { get; init; }

    /// <summary>Their accounts, in whose counters it counts too.</summary>
    public IReadOnlyList<AccountKey> Accounts => Covers.Accounts();

    /// <summary>Cases that the ledger need not know any more.</summary>
    public IReadOnlyList<CaseKey> Closed { get; init; } = [];
}
