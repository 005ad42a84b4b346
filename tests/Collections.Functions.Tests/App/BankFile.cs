using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Collections.Local.Host;

namespace Collections.Functions.Tests.App;

/// <summary>A bank's export in the canonical format, with its manifest, dropped as a bank would.</summary>
internal sealed class BankFile(DateOnly businessDate)
{
    public const string Institution = "DEMO";

    private const string Header =
        "institution,business_date,account_number,product,contract_number,debtor_number,debtor_name,id_number,mobile,email,address,region,language,currency,credit_limit,"
        + "principal,interest,penalty_interest,fees,total_overdue,minimum_payment,balance,statement_date,due_date,days_past_due,periods_past_due,last_payment_date,last_payment_amount,"
        + "credit_score,delinquencies_12m,employment,overdue_reason,card_number,emergency_contact_name,emergency_contact_phone,emergency_contact_consent";

    private readonly List<string> _rows = [];

    private decimal _sum;

    public string Name => $"delinquency-{businessDate:yyyyMMdd}.csv";

    public BankFile With(string account, DateOnly due, decimal overdue, string debtor = "D1", string mobile = "19900000001")
    {
        var amount = overdue.ToString("0.00", CultureInfo.InvariantCulture);
        var date = businessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        _rows.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{Institution},{date},{account},credit_card,CC-1,{debtor},王样本,310101********0002,{mobile},a@example.com,示例市样本路1号,310000,zh-CN,CNY,90000.00,{amount},0.00,0.00,0.00,{amount},{overdue / 10:0.00},{amount},{date},{due:yyyy-MM-dd},{businessDate.DayNumber - due.DayNumber},1,,,,3,stable,,622202******0002,,,"));
        _sum += overdue;
        return this;
    }

    public async Task DropAsync(LocalHost host)
    {
        var text = Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. _rows, ""]));
        var manifest = string.Create(CultureInfo.InvariantCulture, $$"""
            {"kind":"delinquency","institution":"{{Institution}}","businessDate":"{{businessDate:yyyy-MM-dd}}","sequence":1,"complete":true,"rows":{{_rows.Count}},"amount":"{{_sum:0.00}}","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(text))}}"}
            """);
        var container = host.Storage.Blobs.GetBlobContainerClient("exports");
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient($"{Institution}/{Name}").UploadAsync(new BinaryData(text), overwrite: true);
        await container.GetBlobClient($"{Institution}/{Path.ChangeExtension(Name, ".manifest.json")}").UploadAsync(new BinaryData(manifest), overwrite: true);
    }
}
