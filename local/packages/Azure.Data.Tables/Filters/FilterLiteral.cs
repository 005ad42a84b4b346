using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>Values as the literals of the service's filters.</summary>
internal static class FilterLiteral
{
    /// <exception cref="ArgumentException">A table cannot hold such a value, so no filter can ask for it.</exception>
    public static string Of(object? value) => value switch
    {
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => string.Create(CultureInfo.InvariantCulture, $"{number}L"),
        ulong number => string.Create(CultureInfo.InvariantCulture, $"{unchecked((long)number)}L"),
        double number => Double(number),
        DateTimeOffset time => Time(time.UtcDateTime),
        DateTime time => Time(time.ToUniversalTime()),
        Guid guid => $"guid'{guid:D}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexStringLower(data.ToMemory().Span)}'",
        Enum item => Quote(item.ToString()),
        null => throw new ArgumentException("A filter cannot compare with null: tables store no nulls."),
        _ => throw new ArgumentException($"A filter cannot hold a value of type {value.GetType()}."),
    };

    public static string Format(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        object?[] literals = Array.ConvertAll(filter.GetArguments(), value => (object?)Of(value));
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Time(DateTime utc) => $"datetime'{utc.ToString("O", CultureInfo.InvariantCulture)}'";

    private static string Double(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture);
        return double.IsFinite(number) && !text.Contains('.', StringComparison.Ordinal) && !text.Contains('E', StringComparison.Ordinal)
            ? text + ".0"
            : text;
    }
}
