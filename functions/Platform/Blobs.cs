using System.Collections.Concurrent;
using Azure.Storage.Blobs;

namespace Collections.Functions.Platform;

/// <summary>Blob containers by name, created on first use.</summary>
public sealed class Blobs(BlobServiceClient service)
{
    private readonly ConcurrentDictionary<string, BlobContainerClient> ready = new(StringComparer.Ordinal);

    public ValueTask<BlobContainerClient> GetAsync(string name, CancellationToken cancellation) =>
        ready.TryGetValue(name, out var container) ? ValueTask.FromResult(container) : CreateAsync(name, cancellation);

    private async ValueTask<BlobContainerClient> CreateAsync(string name, CancellationToken cancellation)
    {
        var container = service.GetBlobContainerClient(name);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        return ready.GetOrAdd(name, container);
    }
}
