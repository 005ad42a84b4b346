using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A function called for each new or changed blob; the path is a container and a pattern with <c>{tokens}</c>.</summary>
public sealed class BlobTriggerAttribute : TriggerBindingAttribute
{
    public BlobTriggerAttribute(string blobPath) => BlobPath = blobPath;

    public string BlobPath { get; }

    public string? Connection { get; set; }

    public BlobTriggerSource Source { get; set; }
}

public sealed class BlobInputAttribute : InputBindingAttribute
{
    public BlobInputAttribute(string blobPath) => BlobPath = blobPath;

    public string BlobPath { get; }

    public string? Connection { get; set; }
}

public sealed class BlobOutputAttribute : OutputBindingAttribute
{
    public BlobOutputAttribute(string blobPath) => BlobPath = blobPath;

    public string BlobPath { get; }

    public string? Connection { get; set; }
}

public enum BlobTriggerSource
{
    LogsAndContainerScan = 0,
    EventGrid = 1,
}
