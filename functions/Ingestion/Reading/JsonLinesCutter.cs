using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>A JSON object to a line. Its members are texts, numbers, yes, no or nothing; a member that is missing is an empty field.</summary>
internal sealed class JsonLinesCutter : LineCutter
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 4 };

    private readonly Dictionary<byte[], int> names = new(ByteText.Comparer);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> byName;
    private readonly List<byte[]> inOrder = [];
    private readonly byte[] decoded = new byte[RawLines.Longest];
    private readonly bool[] seen;
    private readonly int columns;
    private readonly HashSet<string> ignored;

    public JsonLinesCutter(IReadOnlyList<ColumnFormat> format, IReadOnlyList<string> ignore)
    {
        foreach (var column in format.Where(column => column.Constant is null))
        {
            foreach (var name in column.Aliases.Prepend(column.Name!)) names[Encoding.UTF8.GetBytes(name)] = columns;
            inOrder.Add(Encoding.UTF8.GetBytes(column.Name!));
            columns++;
        }

        byName = names.GetAlternateLookup<ReadOnlySpan<byte>>();
        seen = new bool[columns];
        ignored = [.. ignore];
    }

    public override CutState Cut(byte[] buffer, int start, int length, RowCells cells)
    {
        var line = buffer.AsSpan(start, length);
        if (!Utf8.IsValid(line)) return CutState.BadBytes;
        cells.Clear(decoded, columns);
        Array.Clear(seen);
        try
        {
            return Read(line, cells);
        }
        catch (JsonException)
        {
            return Bad("not-json", "The row is not a JSON object.");
        }
    }

    private CutState Read(ReadOnlySpan<byte> line, RowCells cells)
    {
        var reader = new Utf8JsonReader(line, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Bad("not-json", "The row is not a JSON object.");
        var (at, next) = (0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var column = Column(ref reader, next);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                if (column >= 0) return Bad("not-a-value", "A field of the row holds a list or an object.");
                reader.Skip();
            }

            if (column == Unknown) return Bad("unknown-field", "The row has a field that the format does not know.");
            if (column == Passed) continue;
            if (seen[column]) return Bad("doubled-field", "The row has a field twice.");
            seen[column] = true;
            next = column + 1;
            if (reader.TokenType == JsonTokenType.Null) continue;
            var written = Copy(ref reader, decoded.AsSpan(at));
            cells.Set(column, at, written);
            at += written;
        }

        while (reader.Read())
        {
        }

        return CutState.Cut;
    }

    private const int Unknown = -1;
    private const int Passed = -2;

    /// <param name="next">Rows mostly have their fields in one order, some left out.</param>
    private int Column(ref Utf8JsonReader reader, int next)
    {
        for (var guess = next; guess < Math.Min(next + 4, columns) && !reader.ValueIsEscaped; guess++)
        {
            if (reader.ValueSpan.SequenceEqual(inOrder[guess])) return guess;
        }

        if (!reader.ValueIsEscaped && byName.TryGetValue(reader.ValueSpan, out var column)) return column;
        var name = reader.GetString()!;
        return names.TryGetValue(Encoding.UTF8.GetBytes(name), out column) ? column : ignored.Contains(name) || ignored.Contains("*") ? Passed : Unknown;
    }

    private static int Copy(ref Utf8JsonReader reader, Span<byte> target)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.CopyString(target);
        reader.ValueSpan.CopyTo(target);
        return reader.ValueSpan.Length;
    }

    private CutState Bad(string code, string reason)
    {
        Problem = (code, reason);
        return CutState.BadRow;
    }
}
