namespace Azure.Data.Tables;

/// <summary>The types of the service's data model that JSON alone does not tell apart.</summary>
internal enum EdmType
{
    /// <summary>Not annotated: what the JSON value itself is.</summary>
    Plain,
    Int64,
    Double,
    DateTime,
    Guid,
    Binary,
}
