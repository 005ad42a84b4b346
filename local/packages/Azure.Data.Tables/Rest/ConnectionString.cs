namespace Azure.Data.Tables;

/// <summary>What a storage connection string says about tables.</summary>
internal sealed record ConnectionString(Uri Endpoint, TableSharedKeyCredential? Credential)
{
    // The emulator's account is the same everywhere and no secret.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">The text is no connection string, or tells no account.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        Dictionary<string, string> parts = Split(text);
        if (parts.TryGetValue("UseDevelopmentStorage", out string? emulator) && bool.TryParse(emulator, out bool use) && use)
            return Emulator(parts.GetValueOrDefault("DevelopmentStorageProxyUri"));

        string? account = parts.GetValueOrDefault("AccountName");
        string? signature = parts.GetValueOrDefault("SharedAccessSignature");
        if (!parts.TryGetValue("TableEndpoint", out string? endpoint))
        {
            if (string.IsNullOrEmpty(account))
                throw new FormatException("The connection string has neither TableEndpoint nor AccountName.");
            string suffix = parts.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net";
            endpoint = $"{parts.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https"}://{account}.table.{suffix}";
        }

        if (signature is not null)
            return new ConnectionString(new Uri($"{endpoint}?{signature.TrimStart('?')}"), null);
        if (string.IsNullOrEmpty(account) || !parts.TryGetValue("AccountKey", out string? key))
            throw new FormatException("The connection string has neither AccountName with AccountKey nor SharedAccessSignature.");
        return new ConnectionString(new Uri(endpoint), new TableSharedKeyCredential(account, key));
    }

    private static ConnectionString Emulator(string? proxy)
    {
        string host = proxy is null ? "http://127.0.0.1" : proxy.TrimEnd('/');
        return new ConnectionString(new Uri($"{host}:10002/{EmulatorAccount}"), new TableSharedKeyCredential(EmulatorAccount, EmulatorKey));
    }

    private static Dictionary<string, string> Split(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new FormatException("A connection string is made of settings Name=Value with semicolons between them.");
            parts[part[..equals]] = part[(equals + 1)..];
        }

        return parts;
    }
}
