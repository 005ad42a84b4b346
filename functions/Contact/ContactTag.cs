using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>What a delivery report brings back: enough to find the contact by point reads. Keys only.</summary>
public sealed record ContactTag(string Contact, CaseKey Case, DebtorKey Debtor)
{
    public override string ToString() => $"{Contact}.{Case.Value}.{Debtor.Value}";

    /// <summary>Null for a tag that is not one of ours.</summary>
    public static ContactTag? Parse(string? text) =>
        text?.Split('.') is [var contact, var key, var debtor] && IsKey(contact) && IsKey(key) && IsKey(debtor)
            ? new ContactTag(contact, new CaseKey(key), new DebtorKey(debtor))
            : null;

    private static bool IsKey(string part) => part.Length == 32 && part.All(char.IsAsciiHexDigitLower);
}
