namespace Collections.Local.Host.Storage;

/// <summary>How to start Azurite. By default on free ports and in memory, for tests.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where blobs and tables are kept; null keeps them in memory, and they end with the process.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Port of the blob service on 127.0.0.1; 0 takes a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>Port of the table service on 127.0.0.1; 0 takes a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>How long the services may take to answer, and to write their data when they are stopped.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
