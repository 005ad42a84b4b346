using System.Text.Json;
using System.Text.Json.Serialization;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Reads profiles strictly: what is not a member is refused, and every problem names where it stands.</summary>
public static class ProfileJson
{
    public static JsonSerializerOptions Options { get; } = Strict();

    /// <summary>The profile, or null with what is wrong with it.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json, Func<T, IEnumerable<ProfileFault>> check, out IReadOnlyList<ProfileFault> faults)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(check);
        try
        {
            if (json.StartsWith("\uFEFF"u8)) json = json[3..];
            var profile = JsonSerializer.Deserialize<T>(json, Options);
            faults = profile is null ? [new ProfileFault("$", "is empty")] : [.. check(profile)];
            return faults.Count == 0 ? profile : null;
        }
        catch (JsonException e)
        {
            faults = [new ProfileFault(e.Path ?? "$", Problem(e))];
            return null;
        }
    }

    private static JsonSerializerOptions Strict()
    {
        var options = new JsonSerializerOptions
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            ReadCommentHandling = JsonCommentHandling.Skip,
        };
        CollectionsJson.Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>The library's sentence without where it stands, which the path tells, and without the names of our types.</summary>
    private static string Problem(JsonException e)
    {
        var text = e.Message;
        foreach (var tail in (string[])[" Path: ", " LineNumber: "])
        {
            if (text.IndexOf(tail, StringComparison.Ordinal) is >= 0 and var cut) text = text[..cut];
        }

        return text.Contains("could not be mapped", StringComparison.Ordinal) ? "is not a member here"
            : text.Contains("could not be converted", StringComparison.Ordinal) ? "is not one of the values that may stand here"
            : text.TrimEnd('.', '|', ' ');
    }
}
