using System.Data.Common;
using Azure.Storage.Blobs;
using Collections.Cli.Commands;
using Collections.Local.Host;

namespace Collections.Cli.Hosting;

/// <summary>Blobs and tables as <c>--storage</c> names them: <c>azurite</c>, <c>memory</c>, or the connection string of an account.</summary>
/// <param name="Name">For people and for the data folder: it holds no secret.</param>
/// <param name="ConnectionString">Of an account that has to be there already.</param>
internal sealed record StorageText(HostStorage Storage, string Name, string? ConnectionString = null)
{
    public const string Memory = "memory";

    public const string Azurite = "azurite";

    public bool IsKept => Name != Memory;

    public static StorageText Parse(string text) => text switch
    {
        Memory => new StorageText(HostStorage.InMemory, Memory),
        Azurite => new StorageText(HostStorage.Azurite, Azurite),
        _ => Account(text),
    };

    /// <summary>Whether an account answers, before anything begins that would wait for it for ever.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (ConnectionString is null) return;
        try
        {
            var blobs = new BlobServiceClient(ConnectionString, new BlobClientOptions { Retry = { MaxRetries = 1 } });
            await using var containers = blobs.GetBlobContainersAsync(cancellationToken: cancellation).GetAsyncEnumerator(cancellation);
            await containers.MoveNextAsync();
        }
        catch (FormatException malformed)
        {
            throw new UsageException($"'--storage' is no connection string that a client can read ({malformed.Message})");
        }
    }

    private static StorageText Account(string text)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            if (parts.TryGetValue("UseDevelopmentStorage", out _)) return new StorageText(HostStorage.Account(text), "the emulator on its usual ports");
            if (parts.TryGetValue("AccountName", out var name)) return new StorageText(HostStorage.Account(text), $"the storage account {name}", text);
        }
        catch (ArgumentException)
        {
            // Not even the shape of a connection string.
        }

        // The text may hold a key, so it is not repeated.
        throw new UsageException("'--storage' is azurite, memory, or the connection string of a storage account (it has an AccountName, or is UseDevelopmentStorage=true).");
    }
}
