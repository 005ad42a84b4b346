using System.Text.RegularExpressions;

namespace Collections.Local.Host.Functions;

/// <summary>A blob path with tokens, such as <c>exports/{institution}/{name}</c>; the first segment is the container.</summary>
internal sealed partial class BlobPath
{
    private readonly string pattern;
    private readonly Regex matcher;

    public BlobPath(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        Container = slash < 0 ? path : path[..slash];
        // A bare container means every blob in it.
        pattern = slash < 0 ? "{name}" : path[(slash + 1)..];
        Tokens = [.. Token().Matches(pattern).Select(match => match.Groups[1].Value)];
        Prefix = pattern.IndexOf('{', StringComparison.Ordinal) is var brace and >= 0 ? pattern[..brace] : pattern;
        matcher = Matcher(pattern);
    }

    public string Container { get; }

    /// <summary>What every matching blob's name begins with.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>The tokens' values if the blob's name matches, otherwise null.</summary>
    public IReadOnlyDictionary<string, object?>? Match(string blobName)
    {
        var match = matcher.Match(blobName);
        return match.Success
            ? Tokens.ToDictionary(token => token, token => (object?)match.Groups[token].Value, StringComparer.OrdinalIgnoreCase)
            : null;
    }

    /// <summary>The container and the blob's name with tokens replaced by an invocation's binding data.</summary>
    public (string Container, string Name) Fill(IReadOnlyDictionary<string, object?> data) => (
        Container,
        Token().Replace(pattern, match => data.TryGetValue(match.Groups[1].Value, out var value)
            ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""
            : throw new InvalidOperationException($"Blob path '{Container}/{pattern}': nothing supplies {match.Value}.")));

    // As in the official host, a token spans directories only where it ends the path.
    private static Regex Matcher(string pattern)
    {
        var expression = Regex.Replace(
            Regex.Escape(pattern).Replace("}", @"\}", StringComparison.Ordinal),
            @"\\\{(\w+)\\\}(?<last>$)?",
            match => match.Groups["last"].Success ? $"(?<{match.Groups[1].Value}>.+)" : $"(?<{match.Groups[1].Value}>[^/]+)");
        return new Regex($"^{expression}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Token();
}
