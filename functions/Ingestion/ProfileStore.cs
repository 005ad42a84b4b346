using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// The profiles as their text, for those who write them: container <c>profiles</c>, over what ships. Who saved one and when stands in the blob's metadata.
/// </summary>
public sealed class ProfileStore(Blobs blobs, InstitutionProfiles profiles, TimeProvider clock)
{
    private const string By = "savedBy";
    private const string At = "savedAt";

    /// <param name="blob">Name in the container.</param>
    /// <param name="shipped">Name among the application's own data.</param>
    public async Task<StoredProfile?> FindAsync(string blob, string shipped, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shipped);
        var container = await blobs.GetAsync(InstitutionProfiles.Container, cancellation);
        try
        {
            var found = (await container.GetBlobClient(blob).DownloadContentAsync(cancellation)).Value;
            return new StoredProfile(found.Content.ToArray(), $"{found.Details.ETag:H}", Saved(found.Details.Metadata, By), Saved(found.Details.Metadata, At));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            if (!EmbeddedData.Names(shipped[..shipped.IndexOf('/', StringComparison.Ordinal)]).Contains(shipped)) return null;
            var bytes = EmbeddedData.Bytes(shipped);
            return new StoredProfile(bytes, $"\"shipped-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"", null, null);
        }
    }

    /// <summary>Names of the profiles there are, saved and shipped.</summary>
    public async Task<IReadOnlyList<string>> InstitutionsAsync(CancellationToken cancellation)
    {
        const string Json = ".json";
        var names = EmbeddedData.Names("profiles").Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        var container = await blobs.GetAsync(InstitutionProfiles.Container, cancellation);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellation))
        {
            if (!blob.Name.Contains('/', StringComparison.Ordinal) && blob.Name.EndsWith(Json, StringComparison.Ordinal)) names.Add(blob.Name);
        }

        return [.. names.Select(name => name![..^Json.Length]).Order(StringComparer.Ordinal)];
    }

    /// <summary>Saves over exactly the version that was read. Refuses (412) if it is no longer that one, and (428) if none is named.</summary>
    public async Task<string> SaveAsync(string blob, string shipped, byte[] json, string? match, string caller, CancellationToken cancellation)
    {
        var before = await FindAsync(blob, shipped, cancellation);
        if (before is not null && string.IsNullOrEmpty(match))
            throw new RefusedException(428, "version-required", "There is one by this name. Send its ETag as If-Match, so that nobody's change is lost.");
        if (before is null ? !string.IsNullOrEmpty(match) : match != before.Version) throw Changed();
        var conditions = before is { IsShipped: false } ? new BlobRequestConditions { IfMatch = new ETag(before.Version) } : new BlobRequestConditions { IfNoneMatch = ETag.All };
        var container = await blobs.GetAsync(InstitutionProfiles.Container, cancellation);
        try
        {
            var saved = await container.GetBlobClient(blob).UploadAsync(new BinaryData(json), new BlobUploadOptions
            {
                Conditions = conditions,
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
                Metadata = new Dictionary<string, string>
                {
                    [By] = Uri.EscapeDataString(caller),
                    [At] = clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                },
            }, cancellation);
            profiles.Forget();
            return $"{saved.Value.ETag:H}";
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            throw Changed();
        }
    }

    private static string? Saved(IDictionary<string, string> metadata, string name) =>
        metadata.FirstOrDefault(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)).Value is { } value ? Uri.UnescapeDataString(value) : null;

    private static RefusedException Changed() => new(412, "changed", "It was changed since it was read. Read it again, and make the change to what it is now.");
}

/// <param name="Version">ETag.</param>
/// <param name="SavedBy">Null: it ships.</param>
public sealed record StoredProfile(byte[] Json, string Version, string? SavedBy, string? SavedAt)
{
    public bool IsShipped => Version.StartsWith("\"shipped-", StringComparison.Ordinal);
}
