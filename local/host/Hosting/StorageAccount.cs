using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Collections.Local.Host.Storage;

namespace Collections.Local.Host;

/// <summary>The table and blob clients that a host gives to its app, and the Azurite behind them if the host started one.</summary>
public sealed class StorageAccount : IAsyncDisposable
{
    private readonly StorageTransactionCounter counter = new();
    private readonly AzuriteProcess? azurite;

    private StorageAccount(string connectionString, InMemoryStorage? memory, AzuriteProcess? azurite)
    {
        this.azurite = azurite;
        Tables = new TableServiceClient(connectionString, TableOptions());
        Blobs = new BlobServiceClient(connectionString, BlobOptions(isCounted: true));
        Unbilled = new BlobServiceClient(connectionString, BlobOptions(isCounted: false));

        TableClientOptions TableOptions()
        {
            var options = new TableClientOptions();
            counter.AddTo(options);
            return memory is null ? options : memory.Configure(options);
        }

        BlobClientOptions BlobOptions(bool isCounted)
        {
            var options = new BlobClientOptions();
            if (isCounted)
                counter.AddTo(options);
            return memory is null ? options : memory.Configure(options);
        }
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    /// <summary>REST calls that the app has made through both clients, as Azure bills them.</summary>
    public long Transactions => counter.Transactions;

    /// <summary>For the host's polling, which on Azure events from storage take the place of.</summary>
    internal BlobServiceClient Unbilled { get; }

    internal static async Task<StorageAccount> OpenAsync(
        HostStorage storage, string? dataFolder, TimeProvider businessClock, CancellationToken cancellationToken)
    {
        if (storage.ConnectionString is not { } connectionString)
            return new StorageAccount(InMemoryStorage.ConnectionString, InMemoryStorage.Create(businessClock), null);

        var options = new AzuriteOptions { DataFolder = dataFolder is null ? null : Path.Combine(dataFolder, "azurite") };
        var azurite = connectionString.Length == 0
            ? await AzuriteProcess.StartAsync(options, cancellationToken)
            : await AzuriteProcess.StartIfNeededAsync(connectionString, options, cancellationToken);
        return new StorageAccount(azurite?.ConnectionString ?? connectionString, null, azurite);
    }

    public ValueTask DisposeAsync() => azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
