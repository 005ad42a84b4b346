using System.Text;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Ingestion.Reading;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Reads an export once, as a stream: checks the header, every row and, at the end, the totals against the marker. What is wrong with the file as a
/// whole ends up in <see cref="FileFault"/>, what is wrong with one row in that row's answer. (R1.3, R1.4)
/// </summary>
public sealed class ExportReader : IAsyncDisposable
{
    private readonly RowChecks checks;
    private readonly RowSource source;
    private readonly Dictionary<string, int> rejected = new(StringComparer.Ordinal);
    private readonly byte[] institution;
    private readonly KindFormat? kind;
    private ColumnMap columns = ColumnMap.Wrong("");
    private RowFields? fields;
    private AccountRowParser? accounts;
    private Func<object?>? parse;
    private long amount;
    private bool isBad;
    private long unreadable;
    private Int128 cents;
    private Int128 acceptedCents;

    public ExportReader(Stream content, RowChecks checks)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(checks);
        this.checks = checks;
        source = new RowSource(content, checks.Format);
        kind = checks.Format.Kinds.GetValueOrDefault(checks.Manifest.Kind);
        institution = Encoding.UTF8.GetBytes(checks.Manifest.Institution);
    }

    public long Rows { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>Sum over all rows whose amount can be read, rejected ones included.</summary>
    public decimal Sum => (decimal)cents / 100m;

    public decimal AcceptedSum => (decimal)acceptedCents / 100m;

    public long Rejected => Rows - Accepted;

    public IReadOnlyDictionary<string, int> RejectedBy => rejected;

    public IReadOnlyList<string> Columns => columns.Names;

    /// <summary>Why the whole file must be held.</summary>
    public ImportReason? FileFault => source.Fault;

    /// <summary>The account of the current row, when that can be told even though the row is bad.</summary>
    public string CurrentAccount => Encoding.UTF8.GetString(AccountNumber);

    /// <summary>UTF-8, trimmed, of the current row; empty if it cannot be told. Valid until the next read.</summary>
    public ReadOnlySpan<byte> AccountNumber => fields is null ? default : fields.Raw(ExportField.AccountNumber);

    /// <summary>The current row's fields, as text in the file's order.</summary>
    public IEnumerable<string> CurrentFields => Enumerable.Range(0, source.Cells.Kept).Select(i => Encoding.UTF8.GetString(source.Cells[i]));

    /// <summary>Whether the current row has the fields that it should have: if not, nobody can tell which of them is its account.</summary>
    public bool IsWhole => HasAllFields && !isBad;

    /// <summary>Rows whose amount cannot be read; the file's sum cannot be checked then.</summary>
    public long WithoutAmount => unreadable;

    internal ColumnMap Map => columns;

    internal RowFields Fields => fields!;

    internal bool HasAllFields => source.Cells.Count == columns.Names.Count;

    public async Task<bool> ReadHeaderAsync(CancellationToken cancellation)
    {
        if (kind is null) return Hold("wrong-kind", $"Format {checks.Format.Name} has no files of kind {checks.Manifest.Kind}.");
        await source.OpenAsync(checks.Manifest.Kind, cancellation);
        if (FileFault is not null) return false;
        var format = source.Format;
        if (format.Header != HeaderForm.None)
        {
            var state = await source.ReadHeaderAsync(cancellation);
            if (state == RowState.End) return Hold("empty-file", "The file is empty: not even a header.");
            if (state == RowState.Held) return false;
        }

        if (source.Cells.Count > RowCells.Most) return Hold("too-many-columns", $"The first line has {source.Cells.Count} columns; a file has at most {RowCells.Most}.");
        columns = format.Header == HeaderForm.Names
            ? ColumnMap.OfHeader(format, format.Kinds[checks.Manifest.Kind], [.. CurrentFields.Select(name => name.Trim())], source.IsCorrection)
            : ColumnMap.OfPlaces(format, kind);
        if (columns.Fault is not null) return Hold("wrong-header", columns.Fault);
        fields = new RowFields(source.Cells, columns);
        accounts = new AccountRowParser(fields, checks, kind, new RowPrint(columns));
        parse = RowParsers.For(checks.Manifest.Kind, fields, checks);
        return true;
    }

    /// <summary>Moves to the next row. False at the end, or when the file cannot be read on.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        var next = source.ReadAsync(cancellation);
        return next.IsCompletedSuccessfully ? NextAsync(next.Result, cancellation) : WaitAsync(next, cancellation);
    }

    /// <summary>Checks the current row of a delinquency snapshot without making it. False: <paramref name="fault"/> says why.</summary>
    public bool Check(ref AccountFigures figures, out RowFault? fault)
    {
        var accepted = Begin() && accounts!.Check(ref figures);
        fault = End(accepted);
        return accepted;
    }

    /// <summary>The current row, which <see cref="Check"/> has accepted, with its texts.</summary>
    public AccountRow Materialise() => accounts!.Materialise();

    /// <summary>The current row of a delinquency snapshot, or null with its fault.</summary>
    public AccountRow? Account(out RowFault? fault)
    {
        AccountFigures figures = default;
        return Check(ref figures, out fault) ? Materialise() : null;
    }

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
        acceptedCents -= amount;
        fields!.Begin(source.Line, source.Byte);
        fields.Reject(field, "duplicate", "The file has a row with the same number before.");
        return Count(fields.Fault!);
    }

    /// <summary>What no row shows alone is wrong with all of them together.</summary>
    public void Hold(ImportReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Hold(reason.Code, reason.Detail);
    }

    /// <summary>Holds the totals against the marker when all rows are read.</summary>
    public void Finish()
    {
        if (FileFault is not null) return;
        var manifest = checks.Manifest;
        var hash = source.Hash();
        var (rows, sum) = checks.Format.TotalsCoverRejected ? (Rows, Sum) : (Accepted, AcceptedSum);
        var unknown = checks.Format.TotalsCoverRejected ? unreadable : 0;
        if (!string.Equals(hash, manifest.Sha256, StringComparison.OrdinalIgnoreCase)) Hold("sha256", "The file's SHA-256 is not the marker's: it is not the file that was sent.");
        if (rows != manifest.Rows) Hold("row-count", $"The file has {rows} rows, its marker says {manifest.Rows}.");
        if (unknown > 0 && manifest.StatesAmount && sum != manifest.Sum && !checks.Profile.SumMayLackUnreadableAmounts)
            Hold("amount-unreadable", $"{unknown} rows have no readable amount, so the sum cannot be held against the marker's {manifest.Amount}.");
        if (unknown == 0 && manifest.StatesAmount && sum != manifest.Sum) Hold("amount-sum", FormattableString.Invariant($"The rows add up to {sum:0.00}, the marker says {manifest.Amount}."));
        if (Rows == 0 && manifest.Kind == ExportKind.Delinquency) Hold("empty-file", "The file has no rows.");
        if (TooManyRejected()) Hold("rejected-share", $"{Rejected} of {Rows} rows are bad, more than the profile allows.");
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private bool TooManyRejected() => Rejected > 0
        && (Accepted == 0 || (Rejected > checks.Profile.RejectedRowsAllowed && Rejected > Rows * checks.Profile.MaxRejectedShare));

    private async ValueTask<bool> WaitAsync(ValueTask<RowState> next, CancellationToken cancellation) => await NextAsync(await next, cancellation);

    private ValueTask<bool> NextAsync(RowState state, CancellationToken cancellation)
    {
        if (state == RowState.End && source.Trailer is not null) return BehindTrailerAsync(cancellation);
        if (state is RowState.End or RowState.Held) return new(false);
        Rows++;
        if (source.IsCorrection) source.Cells.Unescape();
        isBad = state == RowState.BadRow;
        return new(SameOrigin());
    }

    /// <summary>Behind the trailer there must be nothing; whatever there is, the source holds the file for it.</summary>
    private async ValueTask<bool> BehindTrailerAsync(CancellationToken cancellation)
    {
        await source.ReadAsync(cancellation);
        return false;
    }

    private bool Begin()
    {
        amount = 0;
        fields!.Begin(source.Line, source.Byte);
        var readable = checks.Manifest.Kind.AmountField() is not { } field || columns[field] < 0 || fields.TryCents(field, out amount);
        cents += amount;
        var complete = source.Cells.Count == columns.Names.Count;
        if (!readable || !complete) unreadable++;
        if (isBad) fields.Reject(ExportField.AccountNumber, source.Problem.Code, source.Problem.Reason);
        else if (!complete) fields.Reject(ExportField.AccountNumber, "field-count", $"The row has {source.Cells.Count} fields instead of {columns.Names.Count}.");
        return fields.Fault is null;
    }

    private RowFault? End(bool accepted)
    {
        if (!accepted) return Count(fields!.Fault!);
        Accepted++;
        acceptedCents += amount;
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
        if (!HasAllFields || isBad) return true;
        if (columns[ExportField.Institution] >= 0 && !fields!.Bytes(ExportField.Institution).SequenceEqual(institution))
            return Hold("wrong-institution", $"Line {source.Line} is of another institution than the marker's {checks.Manifest.Institution}.");
        fields!.Begin(source.Line, source.Byte);
        return columns[ExportField.BusinessDate] < 0 || fields.OptionalDate(ExportField.BusinessDate) == checks.Manifest.BusinessDate
            || Hold("wrong-date", FormattableString.Invariant($"Line {source.Line} is of another business date than the marker's {checks.Manifest.BusinessDate:yyyy-MM-dd}."));
    }

    private bool Hold(string code, string reason)
    {
        if (checks.Waived?.Contains(code) != true) source.Hold(code, reason);
        return false;
    }
}
