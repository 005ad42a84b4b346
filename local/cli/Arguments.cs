using System.Globalization;

namespace Collections.Cli;

/// <summary>What stands behind a command: places and <c>--name value</c> (or <c>--name=value</c>).</summary>
public sealed class Arguments
{
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    private readonly List<string> places = [];

    private Arguments()
    {
    }

    public IReadOnlyList<string> Places => places;

    /// <summary>Throws <see cref="UsageException"/> for an option that the command does not know, or that lacks its value.</summary>
    public static Arguments Parse(IEnumerable<string> args, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(known);
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
            if (!known.Contains(name)) throw new UsageException($"There is no option '{name}'; there are: {string.Join(", ", known)}.");
            if (equals < 0 && !rest.MoveNext()) throw new UsageException($"'{name}' needs a value.");
            if (!parsed.options.TryAdd(name, equals < 0 ? rest.Current : arg[(equals + 1)..])) throw new UsageException($"'{name}' is given twice.");
        }

        return parsed;
    }

    public string? Text(string name) => options.GetValueOrDefault(name);

    /// <summary>One of some words; the first when it is not given.</summary>
    public string Choice(string name, params string[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var text = Text(name);
        return text is null ? choices[0]
            : choices.Contains(text) ? text
            : throw new UsageException($"'{name}' is one of {string.Join(", ", choices)}, not '{text}'.");
    }

    public DateOnly? Date(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new UsageException($"'{name}' is a date such as 2026-12-31, not '{text}'.");

    public int Number(string name, int otherwise, int least, int most) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new UsageException($"'{name}' is a number from {least} to {most}, not '{text}'.");

    /// <summary>The one place that a command takes.</summary>
    public string Place(string what) => places.Count == 1
        ? places[0]
        : throw new UsageException(places.Count == 0 ? $"Name {what}." : $"Name one thing: {what}. There are {places.Count}: {string.Join(' ', places)}.");

    public void NoPlaces()
    {
        if (places.Count > 0) throw new UsageException($"'{places[0]}' is not expected here.");
    }
}

/// <summary>The command was called wrongly; the message says what to change.</summary>
public sealed class UsageException(string message) : Exception(message);
