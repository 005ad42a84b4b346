namespace Azure.Data.Tables;

/// <summary>How an update treats stored properties that the entity does not name.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay.</summary>
    Merge = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}
