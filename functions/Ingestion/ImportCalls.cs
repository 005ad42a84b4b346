using Collections.Functions.Ingestion.Reconciliation;

namespace Collections.Functions.Ingestion;

/// <summary>Input of an institution's intake: what it did last.</summary>
/// <param name="Done">The file that was taken and may leave the queue.</param>
public sealed record IntakeTurn(string Institution, QueuedFile? Done);

/// <summary>How a file will be worked. Not <see cref="Go"/>: the report says why, and nothing is to be done.</summary>
/// <param name="Chunks">Ranges of index shards; each can be worked alone and again.</param>
/// <param name="Superseded">A newer complete snapshot was taken before: no account of this one is opened.</param>
/// <param name="Claimed">An earlier try has begun to apply the file: it can no longer be held.</param>
/// <param name="StartedAt">On the technical clock.</param>
public sealed record ImportPlan(bool Go, IReadOnlyList<ImportChunk> Chunks, bool Superseded, bool Claimed, DateTimeOffset StartedAt)
{
    /// <summary>What a complete snapshot misses of the accounts that are known.</summary>
    public AbsenteeCount Absentees { get; init; } = new(0, 0);

    /// <summary>Of a snapshot: its overdue accounts, accepted, by product and bucket.</summary>
    public OverdueTally Overdue { get; init; } = OverdueTally.Empty;

    /// <summary>Business time before anything was read that is known besides the file.</summary>
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>Rows of which nobody can tell whose they are; with one of them no account counts as missing.</summary>
    public long Nameless { get; init; }

    /// <summary>Shards of the comparison index that there were, as hexadecimal bits.</summary>
    public string Indexed { get; init; } = "";
}

/// <summary>Shards <paramref name="First"/> to <paramref name="Last"/> of the comparison index, and in how many parts their rows are staged.</summary>
public sealed record ImportChunk(int Number, int First, int Last, int Parts);

/// <param name="Indexed">The plan's.</param>
public sealed record ChunkCall(QueuedFile File, ImportChunk Chunk, bool Superseded, string Indexed = "")
{
    /// <summary>Whether an account that the file does not have is missing from it.</summary>
    public bool JudgesAbsence { get; init; } = true;

    /// <summary>Chunks of the file that were done when this one was begun; for showing progress.</summary>
    public int Done { get; init; }

    /// <summary>Chunks of the file.</summary>
    public int Of { get; init; }

    /// <summary>Whether the index had a shard when the file was planned.</summary>
    public bool IsIndexed(int shard) => Indexed.Length == 0 || (Convert.ToInt32(Indexed[shard / 4].ToString(), 16) >> (shard % 4) & 1) == 1;
}

/// <summary>What came of some rows. Adds up in any order.</summary>
public sealed record ImportCounts(long Opened = 0, long Updated = 0, long Unchanged = 0, long Cured = 0, long Unclear = 0)
{
    /// <summary>Of a snapshot: its accounts that have an open case now, by product.</summary>
    public OverdueTally Open { get; init; } = OverdueTally.Empty;

    public static ImportCounts operator +(ImportCounts left, ImportCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Opened + right.Opened, left.Updated + right.Updated, left.Unchanged + right.Unchanged, left.Cured + right.Cured, left.Unclear + right.Unclear)
        {
            Open = left.Open + right.Open,
        };
    }

    public ImportCounts With(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.Nothing => this,
        ImportOutcome.Opened => this with { Opened = Opened + 1 },
        ImportOutcome.Updated => this with { Updated = Updated + 1 },
        ImportOutcome.Unchanged => this with { Unchanged = Unchanged + 1 },
        ImportOutcome.Cured => this with { Cured = Cured + 1 },
        ImportOutcome.Unclear => this with { Unclear = Unclear + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}

/// <summary>What a file meant for one account or payment.</summary>
public enum ImportOutcome { Nothing, Opened, Updated, Unchanged, Cured, Unclear }

/// <summary>Accounts that the last snapshot had, and those of them that a file does not have.</summary>
public sealed record AbsenteeCount(long Known, long Vanished);

/// <summary>The last look before a file changes anything.</summary>
public sealed record ImportClaim(QueuedFile File, ImportPlan Plan);

/// <summary>End of an import: its chunks added up.</summary>
public sealed record ImportEnd(QueuedFile File, ImportPlan Plan, ImportCounts Counts);

/// <summary>A row of any other kind.</summary>
public sealed record StagedRow<TRow>(TRow Row);
