using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, FormatProfile? Format, string? Fault)> formats = new(StringComparer.Ordinal);

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

    /// <summary>The format of an institution whose profile was found. Throws <see cref="InvalidOperationException"/> when it is gone.</summary>
    public async ValueTask<FormatProfile> FormatAsync(string name, CancellationToken cancellation) =>
        (await FindFormatAsync(name, cancellation)).Format ?? throw new InvalidOperationException($"There is no usable format '{name}'.");

    /// <summary>Why a format cannot be used, or null.</summary>
    public async ValueTask<string?> FormatFaultAsync(string name, CancellationToken cancellation) => (await FindFormatAsync(name, cancellation)).Fault;

    /// <summary>A profile was saved: what is known is asked for again. Other processes do so within a minute.</summary>
    public void Forget()
    {
        known.Clear();
        formats.Clear();
    }

    private async ValueTask<(FormatProfile? Format, string? Fault)> FindFormatAsync(string name, CancellationToken cancellation)
    {
        var now = technical.GetUtcNow();
        if (formats.TryGetValue(name, out var kept) && now - kept.At < Kept) return (kept.Format, kept.Fault);
        var json = FormatFaults.IsName(name) ? await ReadAsync($"formats/{name}.json", $"formats/{name}.json", cancellation) : null;
        if (json is null) return (null, $"there is no format '{name}'");
        var format = ProfileJson.Read<FormatProfile>(json, static read => read.Faults(), out var faults);
        var fault = faults.Count > 0 ? $"its format '{name}' is wrong: {faults[0].Path} {faults[0].Problem}" : format!.Name != name ? $"its format '{name}' bears another name" : null;
        formats[name] = (now, fault is null ? format : null, fault);
        return (fault is null ? format : null, fault);
    }

    private async Task<FoundProfile> LoadAsync(string institution, CancellationToken cancellation)
    {
        var json = await ReadAsync($"{institution}.json", $"profiles/{institution}.json", cancellation);
        if (json is null) return new FoundProfile(null, "no-profile");
        var profile = ProfileJson.Read<InstitutionProfile>(json, static read => read.Faults(), out var faults);
        if (profile is null) return Wrong($"{faults[0].Path} {faults[0].Problem}");
        if (profile.Institution != institution) return Wrong("$.institution is not the blob's name");
        var (format, fault) = await FindFormatAsync(profile.Format, cancellation);
        return format is null ? Wrong(fault!) : new FoundProfile(profile, null);
    }

    private static FoundProfile Wrong(string fault) => new(null, "profile-invalid", $"The profile cannot be used: {fault}.");

    /// <summary>A blob of the container, or what ships under the other name.</summary>
    private async Task<byte[]?> ReadAsync(string blob, string shipped, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        try
        {
            return (await container.GetBlobClient(blob).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return EmbeddedData.Names(shipped[..shipped.IndexOf('/', StringComparison.Ordinal)]).Contains(shipped) ? EmbeddedData.Bytes(shipped) : null;
        }
    }
}

/// <param name="Code">Why there is none: <c>unknown-institution</c>, <c>no-profile</c>, <c>profile-invalid</c>.</param>
public sealed record FoundProfile(InstitutionProfile? Profile, string? Code, string? Detail = null);
