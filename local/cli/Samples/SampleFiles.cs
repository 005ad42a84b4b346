using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Cli.Samples;

/// <summary>Writes a portfolio's month ends as a bank would: canonical CSV (profile <c>canonical-v1</c>), each file with its manifest.</summary>
internal static class SampleFiles
{
    private const string Institution = "DEMO";

    private static readonly DateOnly[] MonthEnds = [new(2026, 2, 28), new(2026, 3, 31), new(2026, 4, 30), new(2026, 5, 31)];

    /// <summary>All files by name. The same seed gives the same bytes.</summary>
    public static IReadOnlyDictionary<string, byte[]> Make(ulong seed)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var portfolio = new SamplePortfolio(seed, MonthEnds[0]);
        foreach (var day in MonthEnds)
        {
            var payments = day == MonthEnds[0] ? [] : portfolio.GoTo(day);
            var accounts = portfolio.Present.ToList();
            Add(files, "payments", day, SampleRows.PaymentHeader, [.. payments.Select(payment => SampleRows.Of(payment, Institution, day))], payments.Sum(payment => payment.Amount));
            Add(files, "delinquency", day, SampleRows.AccountHeader, [.. accounts.Select(account => SampleRows.Of(account, Institution, day))], accounts.Sum(account => account.Overdue(day)));
        }

        return files;
    }

    private static void Add(SortedDictionary<string, byte[]> files, string kind, DateOnly day, string header, IReadOnlyList<string> rows, decimal amount)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{kind}-{day:yyyyMMdd}");
        var data = Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(header).Select(row => row + "\n")));
        files[stem + ".csv"] = data;
        files[stem + ".manifest.json"] = SampleRows.Manifest(kind, Institution, day, rows.Count, amount, Convert.ToHexStringLower(SHA256.HashData(data)));
    }
}
