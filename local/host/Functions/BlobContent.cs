using Azure.Storage.Blobs;

namespace Collections.Local.Host.Functions;

/// <summary>The shapes in which a function may take a blob.</summary>
internal static class BlobContent
{
    /// <summary>How to make a value of this type from a blob, or null if the type is none of the supported ones.</summary>
    public static Func<BlobClient, CancellationToken, ValueTask<object?>>? Reader(Type type)
    {
        if (type.IsAssignableFrom(typeof(BlobClient)) && type != typeof(object))
            return static (blob, _) => new(blob);
        if (type == typeof(Stream))
            return static async (blob, cancellation) => await blob.OpenReadAsync(cancellationToken: cancellation);
        if (type == typeof(BinaryData))
            return static async (blob, cancellation) => await Download(blob, cancellation);
        if (type == typeof(string))
            return static async (blob, cancellation) => (await Download(blob, cancellation)).ToString();
        if (type == typeof(byte[]))
            return static async (blob, cancellation) => (await Download(blob, cancellation)).ToArray();
        return null;
    }

    private static async Task<BinaryData> Download(BlobClient blob, CancellationToken cancellation) =>
        (await blob.DownloadContentAsync(cancellation)).Value.Content;
}
