using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>Where things stand in table <c>Debtors</c>: one partition a debtor, each row key with the debtor's key in it.</summary>
internal static class DebtorRows
{
    public const string Table = "Debtors";

    /// <summary>Lookup of the debtors behind a number: partition = keyed hash of the number.</summary>
    public const string Phones = "Phones";

    /// <summary>Lookup of the debtor of a contact: partition and row = contact id.</summary>
    public const string Contacts = "Contacts";

    public const string Body = "Body";

    public static string Profile(DebtorKey debtor) => $"{debtor.Value}|profile";

    public static string Ledger(DebtorKey debtor) => $"{debtor.Value}|ledger";

    /// <summary>A case of his.</summary>
    public static string Case(DebtorKey debtor, string key) => $"{debtor.Value}|b{key}";

    public static string Contact(DebtorKey debtor, string contact) => $"{debtor.Value}|c{contact}";

    public static string Party(DebtorKey debtor, string party) => $"{debtor.Value}|p{party}";

    public static string Account(DebtorKey debtor, AccountKey account) => $"{debtor.Value}|a{account.Value}";

    public static string Text(DebtorKey debtor, string id) => $"{debtor.Value}|t{id}";

    public static string VisitWishes(DebtorKey debtor) => $"{debtor.Value}|visit-wishes";

    /// <summary>Which wording the debtor had last on a channel.</summary>
    public static string Wording(DebtorKey debtor, Channel channel) => $"{debtor.Value}|w{channel}";
}
