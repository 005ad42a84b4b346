using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Collections.Cli.Samples;

/// <summary>Writes a portfolio's month ends as a bank would: canonical CSV (profile <c>canonical-v1</c>), each file with its manifest.</summary>
internal static class SampleFiles
{
    private const string Institution = "DEMO";

    private const string Currency = "CNY";

    private const string AccountHeader =
        "institution,business_date,account_number,product,contract_number,debtor_number,debtor_name,id_number,mobile,email,address,region,language,currency,credit_limit," +
        "principal,interest,penalty_interest,fees,total_overdue,minimum_payment,balance,statement_date,due_date,days_past_due,periods_past_due,last_payment_date," +
        "last_payment_amount,credit_score,delinquencies_12m,employment,overdue_reason,card_number,emergency_contact_name,emergency_contact_phone,emergency_contact_consent";

    private const string PaymentHeader = "institution,business_date,account_number,payment_id,paid_on,currency,amount,method,reverses";

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
            Add(files, "payments", day, PaymentHeader, [.. payments.Select(payment => Row(payment, day))], payments.Sum(payment => payment.Amount));
            Add(files, "delinquency", day, AccountHeader, [.. accounts.Select(account => Row(account, day))], accounts.Sum(account => account.Overdue(day)));
        }

        return files;
    }

    private static void Add(SortedDictionary<string, byte[]> files, string kind, DateOnly day, string header, IReadOnlyList<string> rows, decimal amount)
    {
        var stem = string.Create(CultureInfo.InvariantCulture, $"{kind}-{day:yyyyMMdd}");
        var data = Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(header).Select(row => row + "\n")));
        files[stem + ".csv"] = data;
        files[stem + ".manifest.json"] = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {
             "kind": "{{kind}}",
             "institution": "{{Institution}}",
             "businessDate": "{{day:yyyy-MM-dd}}",
             "sequence": 1,
             "complete": true,
             "rows": {{rows.Count}},
             "amount": "{{amount:0.00}}",
             "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(data))}}"
            }

            """).ReplaceLineEndings("\n"));
    }

    private static string Row(SampleAccount account, DateOnly day)
    {
        var late = account.DaysPastDueOn(day);
        var debtor = account.Debtor;
        var relative = account.HasEmergencyContact ? account.Number + 50_000_000 : 0;
        return string.Join(
            ',', Institution, Date(day), account.AccountNumber, account.Product.Code, string.Create(CultureInfo.InvariantCulture, $"{account.Product.Contract}-2024-{account.Number:D6}"),
            debtor.Number, debtor.Name, debtor.IdNumber, debtor.Mobile, debtor.Email, debtor.Address, debtor.Region, "zh-CN", Currency,
            account.Product.IsCard ? Amount(account.Limit) : "",
            Amount(late == 0 ? 0m : account.Principal), Amount(late == 0 ? 0m : account.Interest(day)), Amount(late == 0 ? 0m : account.Penalty(day)), Amount(account.Fees(day)),
            Amount(account.Overdue(day)), Amount(late == 0 ? 0m : account.Monthly), Amount(Math.Max(account.Balance, account.Overdue(day))),
            account.Product.IsCard ? Date(account.DueDate.AddDays(-20)) : "", Date(account.DueDate), Number(late), Number(late == 0 ? 0 : account.Unpaid),
            account.LastPayment is { } paid ? Date(paid.Date) : "", account.LastPayment is { } last ? Amount(last.Amount) : "",
            account.CreditScore is { } score ? Number(score) : "", Number(account.Delinquencies), account.Employment, account.Reason,
            account.Product.IsCard ? string.Create(CultureInfo.InvariantCulture, $"622202******{account.Number:D4}") : "",
            relative == 0 ? "" : $"{debtor.Name[..1]}某", relative == 0 ? "" : $"199{Number(relative)}", relative == 0 ? "" : account.EmergencyConsent ? "yes" : "no");
    }

    private static string Row(SamplePayment payment, DateOnly day) =>
        string.Join(',', Institution, Date(day), payment.AccountNumber, payment.Id, Date(payment.PaidOn), Currency, Amount(payment.Amount), payment.Method, "");

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
