namespace Azure.Data.Tables;

/// <summary>Stored values as the type that a member of an application's entity has.</summary>
internal static class EdmConvert
{
    /// <summary>The value as that type; null for text that names no member of an enumeration.</summary>
    /// <exception cref="InvalidOperationException">No value of the type can hold it.</exception>
    public static object? To(Type type, object value, string property) => value switch
    {
        _ when type.IsInstanceOfType(value) => value,
        string text when type.IsEnum => Enum.TryParse(type, text, ignoreCase: false, out object? item) ? item : null,
        int number when type == typeof(long) => (long)number,
        int number when type == typeof(double) => (double)number,
        long number when type == typeof(ulong) => unchecked((ulong)number),
        long number when type == typeof(double) => (double)number,
        DateTimeOffset time when type == typeof(DateTime) => time.UtcDateTime,
        byte[] bytes when type == typeof(BinaryData) => new BinaryData(bytes),
        _ => throw new InvalidOperationException($"Property '{property}' holds a {value.GetType()}, which cannot be read as {type}."),
    };
}
