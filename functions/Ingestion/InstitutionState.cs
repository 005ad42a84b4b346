using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Ingestion.Held;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>A complete delivery in its institution's queue.</summary>
/// <param name="Import">Id of its import.</param>
/// <param name="Name">Name of the data file below <c>exports/{institution}/</c>.</param>
/// <param name="Release">0 when the file arrived; else which of the decisions about it put it here.</param>
public sealed record QueuedFile(string Import, string Institution, string Name, Manifest Manifest, int Release = 0)
{
    /// <summary>Files of a day in the order of taking: by the rank of their kind, then by sequence. (Invariant "Balance")</summary>
    public string Order => string.Create(
        CultureInfo.InvariantCulture, $"{Manifest.BusinessDate:yyyyMMdd}|{Manifest.Kind.Rank()}|{Manifest.Sequence:D6}|{Import}{(Release == 0 ? "" : $"|{Release}")}");

    /// <summary>
    /// Names the content: what was said, for which day, as which of its files and whether as all there is. Deliveries of the same content are one; a correction
    /// back to what an earlier file said is another.
    /// </summary>
    public string Content => string.Create(
        CultureInfo.InvariantCulture, $"{Manifest.BusinessDate:yyyyMMdd}{(int)Manifest.Kind}{Manifest.Sha256[..24].ToLowerInvariant()}{Manifest.Sequence}{(Manifest.Complete ? "c" : "p")}");
}

/// <summary>
/// What is known of an institution as a whole, in table <c>Institutions</c>: the queue of files to take, the content that was taken, and how far its
/// payments and complete snapshots reach.
/// </summary>
public sealed class InstitutionState(Tables tables, TimeProvider clock) : IPaymentsWatermark
{
    public const string Table = "Institutions";

    private const string Payments = "through|payments";
    private const string Snapshot = "through|snapshot";
    private const string Balances = "through|balances";
    private const string Move = "move|";

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, DateOnly? Through)> balances = new(StringComparer.Ordinal);

    public Task<DateOnly?> ThroughAsync(string institution, CancellationToken cancellation) => ReadThroughAsync(institution, Payments, cancellation);

    /// <summary>Business date of the newest complete snapshot.</summary>
    public Task<DateOnly?> SnapshotThroughAsync(string institution, CancellationToken cancellation) => ReadThroughAsync(institution, Snapshot, cancellation);

    /// <summary>Business date of the newest complete snapshot before a day; null when there is none, or when a newer one than this day's was taken.</summary>
    public async Task<DateOnly?> SnapshotBeforeAsync(string institution, DateOnly day, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(institution, Snapshot, cancellationToken: cancellation);
        if (!row.HasValue || Day(row.Value!.GetString("Through")) is not { } through || through > day) return null;
        return through < day ? through : Day(row.Value!.GetString("Before"));
    }

    /// <summary>How far each institution's complete snapshots reach.</summary>
    public async Task<IReadOnlyList<(string Institution, DateOnly Through)>> SnapshotsAsync(CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var found = new List<(string, DateOnly)>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey eq {Snapshot}"), cancellationToken: cancellation))
            found.Add((row.PartitionKey, Day(row.GetString("Through"))!.Value));
        return [.. found.OrderBy(pair => pair.Item1, StringComparer.Ordinal)];
    }

    /// <summary>Says that all payments, or all of a snapshot, are in up to a business date; an earlier date changes nothing, nor do other kinds.</summary>
    public Task AdvanceAsync(string institution, ExportKind kind, DateOnly through, CancellationToken cancellation) => kind switch
    {
        ExportKind.Payments => AdvanceAsync(institution, Payments, through, cancellation),
        ExportKind.Delinquency => AdvanceAsync(institution, Snapshot, through, cancellation),
        _ => Task.CompletedTask,
    };

    /// <summary>Business date of the newest snapshot that was taken, complete or not: there may be newer balances than a case has seen.</summary>
    /// <remarks>Asked by every case that acts, so the answer is kept for a minute of business time, or until this process takes a file.</remarks>
    public async ValueTask<DateOnly?> BalancesThroughAsync(string institution, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (balances.TryGetValue(institution, out var kept) && now - kept.At < Kept) return kept.Through;
        var through = await ReadThroughAsync(institution, Balances, cancellation);
        balances[institution] = (now, through);
        return through;
    }

    public async Task AdvanceBalancesAsync(string institution, DateOnly through, CancellationToken cancellation)
    {
        await AdvanceAsync(institution, Balances, through, cancellation);
        balances.TryRemove(institution, out _);
    }

    public Task EnqueueAsync(QueuedFile file, CancellationToken cancellation) => EnqueueAsync(file, null, cancellation);

    /// <param name="release">The decision that puts a held file back. It stays in this row: what a person wrote is no input of an orchestration.</param>
    public async Task EnqueueAsync(QueuedFile file, HoldDecision? release, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var table = await tables.GetAsync(Table, cancellation);
        var entity = new TableEntity(file.Institution, $"queue|{file.Order}") { ["File"] = JsonSerializer.Serialize(file, CollectionsJson.Options) };
        if (release is not null) entity["Release"] = JsonSerializer.Serialize(release, CollectionsJson.Options);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>The file whose turn it is; it stays in the queue until <see cref="DequeueAsync"/>.</summary>
    public async Task<QueuedFile?> NextAsync(string institution, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {institution} and RowKey ge {"queue|"} and RowKey lt {"queue}"}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, 1, cancellationToken: cancellation))
        {
            return JsonSerializer.Deserialize<QueuedFile>(entity.GetString("File")!, CollectionsJson.Options);
        }

        return null;
    }

    /// <summary>The decision that a queued file came back with; null if it came by itself, or has left the queue.</summary>
    public async Task<HoldDecision?> ReleaseOfAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var table = await tables.GetAsync(Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(file.Institution, $"queue|{file.Order}", cancellationToken: cancellation);
        return row.HasValue && row.Value!.GetString("Release") is { } text ? JsonSerializer.Deserialize<HoldDecision>(text, CollectionsJson.Options) : null;
    }

    /// <summary>Institutions with files in their queues.</summary>
    public async Task<IReadOnlyList<string>> WithFilesAsync(CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"RowKey ge {"queue|"} and RowKey lt {"queue}"}");
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation)) found.Add(entity.PartitionKey);
        return [.. found];
    }

    public async Task DequeueAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var table = await tables.GetAsync(Table, cancellation);
        await table.DeleteEntityAsync(file.Institution, $"queue|{file.Order}", ETag.All, cancellation);
    }

    /// <summary>Claims a file's content for its import. Returns the import that the content belongs to: another one if it was taken before.</summary>
    public async Task<string> ClaimAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (await ClaimedByAsync(file, cancellation) is { } claimed) return claimed;
        await TakeOverAsync(file, cancellation);
        return file.Import;
    }

    /// <summary>Claims a content that another import has begun to apply and will not end.</summary>
    public async Task TakeOverAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var table = await tables.GetAsync(Table, cancellation);
        await table.UpsertEntityAsync(new TableEntity(file.Institution, $"content|{file.Content}") { ["Import"] = file.Import }, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>The import that took this content, if any.</summary>
    public async Task<string?> ClaimedByAsync(QueuedFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var table = await tables.GetAsync(Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(file.Institution, $"content|{file.Content}", cancellationToken: cancellation);
        return row.HasValue ? row.Value!.GetString("Import") : null;
    }

    private async Task AdvanceAsync(string institution, string row, DateOnly through, CancellationToken cancellation)
    {
        var before = await ReadThroughAsync(institution, row, cancellation);
        if (before >= through) return;
        var table = await tables.GetAsync(Table, cancellation);
        var entity = new TableEntity(institution, row) { ["Through"] = through.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (before is { } day) entity["Before"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>An account has a new number: what is known of the former is the new one's.</summary>
    public async Task AddMoveAsync(string institution, AccountKey renamed, AccountKey former, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        await table.UpsertEntityAsync(new TableEntity(institution, $"{Move}{renamed}") { ["Former"] = former.Value }, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>The former key of every account that has a new number.</summary>
    public async Task<IReadOnlyDictionary<AccountKey, AccountKey>> MovesAsync(string institution, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {institution} and RowKey ge {"move|"} and RowKey lt {"move}"}");
        var moves = new Dictionary<AccountKey, AccountKey>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            moves[new AccountKey(row.RowKey[Move.Length..])] = new AccountKey(row.GetString("Former")!);
        return moves;
    }

    /// <summary>A snapshot has taken the new number over.</summary>
    public async Task ForgetMoveAsync(string institution, AccountKey renamed, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        await table.DeleteEntityAsync(institution, $"{Move}{renamed}", ETag.All, cancellation);
    }

    private async Task<DateOnly?> ReadThroughAsync(string institution, string key, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(institution, key, cancellationToken: cancellation);
        return row.HasValue ? Day(row.Value!.GetString("Through")) : null;
    }

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
