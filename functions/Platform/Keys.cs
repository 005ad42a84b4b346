using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collections.Functions.Platform;

/// <summary>A key derived from an identity by <see cref="KeyRing"/>: 32 lower-case hexadecimal digits that reveal nothing.</summary>
public interface IKey<TSelf> where TSelf : struct, IKey<TSelf>
{
    string Value { get; }

    static abstract TSelf From(string value);
}

/// <summary>One case: one spell of delinquency of one account. Also the id of its orchestration.</summary>
[JsonConverter(typeof(KeyConverter<CaseKey>))]
public readonly record struct CaseKey(string Value) : IKey<CaseKey>
{
    public static CaseKey From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One account of an institution, over all its spells.</summary>
[JsonConverter(typeof(KeyConverter<AccountKey>))]
public readonly record struct AccountKey(string Value) : IKey<AccountKey>
{
    public static AccountKey From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One customer of an institution; contact limits count per debtor.</summary>
[JsonConverter(typeof(KeyConverter<DebtorKey>))]
public readonly record struct DebtorKey(string Value) : IKey<DebtorKey>
{
    public static DebtorKey From(string value) => new(value);

    public override string ToString() => Value;
}

internal sealed class KeyConverter<TKey> : JsonConverter<TKey> where TKey : struct, IKey<TKey>
{
    public override TKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TKey.From(reader.GetString() ?? throw new JsonException("A key is missing."));

    public override void Write(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
