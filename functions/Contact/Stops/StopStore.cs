using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Stops;

/// <summary>Table <c>Stops</c>: every switch that was ever thrown, in one partition. There are few.</summary>
public sealed class StopStore(Tables tables)
{
    private const string Table = "Stops";

    private const string Partition = "stops";

    private const string Body = "Body";

    public async Task<IReadOnlyList<EmergencyStop>> AllAsync(CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var stops = new List<EmergencyStop>();
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", cancellationToken: cancellation)) stops.Add(Read(row));
        return stops;
    }

    public async Task<(EmergencyStop Stop, ETag Version)?> FindAsync(string id, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellation);
        return row.HasValue ? (Read(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Adds it, unless it is there: a retry returns what the first try wrote, with whatever has become of it since.</summary>
    public async Task<EmergencyStop> AddAsync(EmergencyStop stop, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stop);
        var table = await tables.GetAsync(Table, cancellation);
        try
        {
            await table.AddEntityAsync(RowOf(stop), cancellation);
            return stop;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return (await FindAsync(stop.Id, cancellation))?.Stop ?? throw new InvalidOperationException($"Stop {stop.Id} is there and is not.");
        }
    }

    /// <summary>False when it has changed since it was read.</summary>
    public async Task<bool> TryReplaceAsync(EmergencyStop stop, ETag version, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stop);
        var table = await tables.GetAsync(Table, cancellation);
        try
        {
            await table.UpdateEntityAsync(RowOf(stop), version, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    private static TableEntity RowOf(EmergencyStop stop) => new(Partition, stop.Id) { [Body] = JsonSerializer.Serialize(stop, CollectionsJson.Stored) };

    private static EmergencyStop Read(TableEntity row) => JsonSerializer.Deserialize<EmergencyStop>(row.GetString(Body)!, CollectionsJson.Stored)!;
}
