using System.Collections.Concurrent;
using Collections.Functions.Governance;

namespace Collections.Functions.Ingestion;

/// <summary>The profiles and formats in force, by institution and by name. (R1.1, R5.10)</summary>
public sealed class InstitutionProfiles(GovernedDocuments documents)
{
    private const int LongestCode = 32;

    private readonly ConcurrentDictionary<string, (string Hash, FoundProfile Found)> profiles = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (string Hash, FormatProfile? Format)> formats = new(StringComparer.Ordinal);

    /// <summary>Whether a text can be an institution's code at all: it becomes part of keys and paths.</summary>
    public static bool IsCode(string institution)
    {
        ArgumentNullException.ThrowIfNull(institution);
        return institution.Length is > 0 and <= LongestCode && institution.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }

    /// <summary>The profile, or why there is none.</summary>
    public async ValueTask<FoundProfile> FindAsync(string institution, CancellationToken cancellation)
    {
        if (!IsCode(institution)) return new FoundProfile(null, "unknown-institution");
        if (await documents.FindAsync(ProfileKind.Profiles, institution, cancellation) is not { } document) return new FoundProfile(null, "no-profile");
        if (!profiles.TryGetValue(institution, out var known) || known.Hash != document.Hash) profiles[institution] = known = (document.Hash, Read(institution, document.Json));
        return known.Found.Profile is not { } profile || await FindFormatAsync(profile.Format, cancellation) is not null
            ? known.Found
            : Wrong($"its format '{profile.Format}' cannot be used");
    }

    /// <summary>The profile of an institution that has data in the system. Throws <see cref="InvalidOperationException"/> when there is none.</summary>
    public async ValueTask<InstitutionProfile> GetAsync(string institution, CancellationToken cancellation) =>
        (await FindAsync(institution, cancellation)).Profile ?? throw new InvalidOperationException($"Institution {institution} has no usable profile.");

    /// <summary>The format of an institution whose profile was found. Throws <see cref="InvalidOperationException"/> when there is none.</summary>
    public async ValueTask<FormatProfile> FormatAsync(string name, CancellationToken cancellation) =>
        await FindFormatAsync(name, cancellation) ?? throw new InvalidOperationException($"There is no usable format '{name}'.");

    private async ValueTask<FormatProfile?> FindFormatAsync(string name, CancellationToken cancellation)
    {
        if (await documents.FindAsync(FormatKind.Formats, name, cancellation) is not { } document) return null;
        if (!formats.TryGetValue(name, out var known) || known.Hash != document.Hash) formats[name] = known = (document.Hash, FormatKind.Read(name, document.Json, out _));
        return known.Format;
    }

    private static FoundProfile Read(string institution, byte[] json) =>
        ProfileKind.Read(institution, json, out var faults) is { } profile ? new FoundProfile(profile, null) : Wrong($"{faults[0].Path} {faults[0].Problem}");

    private static FoundProfile Wrong(string fault) => new(null, "profile-invalid", $"The profile cannot be used: {fault}.");
}

/// <param name="Code">Why there is none: <c>unknown-institution</c>, <c>no-profile</c>, <c>profile-invalid</c>.</param>
public sealed record FoundProfile(InstitutionProfile? Profile, string? Code, string? Detail = null);
