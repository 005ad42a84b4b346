using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>A kind of file whose rows are taken one by one, each for itself.</summary>
public abstract class RowFeed<TRow>(ExportKind kind, Staging staging) : IFeed
    where TRow : class
{
    /// <summary>Of one row, before the chunk as a whole is given up and tried again later.</summary>
    private const int Tries = 3;

    public ExportKind Kind => kind;

    public virtual IRowIntake Begin(QueuedFile file) => new Intake(this, file);

    public async Task<ImportCounts> ApplyAsync(ChunkCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var counts = new ImportCounts();
        var rows = await staging.ReadAsync<StagedRow<TRow>>(call.File.Import, call.Chunk, cancellation);
        foreach (var unit in Units([.. rows.Select(staged => staged.Row)]))
        {
            var outcome = await Outage.OutlastAsync(() => TakeAsync(call.File, unit, cancellation), Tries, cancellation);
            counts = unit.Aggregate(counts, (sum, _) => sum.With(outcome));
        }

        return counts;
    }

    /// <summary>The field that is named when a row is a repetition.</summary>
    protected abstract ExportField IdField { get; }

    /// <summary>What makes a row the row it is: the second with the same in a file is rejected, and it is part of every command id.</summary>
    protected abstract string IdOf(TRow row);

    /// <summary>The key by whose first byte rows are sorted into chunks.</summary>
    protected abstract string PlaceOf(string institution, TRow row);

    /// <summary>What is taken as one: each row, unless a kind says otherwise.</summary>
    protected virtual IEnumerable<IReadOnlyList<TRow>> Units(IReadOnlyList<TRow> rows) => rows.Select(row => new[] { row });

    protected virtual Task<ImportOutcome> TakeAsync(QueuedFile file, IReadOnlyList<TRow> unit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return TakeAsync(file, unit[0], cancellation);
    }

    /// <summary>Updated: recorded from this file; Unchanged: it was known; Unclear: it waits for its account.</summary>
    protected virtual Task<ImportOutcome> TakeAsync(QueuedFile file, TRow row, CancellationToken cancellation) =>
        throw new NotSupportedException($"Rows of kind {kind} are not taken one by one.");

    protected class Intake(RowFeed<TRow> feed, QueuedFile file) : IRowIntake
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);

        public virtual ImportReason? Fault => null;

        public async ValueTask<RowFault?> TakeAsync(ExportReader reader, StagingWriter writer, CancellationToken cancellation)
        {
            ArgumentNullException.ThrowIfNull(reader);
            ArgumentNullException.ThrowIfNull(writer);
            if (reader.Row<TRow>(out var fault) is not { } row) return fault;
            if (!seen.Add(feed.IdOf(row))) return reader.Doubled(feed.IdField);
            Accept(row);
            await writer.AddAsync(feed.PlaceOf(file.Institution, row), new StagedRow<TRow>(row), cancellation);
            return null;
        }

        /// <summary>Sees every accepted row.</summary>
        protected virtual void Accept(TRow row)
        {
        }
    }
}
