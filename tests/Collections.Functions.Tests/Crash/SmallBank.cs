using System.Text.Json;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Ingestion;

namespace Collections.Functions.Tests.Crash;

/// <summary>
/// A bank of 46 accounts and two deliveries a week apart: every band of days past due from the first, debtors with two accounts, payments in
/// full and in part, accounts that vanish and accounts that come.
/// </summary>
internal static class SmallBank
{
    public static readonly DateOnly First = new(2026, 5, 6);

    public static readonly DateOnly Second = new(2026, 5, 13);

    public static readonly DateOnly LastDay = new(2026, 5, 15);

    private const int Accounts = 40;

    private const int Comers = 6;

    public static void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        var first = new ExportText(First);
        var second = new ExportText(Second);
        var payments = new ExportText(Second, ExportKind.Payments);
        for (var i = 1; i <= Accounts; i++)
        {
            Add(first, i, Overdue(i), i * 3);
            if (i % 9 == 0) payments.Payment(i, $"P{i}", Overdue(i), Second.AddDays(-2));
            else if (i % 4 == 0) Add(second, PaidInPart(payments, i), Overdue(i) - 100m, (i * 3) + 7);
            else if (i % 13 != 0) Add(second, i, Overdue(i), (i * 3) + 7);
        }

        for (var i = Accounts + 1; i <= Accounts + Comers; i++) Add(second, i, Overdue(i), i - Accounts);
        foreach (var file in (ExportText[])[first, payments, second]) Write(folder, file);
    }

    private static decimal Overdue(int account) => 250m + (account * 137m);

    private static int PaidInPart(ExportText payments, int account)
    {
        payments.Payment(account, $"P{account}", 100m, Second.AddDays(-1));
        return account;
    }

    /// <summary>Every fifth account is the second one of its debtor.</summary>
    private static void Add(ExportText text, int account, decimal overdue, int daysPastDue)
    {
        var debtor = account % 5 == 0 ? account - 1 : account;
        text.Account(account, overdue, daysPastDue, fields =>
            ExportText.With("mobile", $"199{debtor:D8}")(ExportText.With("debtor_name", $"Debtor {debtor}")(ExportText.With("debtor_number", $"D{debtor:D6}")(fields))));
    }

    private static void Write(string folder, ExportText text)
    {
        var path = Path.Combine(folder, Intake.NameOf(text));
        File.WriteAllBytes(path + ".csv", text.Data());
        File.WriteAllBytes(path + ".manifest.json", JsonSerializer.SerializeToUtf8Bytes(text.Manifest(), CollectionsJson.Options));
    }
}
