namespace Azure.Communication;

/// <summary>The two settings <c>endpoint=https://…;accesskey=…</c> of a communication resource.</summary>
internal sealed record ConnectionString(Uri Endpoint, AzureKeyCredential Key)
{
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new InvalidOperationException("A connection string is made of settings name=value with semicolons between them.");
            settings[part[..equals]] = part[(equals + 1)..];
        }

        return new ConnectionString(new Uri(Required(settings, "endpoint")), new AzureKeyCredential(Required(settings, "accesskey")));
    }

    private static string Required(Dictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out string? value) && value.Length > 0
            ? value
            : throw new InvalidOperationException($"The connection string has no '{name}'.");
}
