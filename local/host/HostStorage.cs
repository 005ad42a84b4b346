namespace Collections.Local.Host;

/// <summary>Where blobs and tables live.</summary>
public sealed record HostStorage
{
    private HostStorage(string? connectionString) => ConnectionString = connectionString;

    /// <summary>In this process, under the same clients; gone with it.</summary>
    public static HostStorage InMemory { get; } = new((string?)null);

    /// <summary>An Azurite of the host's own on free ports, keeping its data in the data folder (in memory if there is none).</summary>
    public static HostStorage Azurite { get; } = new("");

    /// <summary>Null in memory, empty for an Azurite of the host's own.</summary>
    internal string? ConnectionString { get; }

    /// <summary>A storage account. <c>UseDevelopmentStorage=true</c> means Azurite on its usual ports, started if nothing answers there.</summary>
    public static HostStorage Account(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return new HostStorage(connectionString);
    }
}
