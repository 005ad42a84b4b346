using Azure.Storage.Blobs;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Exports;

/// <summary>Puts exports where the bank would. What lies there already stays as it is: written again it would be another delivery.</summary>
internal static class ExportDrop
{
    public static async Task PutAsync(BlobServiceClient blobs, ExportFile file, CancellationToken cancellation)
    {
        var container = blobs.GetBlobContainerClient(Deliveries.Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);

        // The marker comes last: it says that the file is whole.
        foreach (var path in ((string?[])[file.Data, file.Marker]).OfType<string>())
        {
            var blob = container.GetBlobClient($"{file.Manifest.Institution}/{Path.GetFileName(path)}");
            if (await blob.ExistsAsync(cancellation)) continue;
            await using var content = File.OpenRead(path);
            await blob.UploadAsync(content, cancellation);
        }
    }
}
