using System.Globalization;

namespace Collections.Cli.Commands;

/// <summary>What stands behind a command: places and <c>--name value</c> (or <c>--name=value</c>).</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    private readonly List<string> places = [];

    private Arguments()
    {
    }

    public IReadOnlyList<string> Places => places;

    /// <summary>Throws <see cref="UsageException"/> for an option that the command does not know, or that lacks its value.</summary>
    public static Arguments Parse(IEnumerable<string> args, IReadOnlyList<Option> known)
    {
        var names = known.Select(option => option.Name).ToList();
        var parsed = new Arguments();
        using var rest = args.GetEnumerator();
        while (rest.MoveNext())
        {
            var arg = rest.Current;
            if (!arg.StartsWith("--", StringComparison.Ordinal))
            {
                parsed.places.Add(arg);
                continue;
            }

            var equals = arg.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? arg : arg[..equals];
            if (!names.Contains(name)) throw new UsageException($"There is no option '{name}'. {Hint(name, names)}");
            if (equals < 0 && !rest.MoveNext()) throw new UsageException($"'{name}' needs a value.");
            if (!parsed.options.TryAdd(name, equals < 0 ? rest.Current : arg[(equals + 1)..])) throw new UsageException($"'{name}' is given twice.");
        }

        return parsed;
    }

    public string? Text(string name) => options.GetValueOrDefault(name);

    /// <summary>One of some words; the first when it is not given.</summary>
    public string Choice(string name, params string[] choices)
    {
        var text = Text(name);
        return text is null ? choices[0]
            : choices.Contains(text) ? text
            : throw new UsageException($"'{name}' is one of {string.Join(", ", choices)}, not '{text}'.{(Nearest.To(text, choices) is { } meant ? $" Did you mean '{meant}'?" : "")}");
    }

    public DateOnly? Date(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new UsageException($"'{name}' is a date such as 2026-12-31, not '{text}'.");

    public int Number(string name, int otherwise, int least, int most) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new UsageException($"'{name}' is a number from {least} to {most}, not '{text}'.");

    /// <summary>A file that will be written, in a folder that is there.</summary>
    public string? File(string name) => Text(name) is not { } text ? null
        : Path.GetDirectoryName(Path.GetFullPath(text)) is { } folder && Directory.Exists(folder) ? text
        : throw new UsageException($"'{name} {text}': there is no such folder to write into.");

    /// <summary>The one place that a command takes.</summary>
    public string Place(string what) => places.Count == 1
        ? places[0]
        : throw new UsageException(places.Count == 0 ? $"Name {what}." : $"Name one thing: {what}. There are {places.Count}: {string.Join(' ', places)}.");

    private static string Hint(string name, IReadOnlyList<string> names) =>
        Nearest.To(name, names) is { } meant ? $"Did you mean '{meant}'?" : $"There are: {string.Join(", ", names)}.";

    public void NoPlaces()
    {
        if (places.Count > 0) throw new UsageException($"'{places[0]}' is not expected here.");
    }
}

/// <summary>The command was called wrongly; the message says what to change.</summary>
internal sealed class UsageException(string message) : Exception(message);
