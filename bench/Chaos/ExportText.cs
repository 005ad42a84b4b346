using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Bench.Chaos;

/// <summary>A file of an export with its marker, in the canonical format.</summary>
internal sealed record ExportText(string Name, byte[] Data, byte[] Marker)
{
    private const string AccountHeader =
        "institution,business_date,account_number,product,contract_number,debtor_number,debtor_name,id_number,mobile,email,address,region,language,currency,credit_limit,"
        + "principal,interest,penalty_interest,fees,total_overdue,minimum_payment,balance,statement_date,due_date,days_past_due,periods_past_due,last_payment_date,last_payment_amount,"
        + "credit_score,delinquencies_12m,employment,overdue_reason,card_number,emergency_contact_name,emergency_contact_phone,emergency_contact_consent";

    private const string PaymentHeader = "institution,business_date,account_number,payment_id,paid_on,currency,amount,method,reverses";

    public string DataName => Name + ".csv";

    private string MarkerName => Name + ".manifest.json";

    public static ExportText Of(ExportKind kind, DateOnly day, IReadOnlyList<string> rows, decimal sum)
    {
        var data = Encoding.UTF8.GetBytes(string.Concat(rows.Prepend(kind == ExportKind.Payments ? PaymentHeader : AccountHeader).Select(row => row + "\n")));
        var manifest = new Manifest(
            kind, ChaosBank.Institution, day, 1, Complete: true, rows.Count, sum.ToString("0.00", CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(data)));
        return new ExportText(
            string.Create(CultureInfo.InvariantCulture, $"{(kind == ExportKind.Payments ? "payments" : "delinquency")}-{day:yyyyMMdd}"),
            data,
            JsonSerializer.SerializeToUtf8Bytes(manifest, CollectionsJson.Options));
    }

    public void WriteTo(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, DataName), Data);
        File.WriteAllBytes(Path.Combine(folder, MarkerName), Marker);
    }

    /// <summary>The marker last: it says that the file is whole.</summary>
    public async Task DropAsync(BlobContainerClient exports)
    {
        await exports.GetBlobClient($"{ChaosBank.Institution}/{DataName}").UploadAsync(new BinaryData(Data), overwrite: true);
        await exports.GetBlobClient($"{ChaosBank.Institution}/{MarkerName}").UploadAsync(new BinaryData(Marker), overwrite: true);
    }
}
