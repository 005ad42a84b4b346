using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Collections.Local.Host.Storage.InMemory;

/// <summary>A message's headers: about ten, so that a search through a list beats a dictionary.</summary>
internal sealed class HeaderList
{
    private readonly List<HttpHeader> _headers = new(12);

    public void Add(string name, string value) => _headers.Add(new HttpHeader(name, value));

    public void Set(string name, string value)
    {
        Remove(name);
        Add(name, value);
    }

    public bool Remove(string name)
    {
        var before = _headers.Count;
        for (var at = before - 1; at >= 0; at--)
            if (Is(_headers[at], name))
                _headers.RemoveAt(at);
        return _headers.Count < before;
    }

    public string? this[string name]
    {
        get
        {
            foreach (var header in _headers)
                if (Is(header, name))
                    return header.Value;
            return null;
        }
    }

    public bool TryGet(string name, [NotNullWhen(true)] out string? value)
    {
        value = this[name];
        return value is not null;
    }

    public bool TryGetAll(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = this[name] is null ? null : _headers.Where(header => Is(header, name)).Select(header => header.Value).ToList();
        return values is not null;
    }

    public IReadOnlyList<HttpHeader> All => _headers;

    private static bool Is(HttpHeader header, string name) =>
        header.Name.Length == name.Length && header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
