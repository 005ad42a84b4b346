using System.Text.Unicode;
using CsvHelper;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Reads an export once, as a stream: checks the header, every row and, at the end, the totals against the manifest. What is wrong with the file as a
/// whole ends up in <see cref="FileFault"/>, what is wrong with one row in that row's answer. (R1.3, R1.4)
/// </summary>
public sealed class ExportReader : IAsyncDisposable
{
    /// <summary>Longer lines are no rows: they would make the reader's memory theirs.</summary>
    private const int LongestRow = 64 * 1024;

    private readonly RowChecks checks;
    private readonly HashingStream stream;
    private readonly CsvReader reader;
    private readonly HashSet<long> malformed = [];
    private readonly Dictionary<string, int> rejected = new(StringComparer.Ordinal);
    private ColumnMap columns = ColumnMap.Wrong("");
    private RowFields? fields;
    private Func<object?>? parse;
    private decimal amount;
    private long unreadable;

    public ExportReader(Stream content, RowChecks checks)
    {
        this.checks = checks;
        stream = new HashingStream(content);
        reader = CsvReader.Create(stream, new CsvReaderOptions
        {
            Separator = checks.Format.Separator,
            DetectSeparatorHint = false,
            AllowLineBreaksInQuotes = false,
            IncludeValuesInExceptions = false,
            MaxRecordSize = LongestRow,
            TrackLineNumbers = true,
            OnMalformedRecord = record => malformed.Add(record.LineNumber),
        }, leaveOpen: false);
    }

    public long Rows { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>Sum over all rows whose amount can be read, rejected ones included.</summary>
    public decimal Sum { get; private set; }

    public decimal AcceptedSum { get; private set; }

    public long Rejected => Rows - Accepted;

    public IReadOnlyDictionary<string, int> RejectedBy => rejected;

    public IReadOnlyList<string> Columns => columns.Names;

    /// <summary>Why the whole file must be held.</summary>
    public ImportReason? FileFault { get; private set; }

    /// <summary>The account of the current row, when that can be told even though the row is bad.</summary>
    public string CurrentAccount => columns[ExportField.AccountNumber] is >= 0 and var at && reader.FieldCount > at ? reader.GetString(at).Trim() : "";

    /// <summary>The current row's fields as they are in the file.</summary>
    public IEnumerable<string> CurrentFields => Enumerable.Range(0, reader.FieldCount).Select(reader.GetString);

    public async Task<bool> ReadHeaderAsync(CancellationToken cancellation)
    {
        try
        {
            await reader.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException)
        {
            return Hold("wrong-header", $"The first line is longer than {LongestRow} bytes or not readable.");
        }

        if (reader.Headers.Count == 0) return Hold("empty-file", "The file is empty: not even a header.");
        columns = checks.Format.Map(checks.Manifest.Kind, reader.Headers);
        if (columns.Fault is not null) return Hold("wrong-header", columns.Fault);
        fields = new RowFields(reader, columns);
        parse = RowParsers.For(checks.Manifest.Kind, fields, checks);
        return true;
    }

    /// <summary>Moves to the next row. False at the end, or when the file cannot be read on.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            if (FileFault is not null || !await reader.ReadAsync(cancellation)) return false;
        }
        catch (CsvFormatException)
        {
            return Hold("unreadable", $"Line {reader.LineNumber} or the one after is longer than {LongestRow} bytes.");
        }

        Rows++;
        if (!Utf8.IsValid(reader.RawRecord)) return Hold("encoding", $"Line {reader.LineNumber} is not UTF-8.");
        return SameOrigin();
    }

    /// <summary>The current row of a delinquency snapshot, or null with its fault.</summary>
    public AccountRow? Account(out RowFault? fault) => Row<AccountRow>(out fault);

    /// <summary>The current row as its kind's, or null with its fault.</summary>
    public TRow? Row<TRow>(out RowFault? fault) where TRow : class
    {
        var row = Begin() ? (TRow?)parse!() : null;
        fault = End(row is not null);
        return row;
    }

    /// <summary>The current row, accepted a moment ago, is the second of its number.</summary>
    public RowFault Doubled(ExportField field)
    {
        Accepted--;
        AcceptedSum -= amount;
        return Count(new RowFault(reader.LineNumber, columns.NameOf(field), "duplicate", "The file has a row with the same number before."));
    }

    /// <summary>What no row shows alone is wrong with all of them together.</summary>
    public void Hold(ImportReason reason) => FileFault ??= reason;

    /// <summary>Holds the totals against the manifest when all rows are read.</summary>
    public void Finish()
    {
        if (FileFault is not null) return;
        var manifest = checks.Manifest;
        var hash = stream.Hash();
        if (!string.Equals(hash, manifest.Sha256, StringComparison.OrdinalIgnoreCase)) Hold("sha256", "The file's SHA-256 is not the manifest's: it is not the file that was sent.");
        else if (Rows != manifest.Rows) Hold("row-count", $"The file has {Rows} rows, the manifest says {manifest.Rows}.");
        else if (unreadable > 0 && Sum != manifest.Sum && !checks.Profile.SumMayLackUnreadableAmounts)
            Hold("amount-unreadable", $"{unreadable} rows have no readable amount, so the sum cannot be held against the manifest's {manifest.Amount}.");
        else if (unreadable == 0 && Sum != manifest.Sum) Hold("amount-sum", FormattableString.Invariant($"The rows add up to {Sum:0.00}, the manifest says {manifest.Amount}."));
        else if (Rows == 0 && manifest.Kind == ExportKind.Delinquency) Hold("empty-file", "The file has a header and no rows.");
        else if (TooManyRejected()) Hold("rejected-share", $"{Rejected} of {Rows} rows are bad, more than the profile allows.");
    }

    public async ValueTask DisposeAsync() => await reader.DisposeAsync();

    private bool TooManyRejected() => Rejected > 0
        && (Accepted == 0 || (Rejected > checks.Profile.RejectedRowsAllowed && Rejected > Rows * checks.Profile.MaxRejectedShare));

    private bool Begin()
    {
        amount = 0m;
        fields!.Begin();
        var position = checks.Manifest.Kind.AmountField() is { } field ? columns[field] : -1;
        var readable = position < 0 || (reader.FieldCount > position && RowFields.TryAmount(reader.GetSpan(position), out amount));
        Sum += amount;
        if (!readable || reader.FieldCount != columns.Names.Count) unreadable++;
        if (reader.FieldCount != columns.Names.Count)
            fields.Reject(ExportField.AccountNumber, "field-count", $"The row has {reader.FieldCount} fields instead of {columns.Names.Count}.");
        else if (malformed.Remove(reader.LineNumber)) fields.Reject(ExportField.AccountNumber, "quotes", "The row's quotation marks do not pair.");
        return fields.Fault is null;
    }

    private RowFault? End(bool accepted)
    {
        if (!accepted) return Count(fields!.Fault!);
        Accepted++;
        AcceptedSum += amount;
        return null;
    }

    private RowFault Count(RowFault fault)
    {
        rejected[fault.Code] = rejected.GetValueOrDefault(fault.Code) + 1;
        return fault;
    }

    /// <summary>A row of another bank or day means that this is another file: no row of it is used.</summary>
    private bool SameOrigin()
    {
        if (reader.FieldCount != columns.Names.Count) return true;
        if (!reader.GetSpan(columns[ExportField.Institution]).SequenceEqual(System.Text.Encoding.UTF8.GetBytes(checks.Manifest.Institution)))
            return Hold("wrong-institution", $"Line {reader.LineNumber} is of another institution than the manifest's {checks.Manifest.Institution}.");
        Span<byte> day = stackalloc byte[10];
        checks.Manifest.BusinessDate.TryFormat(day, out _, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return reader.GetSpan(columns[ExportField.BusinessDate]).SequenceEqual(day)
            || Hold("wrong-date", $"Line {reader.LineNumber} is of another business date than the manifest's {checks.Manifest.BusinessDate:yyyy-MM-dd}.");
    }

    private bool Hold(string code, string reason)
    {
        FileFault ??= new ImportReason(code, reason);
        return false;
    }
}
