using System.Globalization;
using System.Text.Json;

namespace Collections.Local.Host.Configuration;

/// <summary>
/// An object in a settings file. Names are told apart without regard to case, numbers and switches may be quoted, as .NET's configuration takes them.
/// What is wrong is refused with the path of the member.
/// </summary>
internal sealed class JsonSection(string file, string path, JsonElement? json)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => json?.EnumerateObject().Select(member => member.Name) ?? [];

    /// <summary>An object in this one; empty where it is missing.</summary>
    public JsonSection Section(string name)
    {
        if (Find(name) is not { } member)
            return new JsonSection(file, PathOf(name), null);
        return member.ValueKind == JsonValueKind.Object
            ? new JsonSection(file, PathOf(name), member)
            : throw Wrong(name, "must be an object", member);
    }

    public string? Text(string name) => Find(name) is not { } member ? null : Plain(member) ?? throw Wrong(name, "must be a text", member);

    public bool? Flag(string name) => Find(name) is not { } member ? null
        : bool.TryParse(Plain(member), out var flag) ? flag
        : throw Wrong(name, "must be true or false", member);

    /// <summary>A whole number above zero.</summary>
    public int? Count(string name) => Find(name) is not { } member ? null
        : int.TryParse(Plain(member), CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw Wrong(name, "must be a whole number above 0", member);

    /// <summary>As <see cref="Count"/>; -1 stands for no limit.</summary>
    public int? Limit(string name) => Find(name) is { } member && Plain(member) == "-1" ? int.MaxValue : Count(name);

    /// <summary>A time such as 00:05:00, at least <paramref name="least"/>; -1 stands for no limit.</summary>
    public TimeSpan? Time(string name, TimeSpan least) => Find(name) is not { } member ? null
        : Plain(member) == "-1" ? Timeout.InfiniteTimeSpan
        : TimeSpan.TryParse(Plain(member), CultureInfo.InvariantCulture, out var time) && time >= least ? time
        : throw Wrong(name, $"must be a time of at least {least:c}, such as 00:05:00", member);

    public T? Choice<T>(string name)
        where T : struct, Enum => Find(name) is not { } member ? null
        : Enum.TryParse<T>(Plain(member), ignoreCase: true, out var choice) && Enum.IsDefined(choice) ? choice
        : throw Wrong(name, $"must be one of {string.Join(", ", Enum.GetNames<T>())}", member);

    /// <summary>Members that the file may have and that mean nothing here.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            known.Add(name);
    }

    /// <summary>Refuses what has neither been asked for nor ignored: it is misspelt, or means something that the host does not do.</summary>
    public void RefuseOthers()
    {
        if (Names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"{file}: {PathOf(unknown)} is not a setting that the local host knows. Correct or remove it.");
    }

    public InvalidOperationException Wrong(string name, string rule) => Wrong(name, rule, Find(name).GetValueOrDefault());

    private InvalidOperationException Wrong(string name, string rule, JsonElement value)
    {
        var found = value.ValueKind switch
        {
            JsonValueKind.Undefined => "missing",
            JsonValueKind.Object or JsonValueKind.Array => $"an {value.ValueKind}",
            _ => value.GetRawText(),
        };
        return new InvalidOperationException($"{file}: {PathOf(name)} {rule}; it is {found}.");
    }

    private JsonElement? Find(string name)
    {
        known.Add(name);
        if (json is { } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind != JsonValueKind.Null)
                    return member.Value;
            }
        }

        return null;
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
