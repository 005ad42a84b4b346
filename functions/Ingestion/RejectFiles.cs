using System.Globalization;
using Collections.Functions.Platform;
using CsvHelper;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Rejected rows as CSV in container <c>rejects</c>: where, which field, why, and the row itself with its numbers masked. Safe to open in a
/// spreadsheet: nothing in it runs as a formula.
/// </summary>
public sealed class RejectFiles(Blobs blobs)
{
    public const string Container = "rejects";

    private const string Suffix = ".rejects.csv";

    /// <summary>Whether a name is one that this writes: no export while it has no marker.</summary>
    public static bool IsOurs(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
    }

    public RejectWriter Begin() => new();

    /// <summary>Returns the blob's name.</summary>
    public async Task<string> SaveAsync(QueuedFile file, RejectWriter rejected, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(rejected);
        var name = $"{file.Institution}/{file.Import}.csv";
        var container = await blobs.GetAsync(Container, cancellation);
        await container.GetBlobClient(name).UploadAsync(rejected.Content(), overwrite: true, cancellation);
        return name;
    }
}

public sealed class RejectWriter : IDisposable
{
    /// <summary>More bad rows than this are counted but not listed: such a file is held anyway.</summary>
    private const int Listed = 10_000;

    private readonly MemoryStream stream = new();
    private readonly CsvWriter csv;
    private int rows;

    public RejectWriter() => csv = CsvWriter.Create(
        stream, new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true, ValidateFieldCount = false }, leaveOpen: true);

    public void Add(ExportReader reader, RowFault fault)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(fault);
        if (rows == Listed) return;
        if (rows++ == 0) csv.WriteRecord([.. reader.Columns.Prepend("reject_reason").Prepend("reject_code").Prepend("reject_field").Prepend("reject_line")]);
        IEnumerable<string> fields = [fault.Line.ToString(CultureInfo.InvariantCulture), fault.Field, fault.Code, fault.Reason];
        csv.WriteRecord([.. fields, .. Row(reader)]);
    }

    public BinaryData Content()
    {
        csv.Flush();
        return new BinaryData(stream.ToArray());
    }

    public void Dispose()
    {
        csv.Dispose();
        stream.Dispose();
    }

    /// <summary>Everything that could be an identity or card number is masked; the row's own account number has to stay for it to be corrected.</summary>
    private static IEnumerable<string> Row(ExportReader reader)
    {
        var account = reader.CurrentAccount;
        return reader.CurrentFields.Take(reader.Columns.Count).Select(field => field.Trim() == account ? field : Masking.Text(field));
    }
}
