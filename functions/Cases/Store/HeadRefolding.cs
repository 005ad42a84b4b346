using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases.Store;

/// <summary>
/// Folds a case anew whose head another version of the program wrote, and keeps the state that comes of it: no state is migrated, since the facts are the truth. What the new state
/// makes due earlier gets its wake first.
/// </summary>
internal sealed class HeadRefolding(Tables tables, Wakes wakes, CaseRules rules, TimeProvider clock)
{
    /// <summary>The head as this code has it; null when somebody else was faster: read it again.</summary>
    public async Task<CaseHead?> RefoldAsync(CaseKey key, TableEntity row, CancellationToken cancellation)
    {
        var version = row.GetInt64("Version") ?? throw new InvalidDataException($"The head of case {key} has no version.");
        var state = await FoldAsync(key, version, cancellation);
        var (hash, unsent, before) = (row.GetBinary("Hash")!, row.GetInt64("Unsent"), StreamRows.DueOf(row));
        var now = clock.GetUtcNow();
        await rules.EnsureAsync(state, cancellation);
        var due = rules.DueOf(state, now);
        if (before < due || due is null) due = before;
        if (due is { } at && due != before) await wakes.WriteAsync(key, Wakes.PartitionOf(key, at), cancellation);
        try
        {
            var table = await tables.GetAsync(StreamRows.Table, cancellation);
            var written = await table.UpdateEntityAsync(StreamRows.HeadRow(state, hash, due, unsent), row.ETag, TableUpdateMode.Replace, cancellation);
            return new CaseHead(state, written.Headers.ETag ?? throw new InvalidOperationException("The store gave no ETag for the head."), hash, due, unsent);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return null;
        }
    }

    private async Task<CaseState> FoldAsync(CaseKey key, long version, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var (first, last) = (StreamRows.Fact(key, 1), StreamRows.Fact(key, version));
        CaseState? state = null;
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {key.Value} and RowKey ge {first} and RowKey le {last}"), select: ["Body"], cancellationToken: cancellation))
        {
            state = state.Evolve(StreamRows.Deserialize(row.GetBinary("Body")!));
        }

        return state?.Version == version ? state : throw new InvalidDataException($"The stream of case {key} ends at {state?.Version ?? 0}, its head is at {version}.");
    }
}
