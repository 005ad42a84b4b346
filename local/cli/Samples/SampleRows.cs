using System.Globalization;
using System.Text;

namespace Collections.Cli.Samples;

/// <summary>Accounts, payments and manifests as the canonical format (profile <c>canonical-v1</c>) writes them.</summary>
internal static class SampleRows
{
    private const string Currency = "CNY";

    public const string AccountHeader =
        "institution,business_date,account_number,product,contract_number,debtor_number,debtor_name,id_number,mobile,email,address,region,language,currency,credit_limit," +
        "principal,interest,penalty_interest,fees,total_overdue,minimum_payment,balance,statement_date,due_date,days_past_due,periods_past_due,last_payment_date," +
        "last_payment_amount,credit_score,delinquencies_12m,employment,overdue_reason,card_number,emergency_contact_name,emergency_contact_phone,emergency_contact_consent";

    public const string PaymentHeader = "institution,business_date,account_number,payment_id,paid_on,currency,amount,method,reverses";

    public static string Of(SampleAccount account, string institution, DateOnly day)
    {
        var late = account.DaysPastDueOn(day);
        var debtor = account.Debtor;
        var relative = account.HasEmergencyContact ? account.Number + 50_000_000 : 0;
        return string.Join(
            ',', institution, Date(day), account.AccountNumber, account.Product.Code, string.Create(CultureInfo.InvariantCulture, $"{account.Product.Contract}-2024-{account.Number:D6}"),
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

    public static string Of(SamplePayment payment, string institution, DateOnly day) =>
        string.Join(',', institution, Date(day), payment.AccountNumber, payment.Id, Date(payment.PaidOn), Currency, Amount(payment.Amount), payment.Method, "");

    public static byte[] Manifest(string kind, string institution, DateOnly day, long rows, decimal amount, string sha256) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
        {
         "kind": "{{kind}}",
         "institution": "{{institution}}",
         "businessDate": "{{day:yyyy-MM-dd}}",
         "sequence": 1,
         "complete": true,
         "rows": {{rows}},
         "amount": "{{amount:0.00}}",
         "sha256": "{{sha256}}"
        }

        """).ReplaceLineEndings("\n"));

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
