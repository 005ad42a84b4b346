using System.Text.Json;

namespace Collections.Functions.Platform;

/// <summary>The data that ships inside the assembly: packs, strategies, scorecards, templates, calendars (folder <c>data/</c>).</summary>
public static class EmbeddedData
{
    /// <summary>The bytes of a file of <c>data/</c>. Throws <see cref="FileNotFoundException"/> naming it when it is not there.</summary>
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream($"data/{name}")
            ?? throw new FileNotFoundException($"The application holds no data file '{name}'.", name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public static T Read<T>(string name) =>
        JsonSerializer.Deserialize<T>(Bytes(name), CollectionsJson.Options) ?? throw new InvalidDataException($"The data file '{name}' is empty.");

    public static IEnumerable<string> Names(string folder) => typeof(EmbeddedData).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"data/{folder}/", StringComparison.Ordinal)).Select(name => name["data/".Length..]).Order(StringComparer.Ordinal);
}
