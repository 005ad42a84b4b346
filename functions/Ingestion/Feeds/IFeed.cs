namespace Collections.Functions.Ingestion.Feeds;

/// <summary>One kind of file: how its rows are read and kept until the whole file is checked, and what they do then.</summary>
public interface IFeed
{
    ExportKind Kind { get; }

    /// <summary>Begins to read a file.</summary>
    IRowIntake Begin(QueuedFile file);

    /// <summary>Applies a chunk of staged rows. Doing it again changes nothing and counts the same.</summary>
    Task<ImportCounts> ApplyAsync(ChunkCall call, CancellationToken cancellation);
}

/// <summary>The rows of one file on their way into staging.</summary>
public interface IRowIntake
{
    /// <summary>Stages the reader's current row, or answers why it is rejected.</summary>
    ValueTask<RowFault?> TakeAsync(ExportReader reader, StagingWriter writer, CancellationToken cancellation);

    /// <summary>Why the file as a whole cannot be used, once all rows are read; null if it can.</summary>
    ImportReason? Fault => null;

    /// <summary>Adds to the plan what the rows tell together.</summary>
    ImportPlan Complete(ImportPlan plan) => plan;
}

/// <summary>The feeds by kind of file.</summary>
public sealed class FeedCatalog(IEnumerable<IFeed> feeds)
{
    private readonly Dictionary<ExportKind, IFeed> feeds = feeds.ToDictionary(feed => feed.Kind);

    public IFeed this[ExportKind kind] => feeds[kind];
}
