using System.Collections.Concurrent;
using Azure.Data.Tables;

namespace Collections.Functions.Platform;

/// <summary>Tables by name, created on first use.</summary>
public sealed class Tables(TableServiceClient service)
{
    private readonly ConcurrentDictionary<string, TableClient> ready = new(StringComparer.Ordinal);

    public ValueTask<TableClient> GetAsync(string name, CancellationToken cancellation) =>
        ready.TryGetValue(name, out var table) ? ValueTask.FromResult(table) : CreateAsync(name, cancellation);

    private async ValueTask<TableClient> CreateAsync(string name, CancellationToken cancellation)
    {
        var table = service.GetTableClient(name);
        await table.CreateIfNotExistsAsync(cancellation);
        return ready.GetOrAdd(name, table);
    }
}
