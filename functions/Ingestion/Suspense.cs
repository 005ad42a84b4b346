using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>News of an account that waits for its case, with the time since when.</summary>
public sealed record SuspendedItem(AccountNews News, DateTimeOffset Since);

/// <summary>
/// News that belongs to no case yet, in table <c>Suspense</c>: partition institution and index shard, row account, kind and id. It is recorded when the
/// account's case opens, or what it refers to comes. Whoever suspends looks again afterwards, and whoever opens a case looks after the account is
/// listed, so that neither misses the other.
/// </summary>
public sealed class Suspense(Tables tables, Accounts accounts, CaseNews news, TimeProvider clock)
{
    public const string Table = "Suspense";

    /// <summary>The one way in: onto the case if there is one, else into suspense.</summary>
    /// <returns>Updated: recorded from this source; Unchanged: it was known; Unclear: it waits.</returns>
    public async Task<ImportOutcome> TakeAsync(AccountNews item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (await accounts.FindAsync(item.Account, cancellation) is { } current && await news.RecordAsync(item, current, cancellation) is { } outcome)
        {
            if (item.Fact is not PaymentReceived) return outcome;
            await ApplyAsync(item.Institution, item.Account, current, cancellation);
            if (await accounts.FindAsync(item.Account, cancellation) is { } present && present != current)
                await news.CarryAsync(item.Institution, item.Account, current.Case, present, cancellation);
            return outcome;
        }

        await AddAsync(item, cancellation);
        if (await accounts.FindAsync(item.Account, cancellation) is not { } since || await news.RecordAsync(item, since, cancellation) is not { } late)
            return ImportOutcome.Unclear;
        await DeleteAsync(item, cancellation);
        return late;
    }

    /// <summary>News that means nothing without a case: it does not wait.</summary>
    /// <returns>Updated: recorded from this source; Unchanged: it was known, or there is no case that has a use for it.</returns>
    public async Task<ImportOutcome> TellAsync(AccountNews item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(item);
        var current = await accounts.FindAsync(item.Account, cancellation);
        return current is null ? ImportOutcome.Unchanged : await news.RecordAsync(item, current, cancellation) ?? ImportOutcome.Unchanged;
    }

    /// <summary>Records what waits for an account on its case, in order of date, and forgets each after its fact is in.</summary>
    /// <param name="wake">False while the case is being opened: its orchestration starts when all of it is in.</param>
    public async Task ApplyAsync(string institution, AccountKey account, AccountCase current, CancellationToken cancellation, bool wake = true) =>
        await ApplyAsync(await QueryAsync(Partition(institution, account), $"{account.Value}|", cancellation), current, cancellation, wake);

    /// <summary>The same for items at hand, as <see cref="OfShardAsync"/> gave them.</summary>
    /// <returns>What goes on waiting.</returns>
    public async Task<IReadOnlyList<SuspendedItem>> ApplyAsync(IEnumerable<SuspendedItem> items, AccountCase current, CancellationToken cancellation, bool wake = true)
    {
        var left = new List<SuspendedItem>();
        foreach (var item in items.OrderBy(item => item.News.Date).ThenBy(item => item.News.Fact is PaymentReversed).ThenBy(item => item.News.Id, StringComparer.Ordinal))
        {
            if (await news.RecordAsync(item.News, current, cancellation, wake) is null) left.Add(item);
            else await DeleteAsync(item.News, cancellation);
        }

        return left;
    }

    /// <summary>What waits for the accounts of a shard of the comparison index.</summary>
    public async Task<ILookup<AccountKey, SuspendedItem>> OfShardAsync(string institution, int shard, CancellationToken cancellation) =>
        (await QueryAsync(string.Create(CultureInfo.InvariantCulture, $"{institution}|{shard:x2}"), "", cancellation)).ToLookup(item => item.News.Account);

    /// <summary>
    /// Looks once more whether accounts have cases by now: misses nothing that two writers, a moment apart, may have left to each other. What has waited for so
    /// long that its account is not going to be overdue is let go; most payments of a bank are of accounts that never are.
    /// </summary>
    /// <param name="days">Calendar days after which it is let go; 0: never.</param>
    public async Task<SuspenseTally> SweepAsync(string institution, int days, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var tally = new SuspenseTally();
        var oldest = days == 0 ? DateTimeOffset.MinValue : clock.GetUtcNow().AddDays(-days);
        var group = new List<SuspendedItem>();
        await foreach (var row in table.QueryAsync<TableEntity>(Of(institution), cancellationToken: cancellation))
        {
            // Rows of one account stand together.
            var item = Read(row);
            if (group.Count > 0 && group[0].News.Account != item.News.Account) tally = await SweepAsync(group, oldest, tally, cancellation);
            group.Add(item);
        }

        return await SweepAsync(group, oldest, tally, cancellation);
    }

    private async Task<SuspenseTally> SweepAsync(List<SuspendedItem> group, DateTimeOffset oldest, SuspenseTally tally, CancellationToken cancellation)
    {
        if (group.Count == 0) return tally;
        var left = await accounts.FindAsync(group[0].News.Account, cancellation) is { } current ? await ApplyAsync(group, current, cancellation) : group;
        foreach (var item in left)
        {
            var isOld = item.Since < oldest;
            if (isOld) await DeleteAsync(item.News, cancellation);
            tally = tally.With(item, isOld);
        }

        group.Clear();
        return tally;
    }

    /// <summary>One page of what waits, by account.</summary>
    public async Task<SuspensePage> ListAsync(string institution, int size, string? after, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var today = BusinessTime.DayOf(clock.GetUtcNow());
        await foreach (var page in table.QueryAsync<TableEntity>(Of(institution), size, cancellationToken: cancellation).AsPages(after, size).WithCancellation(cancellation))
            return new SuspensePage([.. page.Values.Select(row => SuspenseEntry.Of(Read(row), today))], page.ContinuationToken);
        return new SuspensePage([], null);
    }

    private async Task AddAsync(AccountNews item, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var row = new TableEntity(Partition(item.Institution, item.Account), Row(item))
        {
            ["Date"] = item.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["Since"] = clock.GetUtcNow(),
            ["Fact"] = JsonSerializer.Serialize(item.Fact, CollectionsJson.Stored),
        };
        if (item.Amount is { } amount) row["Amount"] = amount.ToString();
        try
        {
            await table.AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // It waits already; who told of it first stays its source.
        }
    }

    private async Task DeleteAsync(AccountNews item, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        await table.DeleteEntityAsync(Partition(item.Institution, item.Account), Row(item), ETag.All, cancellation);
    }

    private async Task<List<SuspendedItem>> QueryAsync(string partition, string rows, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var filter = rows.Length == 0
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {rows} and RowKey lt {rows[..^1] + "}"}");
        var found = new List<SuspendedItem>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) found.Add(Read(row));
        return found;
    }

    private static string Of(string institution) => TableClient.CreateQueryFilter($"PartitionKey ge {institution + "|"} and PartitionKey lt {institution + "}"}");

    private static string Partition(string institution, AccountKey account) => $"{institution}|{account.Value[..2]}";

    private static string Row(AccountNews item) => $"{item.Account}|{item.Kind}|{item.Id}";

    private static SuspendedItem Read(TableEntity row)
    {
        var key = row.RowKey.Split('|');
        var news = new AccountNews(
            row.PartitionKey[..row.PartitionKey.IndexOf('|', StringComparison.Ordinal)],
            new AccountKey(key[0]),
            key[2],
            DateOnly.ParseExact(row.GetString("Date")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            JsonSerializer.Deserialize<Fact>(row.GetString("Fact")!, CollectionsJson.Stored)!,
            row.GetString("Amount") is { } amount ? Money.Parse(amount) : null);
        return new SuspendedItem(news, row.GetDateTimeOffset("Since")!.Value);
    }
}

/// <summary>What waits after a sweep, and what it let go; the sums are of the payments among them.</summary>
public sealed record SuspenseTally(long Waiting = 0, decimal Amount = 0, long Expired = 0, decimal ExpiredAmount = 0)
{
    public SuspenseTally With(SuspendedItem item, bool isExpired)
    {
        ArgumentNullException.ThrowIfNull(item);
        var paid = item.News is { Fact: PaymentReceived, Amount: { } amount } ? amount.Amount : 0;
        return isExpired ? this with { Expired = Expired + 1, ExpiredAmount = ExpiredAmount + paid } : this with { Waiting = Waiting + 1, Amount = Amount + paid };
    }
}

/// <summary>What people see of it: keys and amounts, nothing personal.</summary>
public sealed record SuspenseEntry(AccountKey Account, string Kind, Money? Amount, DateOnly Date, DateTimeOffset Since, int AgeDays, string Source)
{
    public static SuspenseEntry Of(SuspendedItem item, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(item);
        var news = item.News;
        return new(news.Account, news.Kind, news.Amount, news.Date, item.Since, today.DayNumber - BusinessTime.DayOf(item.Since).DayNumber, news.Source);
    }
}

/// <param name="Next">Give it back to get the page after this one; null at the end.</param>
public sealed record SuspensePage(IReadOnlyList<SuspenseEntry> Items, string? Next);
