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

    public virtual async Task<ImportCounts> ApplyAsync(ChunkCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var counts = new ImportCounts();
        foreach (var staged in await staging.ReadAsync<StagedRow<TRow>>(call.File.Import, call.Chunk, cancellation))
            counts = counts.With(await Outage.OutlastAsync(() => TakeAsync(call.File, staged.Row, cancellation), Tries, cancellation));
        return counts;
    }

    /// <summary>The field that is named when a row is a repetition.</summary>
    protected abstract ExportField IdField { get; }

    /// <summary>What makes a row the row it is: the second with the same in a file is rejected, and it is part of every command id.</summary>
    protected abstract string IdOf(TRow row);

    /// <summary>The key by whose first byte rows are sorted into chunks.</summary>
    protected abstract string PlaceOf(string institution, TRow row);

    /// <summary>Updated: recorded from this file; Unchanged: it was known; Unclear: it waits for its account.</summary>
    protected abstract Task<ImportOutcome> TakeAsync(QueuedFile file, TRow row, CancellationToken cancellation);

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
