using System.Security.Cryptography;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Ingestion.Formats;

/// <summary>Reads bytes by a format, as a plan does, and keeps what came of them.</summary>
internal sealed record Reading(IReadOnlyList<AccountRow> Accounts, IReadOnlyList<RowFault> Rejected, ImportReason? Fault, long Rows, decimal Sum)
{
    public static readonly DateOnly Day = new(2026, 4, 30);

    public static readonly InstitutionProfile Demo = EmbeddedData.Read<InstitutionProfile>("profiles/DEMO.json") with { SumMayLackUnreadableAmounts = true, MaxRejectedShare = 1m };

    public static FormatProfile Shipped(string name) => Parse(EmbeddedData.Bytes($"formats/{name}.json"));

    public static FormatProfile Parse(ReadOnlySpan<byte> json)
    {
        var format = ProfileJson.Read<FormatProfile>(json, read => read.Faults(), out var faults);
        Assert.Empty(faults);
        return format!;
    }

    public static async Task<Reading> Of(
        byte[] data, FormatProfile format, long? rows = null, string? amount = null, InstitutionProfile? profile = null, Stream? stream = null)
    {
        var hash = data.Length == 0 && stream is not null ? "" : Convert.ToHexStringLower(SHA256.HashData(data));
        var manifest = new Manifest(ExportKind.Delinquency, profile?.Institution ?? "DEMO", Day, 1, true, rows ?? 0, amount ?? "", hash);
        await using var reader = new ExportReader(stream ?? new MemoryStream(data), new RowChecks(profile ?? Demo, format, manifest));
        List<AccountRow> accounts = [];
        List<RowFault> rejected = [];
        if (await reader.ReadHeaderAsync(default))
        {
            while (await reader.ReadAsync(default))
            {
                if (reader.Account(out var fault) is { } row) accounts.Add(row);
                else rejected.Add(fault!);
            }
        }

        if (rows is not null) reader.Finish();
        return new Reading(accounts, rejected, reader.FileFault, reader.Rows, reader.Sum);
    }
}
