namespace Collections.Local.Host.Storage.InMemory;

/// <summary>A request's query parameters.</summary>
internal readonly struct QueryString(string query)
{
    /// <summary>The decoded value; null if the parameter is missing.</summary>
    public string? this[string name]
    {
        get
        {
            var rest = query.AsSpan();
            if (rest is ['?', ..])
                rest = rest[1..];
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf('&');
                var pair = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                var equals = pair.IndexOf('=');
                var key = equals < 0 ? pair : pair[..equals];
                if (key.Equals(name, StringComparison.OrdinalIgnoreCase) || Uri.UnescapeDataString(key).Equals(name, StringComparison.OrdinalIgnoreCase))
                    return equals < 0 ? "" : Uri.UnescapeDataString(pair[(equals + 1)..]);
            }
            return null;
        }
    }
}
