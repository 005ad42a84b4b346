using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases.Store;

/// <summary>One stored fact as it lies in the table: the bytes that were hashed, and the chain's hash after it.</summary>
public sealed record StoredRow(long Sequence, byte[] Body, byte[] Hash);

/// <summary>
/// The rows of a case's partition in table <c>Cases</c>. Every row key begins with the case key: the storage emulator looks rows up by row key
/// first, and a constant one makes it ten times slower.
/// </summary>
internal static class StreamRows
{
    /// <summary>Stands in a head for "not due": a merge takes no property away.</summary>
    public static DateTimeOffset Never { get; } = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public const string Table = "Cases";

    /// <summary>A binary property holds 64 KiB at most; some room is left.</summary>
    private const int PropertyBytes = 60 * 1024;

    /// <summary>Smaller states are stored as they are: compressing them costs more than it saves.</summary>
    private const int CompressFrom = 4 * 1024;

    public static string Head(CaseKey key) => $"{key.Value}|h";

    public static string Fact(CaseKey key, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{key.Value}|f{sequence:D10}");

    public static string Outbox(CaseKey key, long version) => string.Create(CultureInfo.InvariantCulture, $"{key.Value}|o{version:D10}");

    public static string Command(CaseKey key, string command) => $"{key.Value}|k{command}";

    public static byte[] Serialize(StoredFact fact) => JsonSerializer.SerializeToUtf8Bytes(fact, CollectionsJson.Stored);

    public static StoredFact Deserialize(byte[] body) =>
        JsonSerializer.Deserialize<StoredFact>(body, CollectionsJson.Stored) ?? throw new InvalidDataException("A stored fact is empty.");

    /// <summary>SHA-256(previous hash ‖ case key ‖ sequence ‖ stored bytes). (Invariant "Chain".)</summary>
    public static byte[] Chain(ReadOnlySpan<byte> previous, CaseKey key, long sequence, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(Encoding.ASCII.GetBytes(key.Value));
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, sequence);
        hash.AppendData(number);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    public static TableEntity FactRow(CaseKey key, StoredRow row) => new(key.Value, Fact(key, row.Sequence)) { ["Body"] = row.Body, ["Hash"] = row.Hash };

    public static StoredRow ReadFactRow(long sequence, TableEntity row) => new(sequence, row.GetBinary("Body")!, row.GetBinary("Hash")!);

    public static TableEntity HeadRow(CaseState state, byte[] hash, DateTimeOffset? due, long? unsent)
    {
        var row = new TableEntity(state.Key.Value, Head(state.Key)) { ["Version"] = state.Version, ["Hash"] = hash, ["Shape"] = StateShape.Current };
        if (due is { } at) row["Due"] = at;
        if (unsent is { } version) row["Unsent"] = version;
        var json = JsonSerializer.SerializeToUtf8Bytes(state, CollectionsJson.Stored);
        var compressed = json.Length >= CompressFrom;
        var stored = compressed ? Compress(json) : json;
        if (compressed) row["Compressed"] = true;
        for (var part = 0; part * PropertyBytes < stored.Length; part++)
            row[string.Create(CultureInfo.InvariantCulture, $"State{part}")] = stored.AsSpan(part * PropertyBytes, Math.Min(PropertyBytes, stored.Length - (part * PropertyBytes))).ToArray();
        return row;
    }

    /// <summary>Whether the state of a head was folded by this code.</summary>
    public static bool IsOfThisShape(TableEntity row) => row.GetString("Shape") == StateShape.Current;

    public static CaseHead ReadHeadRow(TableEntity row)
    {
        var stored = row.GetBinary("State0") ?? throw new InvalidDataException($"The head of case {row.PartitionKey} holds no state.");
        for (var part = 1; row.GetBinary(string.Create(CultureInfo.InvariantCulture, $"State{part}")) is { } more; part++) stored = [.. stored, .. more];
        var json = row.GetBoolean("Compressed") == true ? Decompress(stored) : stored;
        var state = JsonSerializer.Deserialize<CaseState>(json, CollectionsJson.Stored) ?? throw new InvalidDataException($"The head of case {row.PartitionKey} is empty.");
        return new CaseHead(state, row.ETag, row.GetBinary("Hash")!, DueOf(row), row.GetInt64("Unsent"));
    }

    /// <summary>When the case of a head is due; null: it is not.</summary>
    public static DateTimeOffset? DueOf(TableEntity row) => row.GetDateTimeOffset("Due") is { } due && due < Never ? due : null;

    private static byte[] Compress(byte[] json)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(json.Length));
        try
        {
            return BrotliEncoder.TryCompress(json, buffer, out var written, quality: 1, window: 18)
                ? buffer.AsSpan(0, written).ToArray()
                : throw new InvalidOperationException("The state could not be compressed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Decompress(byte[] stored)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(stored), CompressionMode.Decompress)) brotli.CopyTo(target);
        return target.ToArray();
    }
}
