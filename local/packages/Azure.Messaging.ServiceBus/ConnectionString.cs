namespace Azure.Messaging.ServiceBus;

internal static class ConnectionString
{
    /// <summary>The host of <c>Endpoint=sb://{host}/;…</c>.</summary>
    public static string Namespace(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        foreach (string part in connectionString.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase)
                && Uri.TryCreate(part["Endpoint=".Length..], UriKind.Absolute, out Uri endpoint))
                return endpoint.Host;
        }

        throw new ArgumentException(
            "The connection string has no endpoint; expected Endpoint=sb://{namespace}/;SharedAccessKeyName=…;SharedAccessKey=…",
            nameof(connectionString));
    }
}
