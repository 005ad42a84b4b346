using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Collections.Local.Durable;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Storage;

namespace Collections.Local.Host;

/// <summary>The table and blob clients that a host gives to its app, and the Azurite behind them if the host started one.</summary>
public sealed class StorageAccount : IAsyncDisposable
{
    private readonly StorageTransactionCounter counter = new();
    private readonly AzuriteProcess? azurite;

    private StorageAccount(string connectionString, InMemoryStorage? memory, AzuriteProcess? azurite, FaultPlan? faults, bool isVirtual)
    {
        this.azurite = azurite;
        Tables = new TableServiceClient(connectionString, TableOptions());
        Blobs = new BlobServiceClient(connectionString, BlobOptions(isCounted: true));
        Unbilled = new BlobServiceClient(connectionString, BlobOptions(isCounted: false));

        TableClientOptions TableOptions()
        {
            var options = new TableClientOptions();
            memory?.Configure(options);
            Watch(options, isTable: true);
            return options;
        }

        BlobClientOptions BlobOptions(bool isCounted)
        {
            var options = new BlobClientOptions();
            memory?.Configure(options);
            if (isCounted)
                Watch(options, isTable: false);
            return options;
        }

        void Watch(ClientOptions options, bool isTable)
        {
            counter.AddTo(options);
            options.AddPolicy(new RequestObserver(request => Observer?.Invoke(request, isTable)), HttpPipelinePosition.PerRetry);
            if (faults is not null && faults.Covers(FaultPoint.Storage))
                FaultyTransport.Under(options, faults, isTable, quickly: isVirtual);
        }
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    /// <summary>REST calls that the app has made through both clients, as Azure bills them.</summary>
    public long Transactions => counter.Transactions;

    /// <summary>Told of every REST call that is counted, before it is made, and whether it goes to the tables. For whoever measures; null: nobody.</summary>
    public Action<Request, bool>? Observer { get; set; }

    /// <summary>
    /// Blobs for whoever is not the app: calls are neither counted nor disturbed. For the host's polling, which on Azure events from storage take the place
    /// of, and for those who drop files.
    /// </summary>
    public BlobServiceClient Unbilled { get; }

    /// <param name="faults">Made below the retries of the app's clients; the host's own polling is spared.</param>
    internal static async Task<StorageAccount> OpenAsync(
        HostStorage storage, string? dataFolder, BusinessClock businessClock, FaultPlan? faults, CancellationToken cancellationToken)
    {
        if (storage.ConnectionString is not { } connectionString)
            return new StorageAccount(InMemoryStorage.ConnectionString, InMemoryStorage.Create(businessClock), null, faults, businessClock.Mode == ClockMode.Virtual);

        var options = new AzuriteOptions { DataFolder = dataFolder is null ? null : Path.Combine(dataFolder, "azurite") };
        var azurite = connectionString.Length == 0
            ? await AzuriteProcess.StartAsync(options, cancellationToken)
            : await AzuriteProcess.StartIfNeededAsync(connectionString, options, cancellationToken);
        return new StorageAccount(azurite?.ConnectionString ?? connectionString, null, azurite, faults, businessClock.Mode == ClockMode.Virtual);
    }

    public ValueTask DisposeAsync() => azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
