using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Cases.Store;

/// <summary>Case streams in table <c>Cases</c>: one partition a case, one entity-group transaction an append.</summary>
public sealed class TableCaseStreams(Tables tables, Wakes wakes, Outbox outbox, WorkIndex index, CaseRules rules, TimeProvider clock) : ICaseStreams
{
    /// <summary>A transaction holds 100 operations; one is kept free as the official stores do.</summary>
    private const int Operations = 99;

    public async Task<CaseHead?> LoadAsync(CaseKey key, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(key.Value, StreamRows.Head(key), cancellationToken: cancellation);
        return row.HasValue ? StreamRows.ReadHeadRow(row.Value!) : null;
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
        if (facts.Count is 0 or > Operations - 3) throw new ArgumentException($"An append takes 1 to {Operations - 3} facts, not {facts.Count}.", nameof(facts));

        var now = clock.GetUtcNow();
        var append = new Append(head, now, command, by, facts);
        var message = OutboxMessage.Of(append.State, append.Stored);
        var work = WorkIndex.Diff(head?.State, append.State);
        var due = rules.Decide(append.State, now) switch { Wait wait => wait.Until, Done => (DateTimeOffset?)null, _ => now };
        var wake = due is { } at ? Wakes.PartitionOf(key, at) : null;
        var guard = message is null ? null : Wakes.PartitionOf(key, now);
        await GuardAsync(key, head?.Wake, wake, guard, cancellation);

        // Work is listed before it is there and taken off after it is gone: a list holds each row against its case anyway, and never lacks one.
        await index.ApplyAsync([.. work.Where(change => change.Item is not null)], cancellation);
        CaseHead appended;
        try
        {
            appended = await CommitAsync(key, head, append, message, due, cancellation);
        }
        catch (RequestFailedException failure)
        {
            return await SettleAsync(key, command, failure, cancellation);
        }

        if (message is not null) await outbox.SendAsync(key, append.State.Version, message, cancellation);
        await index.ApplyAsync([.. work.Where(change => change.Item is null)], cancellation);
        await ReleaseAsync(key, head?.Wake, wake, guard, cancellation);
        return appended;
    }

    public async Task RearmAsync(CaseHead head, DateTimeOffset due, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(head);
        var key = head.State.Key;
        if (due == head.Due) return;
        var wake = Wakes.PartitionOf(key, due);
        if (wake != head.Wake) await wakes.WriteAsync(key, wake, cancellation);
        try
        {
            var table = await tables.GetAsync(StreamRows.Table, cancellation);
            var change = new TableEntity(key.Value, StreamRows.Head(key)) { ["Due"] = due };
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

    private async Task<CaseHead> CommitAsync(CaseKey key, CaseHead? head, Append append, OutboxMessage? message, DateTimeOffset? due, CancellationToken cancellation)
    {
        var row = StreamRows.HeadRow(append.State, append.Hash, due);
        var actions = new List<TableTransactionAction>(append.Rows.Count + 3)
        {
            head is null ? new(TableTransactionActionType.Add, row) : new(TableTransactionActionType.UpdateReplace, row, head.Version),
        };
        foreach (var fact in append.Rows) actions.Add(new(TableTransactionActionType.Add, StreamRows.FactRow(key, fact)));
        actions.Add(new(TableTransactionActionType.Add, new TableEntity(key.Value, StreamRows.Command(key, append.Command)) { ["Version"] = append.State.Version }));
        if (message is not null) actions.Add(new(TableTransactionActionType.Add, outbox.Row(key, append.State.Version, message)));
        var table = await tables.GetAsync(StreamRows.Table, cancellation);
        var responses = await table.SubmitTransactionAsync(actions, cancellation);
        return new CaseHead(append.State, responses.Value[0].Headers.ETag ?? throw new InvalidOperationException("The store gave no ETag for the head."), append.Hash, due);
    }

    /// <summary>After a conflict or an uncertain failure the command's row tells whether it happened.</summary>
    private async Task<CaseHead> SettleAsync(CaseKey key, string command, RequestFailedException failure, CancellationToken cancellation)
    {
        if (await IsRecordedAsync(key, command, cancellation)) return (await LoadAsync(key, cancellation))!;
        if (failure.Status is 409 or 412) throw new StreamConflictException(key);
        throw new InvalidOperationException($"Case {key} could not be appended to: {failure.ErrorCode} ({failure.Status}).", failure);
    }

    /// <summary>Facts put into their places: sequences, state, stored bytes and the chain.</summary>
    private sealed class Append
    {
        public Append(CaseHead? head, DateTimeOffset now, string command, string by, IReadOnlyList<Fact> facts)
        {
            Command = command;
            var state = head?.State;
            var hash = head?.Hash ?? [];
            foreach (var fact in facts)
            {
                var stored = new StoredFact((state?.Version ?? 0) + 1, now, by, command, fact);
                state = state.Evolve(stored);
                var body = StreamRows.Serialize(stored);
                hash = StreamRows.Chain(hash, state.Key, stored.Sequence, body);
                Stored.Add(stored);
                Rows.Add(new StoredRow(stored.Sequence, body, hash));
            }

            State = state!;
            Hash = hash;
        }

        public string Command { get; }

        public CaseState State { get; }

        public byte[] Hash { get; }

        public List<StoredFact> Stored { get; } = [];

        public List<StoredRow> Rows { get; } = [];
    }
}
