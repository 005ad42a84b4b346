using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Collections.Local.Host.Storage.InMemory.Blobs;
using Collections.Local.Host.Storage.InMemory.Tables;

namespace Collections.Local.Host.Storage;

/// <summary>
/// A storage account in memory: the Table and Blob services behind the clients' own REST protocols, so that what runs on it runs
/// on Azure. For tests and simulations; thread-safe, gone with the object.
/// </summary>
public sealed class InMemoryStorage
{
    /// <summary>Both addresses are of the reserved kind that no resolver knows: a client without this transport fails instead of finding something.</summary>
    internal const string TableEndpoint = "https://" + DevelopmentStorage.Account + ".table.invalid";

    internal const string BlobEndpoint = "https://" + DevelopmentStorage.Account + ".blob.invalid";

    private readonly Lazy<TableServiceClient> _tables;
    private readonly Lazy<BlobServiceClient> _blobs;

    private InMemoryStorage(TimeProvider time)
    {
        TableTransport = new InMemoryStorageTransport(new TableService(time));
        BlobTransport = new InMemoryStorageTransport(new BlobService(time));
        _tables = new(() => new TableServiceClient(ConnectionString, Configure(new TableClientOptions())));
        _blobs = new(() => new BlobServiceClient(ConnectionString, Configure(new BlobClientOptions())));
    }

    /// <summary>An empty account.</summary>
    /// <param name="time">Gives timestamps and the ETags made of them; the system's clock if null.</param>
    public static InMemoryStorage Create(TimeProvider? time = null) => new(time ?? TimeProvider.System);

    /// <summary>Names and keys the account for both clients; they also need the transport, see <see cref="Configure(TableClientOptions)"/>.</summary>
    public static string ConnectionString { get; } =
        $"DefaultEndpointsProtocol=https;AccountName={DevelopmentStorage.Account};AccountKey={DevelopmentStorage.Key};BlobEndpoint={BlobEndpoint};TableEndpoint={TableEndpoint};";

    public TableServiceClient Tables => _tables.Value;

    public BlobServiceClient Blobs => _blobs.Value;

    public InMemoryStorageTransport TableTransport { get; }

    public InMemoryStorageTransport BlobTransport { get; }

    /// <summary>REST calls answered so far by both services, as Azure bills them.</summary>
    public long Transactions => TableTransport.Transactions + BlobTransport.Transactions;

    /// <summary>Points a table client here.</summary>
    public TableClientOptions Configure(TableClientOptions options) => Configure(options, TableTransport);

    /// <summary>Points a blob client here.</summary>
    public BlobClientOptions Configure(BlobClientOptions options) => Configure(options, BlobTransport);

    private static T Configure<T>(T options, InMemoryStorageTransport transport) where T : ClientOptions
    {
        options.Transport = transport;
        // Both would cost more than the calls themselves.
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        return options;
    }
}
