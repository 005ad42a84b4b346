using System.Globalization;
using Collections.Functions.Platform;
using CsvHelper;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Rejected rows as CSV beside their file, <c>exports/{institution}/{stem}.rejects.csv</c>: where, which field, why, and the row itself, masked. Safe to open
/// in a spreadsheet: nothing in it runs as a formula. Corrected and sent again with a marker it is taken in as a file of its own. (R1.3)
/// </summary>
public sealed class RejectFiles(Blobs blobs)
{
    public const string Container = Deliveries.Container;

    private const string Suffix = ".rejects.csv";

    /// <summary>Whether a name is one that this writes: no export while it has no marker.</summary>
    public static bool IsOurs(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
    }

    public RejectWriter Begin(QueuedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var stem = file.Name.LastIndexOf('.') is > 0 and var point ? file.Name[..point] : file.Name;
        return new RejectWriter(blobs, $"{file.Institution}/{stem}{Suffix}");
    }
}

/// <summary>Writes as it goes; what was begun and not finished leaves no list.</summary>
public sealed class RejectWriter(Blobs blobs, string name) : IAsyncDisposable
{
    private const int PartSize = 1024 * 1024;

    private readonly MemoryStream part = new();
    private CsvWriter? csv;
    private Stream? blob;

    public async ValueTask AddAsync(ExportReader reader, RowFault fault, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(fault);
        if (csv is null)
        {
            csv = CsvWriter.Create(part, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true, ValidateFieldCount = false }, leaveOpen: true);
            csv.WriteRecord([.. RejectRow.Header, .. reader.Columns.Select(column => Masking.Text(column))]);
        }

        csv.WriteRecord([.. RejectRow.Of(reader, fault)]);
        if (part.Length >= PartSize) await WriteAsync(cancellation);
    }

    /// <summary>The blob's name; null if nothing was rejected.</summary>
    public async Task<string?> FinishAsync(CancellationToken cancellation)
    {
        if (csv is null) return null;
        csv.Flush();
        await WriteAsync(cancellation);
        await blob!.DisposeAsync();
        return name;
    }

    public async ValueTask DisposeAsync()
    {
        if (csv is not null) await csv.DisposeAsync();
        await part.DisposeAsync();
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        blob ??= await (await blobs.GetAsync(RejectFiles.Container, cancellation)).GetBlobClient(name).OpenWriteAsync(overwrite: true, cancellationToken: cancellation);
        await blob.WriteAsync(part.GetBuffer().AsMemory(0, (int)part.Length), cancellation);
        part.SetLength(0);
    }
}

internal static class RejectRow
{
    /// <summary>What the numbers of accounts, debtors and payments are called by: without them a row cannot be sent again.</summary>
    private static readonly HashSet<ExportField> Kept = [ExportField.AccountNumber, ExportField.DebtorNumber, ExportField.PaymentId, ExportField.Reverses, ExportField.RecordId];

    public static IReadOnlyList<string> Header { get; } = ["reject_line", "reject_byte", "reject_field", "reject_code", "reject_reason"];

    /// <summary>
    /// Everything that could be an identity or card number is masked. Fields of a row that lacks some, or has some too many, may be others than they seem: all are.
    /// </summary>
    public static IEnumerable<string> Of(ExportReader reader, RowFault fault)
    {
        yield return fault.Line.ToString(CultureInfo.InvariantCulture);
        yield return fault.Byte.ToString(CultureInfo.InvariantCulture);
        yield return Masking.Text(fault.Field);
        yield return fault.Code;
        yield return fault.Reason;
        var position = 0;
        foreach (var text in reader.CurrentFields)
        {
            var field = reader.HasAllFields ? reader.Map.FieldAt(position) : null;
            yield return field switch
            {
                { } kept when Kept.Contains(kept) && !Masking.IsIdentity(text) => text,
                ExportField.IdNumber or ExportField.CardNumber => Masking.Number(text.Trim()),
                _ => Masking.Text(text),
            };
            position++;
        }
    }
}
