using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Functions.Platform;

/// <summary>How facts, state, steps and API bodies are written: camel case, enums by name, no nulls, text as it is.</summary>
public static class CollectionsJson
{
    public static JsonSerializerOptions Options { get; } = Create(stored: false);

    /// <summary>What is stored: the same, without what is computed from the rest.</summary>
    public static JsonSerializerOptions Stored { get; } = Create(stored: true);

    /// <summary>The same options on an instance of the caller's own (for frameworks that want to own theirs).</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter());
    }

    private static JsonSerializerOptions Create(bool stored)
    {
        var options = new JsonSerializerOptions { IgnoreReadOnlyProperties = stored };
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
