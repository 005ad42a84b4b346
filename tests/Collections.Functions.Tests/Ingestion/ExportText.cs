using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Writes exports in the canonical format, with a manifest that fits unless a test bends it.</summary>
internal sealed class ExportText
{
    public const string AccountHeader =
        "institution,business_date,account_number,product,contract_number,debtor_number,debtor_name,id_number,mobile,email,address,region,language,"
        + "currency,credit_limit,principal,interest,penalty_interest,fees,total_overdue,minimum_payment,balance,statement_date,due_date,days_past_due,"
        + "periods_past_due,last_payment_date,last_payment_amount,credit_score,delinquencies_12m,employment,overdue_reason,card_number,"
        + "emergency_contact_name,emergency_contact_phone,emergency_contact_consent";

    public const string PaymentHeader = "institution,business_date,account_number,payment_id,paid_on,currency,amount,method,reverses";

    private static readonly Dictionary<ExportKind, string> Headers = new()
    {
        [ExportKind.Delinquency] = AccountHeader,
        [ExportKind.Payments] = PaymentHeader,
        [ExportKind.Totals] = "institution,business_date,product,bucket,accounts,currency,balance",
        [ExportKind.Exits] = "institution,business_date,account_number,reason,exited_on",
        [ExportKind.Changes] = "institution,business_date,account_number,debtor_number,change,value,changed_on",
        [ExportKind.Calls] = "institution,business_date,record_id,account_number,debtor_number,phone,started_at,channel,outcome,duration_seconds",
        [ExportKind.Promises] = "institution,business_date,account_number,promise_id,made_on,due_on,currency,amount,method",
        [ExportKind.Plans] = "institution,business_date,account_number,plan_id,agreed_on,plan_total,instalment,due_on,currency,amount",
        [ExportKind.OptOuts] = "institution,business_date,debtor_number,channel,opted_out_on",
    };

    private readonly List<string> lines = [];

    public ExportText(DateOnly day, ExportKind kind = ExportKind.Delinquency)
    {
        Day = day;
        Kind = kind;
        Header = Headers[kind];
    }

    public DateOnly Day { get; }

    public ExportKind Kind { get; }

    public string Header { get; set; }

    public string Institution { get; set; } = "DEMO";

    public bool Complete { get; set; } = true;

    public int Sequence { get; set; } = 1;

    public decimal Sum { get; set; }

    public int Rows => lines.Count;

    public ExportText Account(int number, decimal overdue = 1000m, int daysPastDue = 40, Func<string[], string[]>? bend = null)
    {
        var principal = Math.Round(overdue * 0.9m, 2);
        var due = Day.AddDays(-daysPastDue);
        string[] fields =
        [
            Institution, Iso(Day), Number(number), "credit_card", $"C-{number}", $"D{number:D6}", $"Debtor {number}", "310101********0002",
            string.Create(CultureInfo.InvariantCulture, $"199{number:D8}"), $"a{number}@example.com", "Sample Road 1", "310000", "zh-CN", "CNY", "50000.00",
            Text(principal), Text(overdue - principal), "0.00", "0.00", Text(overdue), "100.00", Text(overdue), Iso(Day), Iso(due),
            daysPastDue.ToString(CultureInfo.InvariantCulture), "1", "", "", "", "1", "stable", "", "622202******0002", "", "", "",
        ];
        Sum += overdue;
        return Line(string.Join(',', bend is null ? fields : bend(fields)));
    }

    public ExportText Payment(int number, string id, decimal amount, DateOnly? paidOn = null, string reverses = "")
    {
        Sum += amount;
        return Line(string.Join(',', Institution, Iso(Day), Number(number), id, Iso(paidOn ?? Day), "CNY", Text(amount), "bank_transfer", reverses));
    }

    /// <summary>A row of any kind: what comes after institution and business date.</summary>
    /// <param name="amount">What it adds to the manifest's sum.</param>
    public ExportText Row(decimal amount, params string[] fields)
    {
        Sum += amount;
        return Line(string.Join(',', [Institution, Iso(Day), .. fields]));
    }

    public ExportText Line(string line)
    {
        lines.Add(line);
        return this;
    }

    public byte[] Data() => Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(Header)) + "\r\n");

    public Manifest Manifest(byte[]? data = null) =>
        new(Kind, Institution, Day, Sequence, Complete, lines.Count, Text(Sum), Convert.ToHexStringLower(SHA256.HashData(data ?? Data())));

    public static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"6200{number:D12}");

    /// <summary>Replaces one field of an account row.</summary>
    public static Func<string[], string[]> With(string column, string value) => fields =>
    {
        fields[Array.IndexOf(AccountHeader.Split(','), column)] = value;
        return fields;
    };

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
