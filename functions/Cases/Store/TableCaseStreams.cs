using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Cases.Store;

/// <summary>Case streams in table <c>Cases</c>: one partition a case, one entity-group transaction an append.</summary>
public sealed class TableCaseStreams(
    Tables tables, Wakes wakes, Outbox outbox, WorkIndex index, CaseRules rules, TimeProvider clock, ILogger<TableCaseStreams> log) : ICaseStreams
{
    /// <summary>A transaction holds 100 operations; one is kept free as the official stores do.</summary>
    private const int Operations = 99;

    private readonly HeadRefolding refolding = new(tables, wakes, rules, clock);

    public async Task<CaseHead?> LoadAsync(CaseKey key, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        while (true)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Value, StreamRows.Head(key), cancellationToken: cancellation);
            if (!row.HasValue) return null;
            var head = StreamRows.IsOfThisShape(row.Value!) ? StreamRows.ReadHeadRow(row.Value!) : await refolding.RefoldAsync(key, row.Value!, cancellation);
            if (head is null) continue;
            await rules.EnsureAsync(head.State, cancellation);
            return head;
        }
    }

    public async Task<bool> IsRecordedAsync(CaseKey key, string command, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Value, StreamRows.Command(key, command), cancellationToken: cancellation);
        return row.HasValue;
    }

    public async Task<IReadOnlyList<StoredFact>> ReadAsync(CaseKey key, long from, long to, CancellationToken cancellation) =>
        [.. (await ReadRowsAsync(key, from, to, cancellation)).Select(row => StreamRows.Deserialize(row.Body))];

    public async Task<IReadOnlyList<StoredRow>> ReadRowsAsync(CaseKey key, long from, long to, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var rows = new List<StoredRow>((int)Math.Clamp(to - from + 1, 0, 1_000));
        for (var sequence = from; sequence <= to; sequence++)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Value, StreamRows.Fact(key, sequence), cancellationToken: cancellation);
            if (!row.HasValue) break;
            rows.Add(StreamRows.ReadFactRow(sequence, row.Value!));
        }

        return rows;
    }

    public async Task<CaseHead> AppendAsync(CaseKey key, CaseHead? head, string command, string by, IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentException.ThrowIfNullOrEmpty(command);
        if (head is not null) facts = rules.Pinned(head.State, facts);
        if (facts.Count is 0 or > Operations - 3) throw new ArgumentException($"An append takes 1 to {Operations - 3} facts, not {facts.Count}.", nameof(facts));

        var now = clock.GetUtcNow();
        var append = new StreamAppend(head, now, command, by, facts);
        var message = OutboxMessage.Of(append.State, append.Stored);
        var work = WorkIndex.Diff(head?.State, append.State);
        await rules.EnsureAsync(append.State, cancellation);
        var due = rules.DueOf(append.State, now);
        var guard = message is null ? null : Wakes.PartitionOf(key, now);
        var unsent = await UnsentAsync(key, head, cancellation);
        await GuardAsync(key, head?.Wake, due is { } at ? Wakes.PartitionOf(key, at) : null, guard, cancellation);

        // Work is listed before it is there and taken off after it is gone: a list holds each row against its case anyway, and never lacks one.
        await index.ApplyAsync([.. work.Where(change => change.Item is not null)], cancellation);
        CaseHead appended;
        var certain = true;
        try
        {
            appended = await CommitAsync(key, head, append, message, due, unsent, cancellation);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            // After a conflict or an uncertain failure the command's row tells whether it happened.
            if (!await IsRecordedAsync(key, command, cancellation))
            {
                if (failure is RequestFailedException { Status: 409 or 412 }) throw new StreamConflictException(key);
                throw;
            }

            appended = (await LoadAsync(key, cancellation))!;
            certain = false;
        }

        try
        {
            await index.ApplyAsync(WorkIndex.StillTrue([.. work.Where(change => change.Item is null)], appended.State), cancellation);

            // A commit whose answer was lost may be another worker's of the same command: whatever lies there is sent, in order.
            if (!certain || unsent is not null) await outbox.DrainAsync(key, cancellation);
            else if (message is not null) await outbox.SendAsync(key, append.State.Version, message, cancellation);
            await ReleaseAsync(key, head?.Wake, appended.Wake, guard, cancellation);
            return appended with { Unsent = null };
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            // It is recorded, and the rows under which the case is found are still there: the sweeper does the rest.
            log.LogWarning("Case {Case} is at version {Version}, but {Error} kept others from being told; the sweeper comes by.", key, appended.State.Version, failure.GetType().Name);
            return appended with { Unsent = message is null ? appended.Unsent : append.State.Version };
        }
    }

    public async Task RearmAsync(CaseHead head, DateTimeOffset? due, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        var key = head.State.Key;
        if (due == head.Due) return;
        var wake = due is { } at ? Wakes.PartitionOf(key, at) : null;
        if (wake is not null && wake != head.Wake) await wakes.WriteAsync(key, wake, cancellation);
        try
        {
            var table = await tables.GetAsync(StreamRows.Table, cancellation);
            var change = new TableEntity(key.Value, StreamRows.Head(key)) { ["Due"] = due ?? StreamRows.Never };
            await table.UpdateEntityAsync(change, head.Version, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            return;
        }

        if (head.Wake is { } before && before != wake) await wakes.DeleteAsync(key, before, cancellation);
    }

    /// <summary>Before the append: the rows under which the case will be found if everything else is lost.</summary>
    private async Task GuardAsync(CaseKey key, string? before, string? wake, string? guard, CancellationToken cancellation)
    {
        if (wake is not null && wake != before) await wakes.WriteAsync(key, wake, cancellation);
        if (guard is null || guard == wake || (before is not null && Wakes.IsNotAfter(before, guard))) return;
        await wakes.WriteAsync(key, guard, cancellation);
    }

    /// <summary>After everything is sent: the rows that have lost their meaning. One that stays behind is harmless; the sweeper takes it away.</summary>
    private async Task ReleaseAsync(CaseKey key, string? before, string? wake, string? guard, CancellationToken cancellation)
    {
        if (before is not null && before != wake) await wakes.DeleteAsync(key, before, cancellation);
        if (guard is not null && guard != wake && guard != before) await wakes.DeleteAsync(key, guard, cancellation);
    }

    /// <summary>Sends what an earlier append could not, since this one takes away the rows under which the sweeper would find it. What still cannot be sent stays marked.</summary>
    private async Task<long?> UnsentAsync(CaseKey key, CaseHead? head, CancellationToken cancellation)
    {
        if (head?.Unsent is not { } version || !await outbox.IsWaitingAsync(key, version, cancellation)) return null;
        try
        {
            await outbox.DrainAsync(key, cancellation);
            return null;
        }
        catch (Exception failure) when (Outage.Is(failure))
        {
            return version;
        }
    }

    private async Task<CaseHead> CommitAsync(
        CaseKey key, CaseHead? head, StreamAppend append, OutboxMessage? message, DateTimeOffset? due, long? unsent, CancellationToken cancellation)
    {
        var row = StreamRows.HeadRow(append.State, append.Hash, due, message is null ? unsent : append.State.Version);
        var actions = new List<TableTransactionAction>(append.Rows.Count + 3)
        {
            head is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, head.Version),
        };
        foreach (var fact in append.Rows) actions.Add(new(TableTransactionActionType.Add, StreamRows.FactRow(key, fact)));
        actions.Add(new(TableTransactionActionType.Add, new TableEntity(key.Value, StreamRows.Command(key, append.Command)) { ["Version"] = append.State.Version }));
        if (message is not null) actions.Add(new(TableTransactionActionType.Add, outbox.Row(key, append.State.Version, message)));
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var responses = await table.SubmitTransactionAsync(actions, cancellation);
        return new CaseHead(append.State, responses.Value[0].Headers.ETag ?? throw new InvalidOperationException("The store gave no ETag for the head."), append.Hash, due, unsent);
    }
}
