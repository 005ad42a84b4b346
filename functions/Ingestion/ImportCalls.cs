using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Input of an institution's intake: what it did last.</summary>
/// <param name="Done">The file that was taken and may leave the queue.</param>
public sealed record IntakeTurn(string Institution, QueuedFile? Done);

/// <summary>How a file will be worked. Not <see cref="Go"/>: the report says why, and nothing is to be done.</summary>
/// <param name="Chunks">Ranges of index shards; each can be worked alone and again.</param>
/// <param name="Superseded">A newer complete snapshot was taken before: no account of this one is opened.</param>
/// <param name="Claimed">An earlier try has begun to apply the file: it can no longer be held.</param>
/// <param name="StartedAt">On the technical clock.</param>
public sealed record ImportPlan(bool Go, IReadOnlyList<ImportChunk> Chunks, bool Superseded, bool Claimed, DateTimeOffset StartedAt);

/// <summary>Shards <paramref name="First"/> to <paramref name="Last"/> of the comparison index, and in how many parts their rows are staged.</summary>
public sealed record ImportChunk(int Number, int First, int Last, int Parts);

public sealed record ChunkCall(QueuedFile File, ImportChunk Chunk, bool Superseded);

/// <summary>What came of some rows. Adds up in any order.</summary>
public sealed record ImportCounts(long Opened = 0, long Updated = 0, long Unchanged = 0, long Cured = 0, long Unclear = 0)
{
    public static ImportCounts operator +(ImportCounts left, ImportCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(
            left.Opened + right.Opened, left.Updated + right.Updated, left.Unchanged + right.Unchanged, left.Cured + right.Cured, left.Unclear + right.Unclear);
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
public sealed record AbsenteeCount(long Known, long Vanished)
{
    public static AbsenteeCount operator +(AbsenteeCount left, AbsenteeCount right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Known + right.Known, left.Vanished + right.Vanished);
    }
}

/// <summary>The last look before a file changes anything.</summary>
public sealed record ImportClaim(QueuedFile File, ImportPlan Plan, AbsenteeCount Absentees);

/// <summary>End of an import: its chunks added up.</summary>
public sealed record ImportEnd(QueuedFile File, ImportPlan Plan, ImportCounts Counts);

/// <summary>Custom status of an import while it runs.</summary>
public sealed record ImportProgress(string Import, string Step, int Done, int Of);

/// <summary>A row on its way from the file to its chunk. Without a row: the account is in the file, but its row was rejected.</summary>
public sealed record StagedAccount(AccountKey Key, AccountRow? Row);

/// <summary>A row of any other kind.</summary>
public sealed record StagedRow<TRow>(TRow Row);
