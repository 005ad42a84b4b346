using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>
/// Table <c>Work</c>: what waits for people, by queue and in order. A projection of the case streams that can be thrown away and made again; changes
/// are idempotent, and what comes late is judged again by <see cref="StillTrue"/>.
/// </summary>
public sealed class WorkIndex(Tables tables)
{
    private const string Table = "Work";

    private const string Body = "Body";

    private const string Version = "Version";

    /// <summary>What an append changes in the index; from no state at all: everything that the case has.</summary>
    public static IReadOnlyList<WorkChange> Diff(CaseState? before, CaseState after)
    {
        ArgumentNullException.ThrowIfNull(after);
        if (before is not null && WorkQueues.AreAlike(before, after)) return [];
        var old = WorkQueues.Of(before);
        var present = WorkQueues.Of(after);
        if (old.Count + present.Count == 0) return [];
        return
        [
            .. old.Keys.Where(place => !present.ContainsKey(place)).Select(place => new WorkChange(place.Queue, place.Row, null, after.Version)),
            .. present.Where(item => !old.TryGetValue(item.Key, out var was) || was != item.Value).Select(item => new WorkChange(item.Key.Queue, item.Key.Row, item.Value, after.Version)),
        ];
    }

    /// <summary>Of changes that come late: those places as the case has them now.</summary>
    public static IReadOnlyList<WorkChange> StillTrue(IReadOnlyList<WorkChange> changes, CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var present = WorkQueues.Of(state);
        return [.. changes.Select(change => change with { Item = present.GetValueOrDefault((change.Queue, change.Row)), Version = state.Version })];
    }

    public async Task ApplyAsync(IReadOnlyList<WorkChange> changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0) return;
        var table = await tables.GetAsync(Table, cancellation);
        foreach (var change in changes)
        {
            if (change.Item is null) await DeleteAsync(table, change, cancellation);
            else await table.UpsertEntityAsync(RowOf(change), TableUpdateMode.Replace, cancellation);
        }
    }

    /// <summary>A page of a queue, by due time, then risk, then amount.</summary>
    /// <param name="dueBefore">Only what is due before this minute; null: everything.</param>
    /// <param name="cursor">The previous page's <see cref="WorkPage.Next"/>.</param>
    public async Task<WorkPage> ListAsync(string queue, DateTimeOffset? dueBefore, int take, string? cursor, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {queue} and RowKey gt {cursor ?? ""}");
        if (dueBefore is { } end) filter += TableClient.CreateQueryFilter($" and RowKey lt {WorkQueues.Due(end)}");
        var table = await tables.GetAsync(Table, cancellation);
        var changes = new List<WorkChange>(take);
        await foreach (var row in table.QueryAsync<TableEntity>(filter, Math.Min(take + 1, 1000), cancellationToken: cancellation))
        {
            // One more than asked for tells that there is a next page.
            if (changes.Count == take) return new WorkPage(changes, changes[^1].Row);
            changes.Add(new WorkChange(row.PartitionKey, row.RowKey, JsonSerializer.Deserialize<WorkItem>(row.GetString(Body)!, CollectionsJson.Options), row.GetInt64(Version) ?? 0));
        }

        return new WorkPage(changes, null);
    }

    /// <summary>How many rows a queue has, counted no further than <paramref name="most"/>, and how many of them were due before now.</summary>
    public async Task<(int Waiting, int Overdue)> CountAsync(string queue, DateTimeOffset now, int most, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var (waiting, overdue, due) = (0, 0, WorkQueues.Due(now));
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {queue}"), Math.Min(most, 1000), ["RowKey"], cancellation))
        {
            waiting++;
            if (string.CompareOrdinal(row.RowKey, due) < 0) overdue++;
            if (waiting >= most) break;
        }

        return (waiting, overdue);
    }

    /// <summary>
    /// A row is written before its append and taken off after: what takes it off may be late, and somebody may have listed the same work again meanwhile,
    /// even before it is in the stream.
    /// </summary>
    private static async Task DeleteAsync(TableClient table, WorkChange change, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(change.Queue, change.Row, [Version], cancellation);
        if (!row.HasValue || row.Value!.GetInt64(Version) > change.Version) return;
        try
        {
            await table.DeleteEntityAsync(change.Queue, change.Row, row.Value!.ETag, cancellation);
        }
        catch (RequestFailedException written) when (written.Status is 404 or 412)
        {
            // Listed again at this very moment.
        }
    }

    private static TableEntity RowOf(WorkChange change) =>
        new(change.Queue, change.Row) { [Body] = JsonSerializer.Serialize(change.Item, CollectionsJson.Options), [Version] = change.Version };
}

/// <param name="Rows">Each with its item.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
public sealed record WorkPage(IReadOnlyList<WorkChange> Rows, string? Next);
