using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;

namespace Collections.Bench.Import;

/// <summary>
/// The table calls that an import made, made again without the product: as many of each kind, as large, on tables of their own, through the same client.
/// What the store itself takes is what the import is held against.
/// </summary>
internal sealed class BareCalls(TableServiceClient service)
{
    /// <summary>Callers at once; an import works eight chunks at a time.</summary>
    private const int AtOnce = 8;

    /// <summary>Largest property of an entity; a longer body is spread over several.</summary>
    private const int LongestText = 30_000;

    /// <returns>Seconds.</returns>
    public async Task<double> RepeatAsync(IReadOnlyList<CallCount> counts, int accounts, CancellationToken cancellation)
    {
        var calls = counts.Where(count => count.Kind.IsTable && count.Kind.Verb is CallKind.Transaction or CallKind.Write or CallKind.Read or CallKind.Delete)
            .GroupBy(count => count.Kind)
            .Select(group => (Kind: group.Key, Calls: group.Sum(count => count.Calls), Bytes: Mean(group), Operations: group.Max(count => count.Operations)))
            .ToList();
        var tables = new Dictionary<string, TableClient>();
        foreach (var target in calls.Select(call => call.Kind.Target).Distinct())
        {
            var table = tables[target] = service.GetTableClient($"Bare{target}");
            await table.CreateIfNotExistsAsync(cancellation);
        }

        var started = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, accounts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (account, stop) =>
        {
            foreach (var (kind, count, bytes, operations) in calls)
            {
                // Spread evenly, so that kinds that not every account needs fall on some.
                for (var i = count * account / accounts; i < count * (account + 1) / accounts; i++)
                    await CallAsync(tables[kind.Target], kind, account, i, bytes, operations, stop);
            }
        });
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static long Mean(IEnumerable<CallCount> counts)
    {
        var list = counts.ToList();
        return list.Sum(count => count.Bytes * count.Calls) / Math.Max(1, list.Sum(count => count.Calls));
    }

    private static Task CallAsync(TableClient table, CallKind kind, int account, long number, long bytes, int operations, CancellationToken cancellation)
    {
        var partition = string.Create(CultureInfo.InvariantCulture, $"{account:x8}");
        var row = string.Create(CultureInfo.InvariantCulture, $"{account:x8}|{number}");
        return kind.Verb switch
        {
            CallKind.Transaction => table.SubmitTransactionAsync(
                Enumerable.Range(0, operations).Select(i => new TableTransactionAction(TableTransactionActionType.UpsertReplace, Entity(partition, $"{row}|{i}", bytes / operations))), cancellation),
            CallKind.Read => table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation),
            CallKind.Delete => table.DeleteEntityAsync(partition, row, cancellationToken: cancellation),
            _ => table.UpsertEntityAsync(Entity(partition, row, bytes), TableUpdateMode.Replace, cancellation),
        };
    }

    private static TableEntity Entity(string partition, string row, long bytes)
    {
        const int Around = 300;
        var entity = new TableEntity(partition, row);
        for (var (left, part) = (bytes - Around, 0); left > 0; left -= LongestText, part++) entity[$"P{part}"] = new string('x', (int)Math.Min(left, LongestText));
        return entity;
    }
}
