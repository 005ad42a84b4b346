using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;

namespace Collections.Functions.Governance;

/// <summary>
/// Container <c>governed</c>: per document its register, changed under its ETag, and each content under its hash, written once and never changed.
/// </summary>
public sealed class GovernedStore(Blobs blobs)
{
    private const string Container = "governed";

    private const string Changes = "changes.json";

    public async Task<(GovernedRegister Register, ETag? Version)> ReadAsync(string kind, string name, CancellationToken cancellation)
    {
        var found = await DownloadAsync(RegisterOf(kind, name), cancellation);
        return found is null ? (new GovernedRegister(), null) : (JsonSerializer.Deserialize<GovernedRegister>(found.Content, CollectionsJson.Stored)!, found.Details.ETag);
    }

    /// <summary>False when the register has changed since it was read.</summary>
    public async Task<bool> TryWriteAsync(string kind, string name, GovernedRegister register, ETag? version, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        var conditions = version is { } known ? new BlobRequestConditions { IfMatch = known } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        try
        {
            await container.GetBlobClient(RegisterOf(kind, name)).UploadAsync(
                new BinaryData(JsonSerializer.SerializeToUtf8Bytes(register, CollectionsJson.Stored)), Json(conditions), cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Tells every process that a register has changed.</summary>
    public async Task TouchAsync(CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        await container.GetBlobClient(Changes).UploadAsync(new BinaryData("{}"), overwrite: true, cancellation);
    }

    /// <summary>Another one each time that a register has changed.</summary>
    public async Task<ETag> GenerationAsync(CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        try
        {
            return (await container.GetBlobClient(Changes).GetPropertiesAsync(cancellationToken: cancellation)).Value.ETag;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await TouchAsync(cancellation);
            return default;
        }
    }

    /// <summary>Keeps a content for good.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> KeepAsync(string kind, string name, byte[] content, CancellationToken cancellation)
    {
        var hash = HashOf(content);
        await KeepAsAsync(kind, name, hash, content, cancellation);
        return hash;
    }

    /// <summary>Keeps a content for good under an id of the caller's.</summary>
    public async Task KeepAsAsync(string kind, string name, string id, byte[] content, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        try
        {
            await container.GetBlobClient(ContentOf(kind, name, id)).UploadAsync(new BinaryData(content), Json(new BlobRequestConditions { IfNoneMatch = ETag.All }), cancellation);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Kept before.
        }
    }

    public async Task<byte[]?> ContentAsync(string kind, string name, string hash, CancellationToken cancellation) =>
        (await DownloadAsync(ContentOf(kind, name, hash), cancellation))?.Content.ToArray();

    /// <summary>Names under which a version was ever proposed.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string kind, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        var names = new List<string>();
        await foreach (var item in container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", $"{kind}/", cancellation))
        {
            if (item.IsPrefix) names.Add(item.Prefix[(kind.Length + 1)..^1]);
        }

        return names;
    }

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<BlobDownloadResult?> DownloadAsync(string blob, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        try
        {
            return (await container.GetBlobClient(blob).DownloadContentAsync(cancellation)).Value;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static BlobUploadOptions Json(BlobRequestConditions conditions) => new() { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };

    private static string RegisterOf(string kind, string name) => $"{kind}/{name}/register.json";

    private static string ContentOf(string kind, string name, string hash) => $"{kind}/{name}/{hash}.json";
}
