using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Ingestion;

/// <summary>
/// The profiles by institution: blob <c>profiles/{institution}.json</c>, or else the one that ships under the same name. Kept for a minute, so that a
/// new profile is in force within it.
/// </summary>
public sealed class InstitutionProfiles(Blobs blobs, [FromKeyedServices("technical")] TimeProvider technical)
{
    public const string Container = "profiles";

    private const int LongestCode = 32;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, FoundProfile Found)> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FormatProfile> formats = new(StringComparer.Ordinal);

    /// <summary>Whether a text can be an institution's code at all: it becomes part of keys and paths.</summary>
    public static bool IsCode(string institution)
    {
        ArgumentNullException.ThrowIfNull(institution);
        return institution.Length is > 0 and <= LongestCode && institution.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }

    /// <summary>The profile, or why there is none.</summary>
    public async ValueTask<FoundProfile> FindAsync(string institution, CancellationToken cancellation)
    {
        var now = technical.GetUtcNow();
        if (known.TryGetValue(institution, out var kept) && now - kept.At < Kept) return kept.Found;
        if (!IsCode(institution)) return new FoundProfile(null, "unknown-institution");
        var found = await LoadAsync(institution, cancellation);
        known[institution] = (now, found);
        return found;
    }

    /// <summary>The profile of an institution that has data in the system. Throws <see cref="InvalidOperationException"/> when it is gone.</summary>
    public async ValueTask<InstitutionProfile> GetAsync(string institution, CancellationToken cancellation) =>
        (await FindAsync(institution, cancellation)).Profile ?? throw new InvalidOperationException($"Institution {institution} has no usable profile.");

    public FormatProfile Format(string name) => formats.GetOrAdd(name, static key => EmbeddedData.Read<FormatProfile>($"formats/{key}.json"));

    private async Task<FoundProfile> LoadAsync(string institution, CancellationToken cancellation)
    {
        try
        {
            var json = await BlobAsync(institution, cancellation) ?? Shipped(institution);
            if (json is null) return new FoundProfile(null, "no-profile");
            var profile = JsonSerializer.Deserialize<InstitutionProfile>(json, CollectionsJson.Options);
            if (profile is null || profile.Institution != institution) return Wrong("'institution' is not the blob's name");
            if (profile.Fault() is { } fault) return Wrong(fault);
            return IsShipped($"formats/{profile.Format}.json") ? new FoundProfile(profile, null) : Wrong($"there is no format '{profile.Format}'");
        }
        catch (JsonException e)
        {
            return Wrong($"not readable at {e.Path ?? "$"}");
        }
    }

    private static FoundProfile Wrong(string fault) => new(null, "profile-invalid", $"The profile cannot be used: {fault}.");

    private async Task<byte[]?> BlobAsync(string institution, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        try
        {
            var content = await container.GetBlobClient($"{institution}.json").DownloadContentAsync(cancellation);
            return content.Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static byte[]? Shipped(string institution) =>
        IsShipped($"profiles/{institution}.json") ? EmbeddedData.Bytes($"profiles/{institution}.json") : null;

    private static bool IsShipped(string name) => EmbeddedData.Names(name[..name.IndexOf('/', StringComparison.Ordinal)]).Contains(name);
}

/// <param name="Code">Why there is none: <c>unknown-institution</c>, <c>no-profile</c>, <c>profile-invalid</c>.</param>
public sealed record FoundProfile(InstitutionProfile? Profile, string? Code, string? Detail = null);
