using Collections.Functions.Ingestion.Reconciliation;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// Joins a chunk's staged rows with the index, shard by shard. Facts come first, the shard's new entries last and only over the version read, so a
/// crash leaves nothing but work to do again.
/// </summary>
public sealed class SnapshotComparison(AccountIndex index, Staging staging, AccountImport import, Suspense suspense, InstitutionProfiles profiles)
{
    /// <summary>Of one account, before the chunk as a whole is given up and tried again later.</summary>
    private const int Tries = 3;

    public async Task<ImportCounts> CompareAsync(ChunkCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (file, manifest) = (call.File, call.File.Manifest);
        var profile = await profiles.GetAsync(file.Institution, cancellation);
        var scope = new AccountScope(profile, file.Import, file.Content, manifest.BusinessDate, manifest.Sequence, call.Superseded);
        var rows = await RowsAsync(call, cancellation);
        var counts = new ImportCounts();
        var absence = manifest.Complete && !call.Superseded && call.JudgesAbsence;
        for (var shard = call.Chunk.First; shard <= call.Chunk.Last; shard++)
        {
            var present = rows[shard - call.Chunk.First];
            if (present.Count > 0 || (absence && call.IsIndexed(shard))) counts += await ShardAsync(shard, present, absence, scope, cancellation);
        }

        return counts;
    }

    private async Task<List<StagedAccount>[]> RowsAsync(ChunkCall call, CancellationToken cancellation)
    {
        var rows = new List<StagedAccount>[call.Chunk.Last - call.Chunk.First + 1];
        for (var i = 0; i < rows.Length; i++) rows[i] = [];
        foreach (var staged in await staging.ReadAccountsAsync(call.File.Import, call.Chunk, cancellation))
        {
            var shard = AccountIndex.ShardOf(staged.Key);
            if (shard >= call.Chunk.First && shard <= call.Chunk.Last) rows[shard - call.Chunk.First].Add(staged);
        }

        foreach (var list in rows) list.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        return rows;
    }

    private async Task<ImportCounts> ShardAsync(int number, List<StagedAccount> rows, bool absence, AccountScope scope, CancellationToken cancellation)
    {
        var shard = await index.ReadAsync(scope.Profile.Institution, number, cancellation);
        if (rows.Exists(row => row.Row is not null)) scope = scope with { Waiting = await suspense.OfShardAsync(scope.Profile.Institution, number, cancellation) };
        var entries = new List<IndexEntry>(shard.Entries.Count + rows.Count);
        var counts = new ImportCounts();
        var (row, known) = (0, 0);
        while (row < rows.Count || known < shard.Entries.Count)
        {
            var order = row == rows.Count ? 1 : known == shard.Entries.Count ? -1 : rows[row].Key.CompareTo(shard.Entries[known].Account);
            var before = order >= 0 ? shard.Entries[known++] : null;
            var present = order <= 0 ? rows[row++] : null;
            var (entry, outcome) = present is not null
                ? await Outage.OutlastAsync(() => import.PresentAsync(before, present, scope, cancellation), Tries, cancellation)
                : absence
                    ? await Outage.OutlastAsync(() => import.AbsentAsync(before!, scope, cancellation), Tries, cancellation)
                    : (before, ImportOutcome.Nothing);
            if (entry is not null) entries.Add(entry);
            counts = counts.With(outcome);
        }

        if (!entries.SequenceEqual(shard.Entries)) await index.WriteAsync(scope.Profile.Institution, shard, entries, cancellation);
        return counts with { Open = Open(entries, scope) };
    }

    /// <summary>What the file has and has an open case: the other side of the reconciliation. (R1.9)</summary>
    private static OverdueTally Open(List<IndexEntry> entries, AccountScope scope)
    {
        var counter = new OverdueCounter();
        foreach (var entry in entries)
        {
            if (entry is { Gone: false, Absent: 0 } && entry.BusinessDate == scope.BusinessDate && entry.Sequence == scope.Sequence) counter.Add(entry.Product, entry.Figures);
        }

        return counter.Tally().ByProduct();
    }
}
