using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// A property's name as it goes over the wire, checked and encoded once. Rows of one table share a few names, so the checks and the
/// escaping are not paid per row.
/// </summary>
internal sealed class PropertyName
{
    public const string TypeSuffix = "@odata.type";

    private const int LongestName = 255;
    private const int MostRemembered = 4096;

    private static readonly ConcurrentDictionary<string, PropertyName> Known = new(StringComparer.Ordinal);

    private PropertyName(string name)
    {
        IsSystem = name is TableEntity.PartitionKeyName or TableEntity.RowKeyName or TableEntity.TimestampName
            || name.StartsWith("odata.", StringComparison.Ordinal);
        Length = name.Length;
        Value = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        Type = JsonEncodedText.Encode(name + TypeSuffix, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    }

    /// <summary>Whether the service keeps this one itself: it is not sent among an entity's own properties.</summary>
    public bool IsSystem { get; }

    /// <summary>Characters of the name, which count towards the entity's size.</summary>
    public int Length { get; }

    public JsonEncodedText Value { get; }

    /// <summary>The name of the annotation that tells the value's type.</summary>
    public JsonEncodedText Type { get; }

    /// <exception cref="RequestFailedException">The service takes no such name.</exception>
    public static PropertyName Of(string name) => Known.TryGetValue(name, out PropertyName? known) ? known : Learn(name);

    private static PropertyName Learn(string name)
    {
        if (name.Length > LongestName)
            throw Refusal.PropertyNameTooLong(name);
        var learned = new PropertyName(name);
        if (!learned.IsSystem && !IsIdentifier(name))
            throw Refusal.PropertyNameInvalid(name);
        if (Known.Count < MostRemembered)
            Known.TryAdd(name, learned);
        return learned;
    }

    private static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
            return false;
        foreach (char character in name)
        {
            if (!char.IsLetterOrDigit(character) && character != '_')
                return false;
        }

        return true;
    }
}
