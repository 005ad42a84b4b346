using Collections.Functions.Ingestion;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>A small file of every kind beside snapshots and payments.</summary>
internal static class OtherKinds
{
    public static IReadOnlyList<ExportKind> All { get; } = [.. Enum.GetValues<ExportKind>().Where(kind => kind is not (ExportKind.Delinquency or ExportKind.Payments))];

    /// <summary>About two accounts, with two rows or so for each.</summary>
    public static ExportText File(ExportKind kind, DateOnly day, params int[] accounts)
    {
        var text = new ExportText(day, kind);
        var today = ExportText.Iso(day);
        foreach (var account in accounts)
        {
            var (number, debtor) = (ExportText.Number(account), $"D{account:D6}");
            switch (kind)
            {
                case ExportKind.Totals: text.Row(1000m, "credit_card", $"M{account}", "1", "CNY", "1000.00"); break;
                case ExportKind.Exits: text.Row(0m, number, "sold", today); break;
                case ExportKind.Changes:
                    text.Row(0m, number, debtor, "phone", $"1991111{account:D4}", today).Row(0m, number, "", "account_number", ExportText.Number(account + 20), today);
                    break;
                case ExportKind.Calls:
                    text.Row(0m, $"C{account}a", number, debtor, $"199{account:D8}", $"{today}T09:00:00+08:00", "call", "no_answer", "")
                        .Row(0m, $"C{account}b", number, debtor, $"199{account:D8}", $"{today}T11:00:00+08:00", "call", "conversation", "120");
                    break;
                case ExportKind.Promises: text.Row(50m, number, $"PR{account}", today, ExportText.Iso(day.AddDays(5)), "CNY", "50.00", "transfer"); break;
                case ExportKind.Plans:
                    for (var i = 1; i <= 2; i++) text.Row(40m, number, $"PL{account}", today, "80.00", $"{i}", ExportText.Iso(day.AddDays(30 * i)), "CNY", "40.00");
                    break;
                case ExportKind.OptOuts: text.Row(0m, debtor, "sms", today); break;
                default: throw new ArgumentOutOfRangeException(nameof(kind));
            }
        }

        return text;
    }
}
