using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Collections.Local.Host.Storage;

namespace Collections.Local.Host;

/// <summary>The table and blob clients that a host gives to its app, and the Azurite behind them if the host started one.</summary>
public sealed class StorageAccount : IAsyncDisposable
{
    private readonly AzuriteProcess? azurite;

    private StorageAccount(string connectionString, AzuriteProcess? azurite)
    {
        this.azurite = azurite;
        Tables = new TableServiceClient(connectionString);
        Blobs = new BlobServiceClient(connectionString);
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    internal static async Task<StorageAccount> OpenAsync(HostStorage storage, string? dataFolder, CancellationToken cancellationToken)
    {
        var connectionString = storage.ConnectionString;
        if (connectionString is null)
            return new StorageAccount("UseDevelopmentStorage=true", null);

        var options = new AzuriteOptions { DataFolder = dataFolder is null ? null : Path.Combine(dataFolder, "azurite") };
        var azurite = connectionString.Length == 0
            ? await AzuriteProcess.StartAsync(options, cancellationToken)
            : await AzuriteProcess.StartIfNeededAsync(connectionString, options, cancellationToken);
        return new StorageAccount(azurite?.ConnectionString ?? connectionString, azurite);
    }

    public ValueTask DisposeAsync() => azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
