namespace Collections.Local.Host;

/// <summary>What has become of the version of a blob that a function was last called for.</summary>
public enum BlobState
{
    /// <summary>A try has failed, and another one follows.</summary>
    Open,

    Done,

    /// <summary>Given up after the last try, until the blob changes or somebody asks for it again.</summary>
    Poison,
}

/// <summary>The receipt of a blob function for one blob.</summary>
/// <param name="Function">Name of the function.</param>
/// <param name="Container">The container.</param>
/// <param name="Name">The blob's name in its container.</param>
/// <param name="ETag">The version that was handled.</param>
/// <param name="Tries">Calls for this version so far.</param>
/// <param name="State">Where that has led.</param>
public sealed record BlobReceipt(string Function, string Container, string Name, string ETag, int Tries, BlobState State)
{
    /// <summary>The blob as <c>container/name</c>.</summary>
    public string Path => $"{Container}/{Name}";
}
