namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>What the Blob service refuses, in its own words.</summary>
internal static class BlobErrors
{
    public static readonly StorageError ContainerNotFound = new(404, "The specified container does not exist.", "ContainerNotFound", "The specified container does not exist.");
    public static readonly StorageError ContainerAlreadyExists = new(409, "The specified container already exists.", "ContainerAlreadyExists", "The specified container already exists.");
    public static readonly StorageError BlobNotFound = new(404, "The specified blob does not exist.", "BlobNotFound", "The specified blob does not exist.");
    public static readonly StorageError BlobAlreadyExists = new(409, "The specified blob already exists.", "BlobAlreadyExists", "The specified blob already exists.");
    public static readonly StorageError ConditionNotMet = new(412, "The condition specified using HTTP conditional header(s) is not met.", "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
    public static readonly StorageError NotModified = new(304, "The condition specified using HTTP conditional header(s) is not met.", "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
    public static readonly StorageError InvalidRange = new(416, "The range specified is invalid for the current size of the resource.", "InvalidRange", "The range specified is invalid for the current size of the resource.");
    public static readonly StorageError InvalidBlockList = new(400, "The specified block list is invalid.", "InvalidBlockList", "The specified block list is invalid.");
    public static readonly StorageError InvalidName = new(400, "The specified resource name contains invalid characters.", "InvalidResourceName", "The specified resource name contains invalid characters.");

    public static StorageError NotImplemented(string what) => new(501, "Not Implemented", "NotImplemented", $"The in-memory blob service does not know {what}.");

    public static StorageError InvalidInput(string message) => new(400, "Bad Request", "InvalidInput", message);
}
