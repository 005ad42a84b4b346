using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Functions.Platform;

/// <summary>An amount in one currency (ISO 4217 code). Arithmetic across currencies is an error; nothing here rounds.</summary>
[JsonConverter(typeof(MoneyConverter))]
public readonly record struct Money(decimal Amount, string Currency) : IComparable<Money>
{
    public static Money Zero(string currency) => new(0m, currency);

    public bool IsPositive => Amount > 0;

    public static Money operator +(Money left, Money right) => new(left.Amount + right.AmountIn(left.Currency), left.Currency);

    public static Money operator -(Money left, Money right) => new(left.Amount - right.AmountIn(left.Currency), left.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public int CompareTo(Money other) => Amount.CompareTo(other.AmountIn(Currency));

    /// <summary>The amount, if it is in this currency. Throws <see cref="InvalidOperationException"/> otherwise.</summary>
    public decimal AmountIn(string currency) => Currency == currency
        ? Amount
        : throw new InvalidOperationException($"An amount in {Currency} was used where {currency} is needed.");

    /// <summary>Two decimals and the currency: <c>2934.90 CNY</c>; the stored form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00##} {Currency}");

    public static Money Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && decimal.TryParse(text.AsSpan(0, space), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? new Money(amount, text[(space + 1)..])
            : throw new FormatException("An amount is written as a number and a currency: 12.34 CNY.");
    }
}

internal sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Money.Parse(reader.GetString()!);
        }
        catch (Exception e) when (e is FormatException or ArgumentNullException)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
