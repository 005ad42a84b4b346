using System.Text;
using Collections.Functions.Ingestion.Reading;

namespace Collections.Functions.Ingestion;

/// <summary>Where each field of a file stands, and how it is written there.</summary>
public sealed class ColumnMap
{
    private const string RejectPrefix = "reject_";

    private readonly FieldSource?[] sources = new FieldSource?[Enum.GetValues<ExportField>().Length];

    private ColumnMap(IReadOnlyList<string> names, string? fault) => (Names, Fault) = (names, fault);

    /// <summary>The file's columns in their order.</summary>
    public IReadOnlyList<string> Names { get; private set; }

    /// <summary>Why the header does not fit.</summary>
    public string? Fault { get; private set; }

    /// <summary>Position of a field's column from 0; -1 if no column has it.</summary>
    public int this[ExportField field] => sources[(int)field]?.Position ?? -1;

    internal FieldSource? Source(ExportField field) => sources[(int)field];

    /// <summary>The column that fills a field, or the field's own name.</summary>
    public string NameOf(ExportField field) => sources[(int)field]?.Title ?? field.ToString();

    /// <summary>What column a position has been given to, for lists of rejected rows.</summary>
    internal ExportField? FieldAt(int position)
    {
        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i]?.Position == position) return (ExportField)i;
        }

        return null;
    }

    /// <summary>Columns by the names in a header. They may stand in any order; none may be missing, doubled or unknown, unless the format says so.</summary>
    internal static ColumnMap OfHeader(FormatProfile format, KindFormat kind, IReadOnlyList<string> header, bool correction)
    {
        if (header.Count > RowCells.Most) return Wrong($"The header has {header.Count} columns; a file has at most {RowCells.Most}.");
        var map = new ColumnMap(header, null);
        var byName = new Dictionary<string, ColumnFormat>(StringComparer.Ordinal);
        foreach (var column in kind.Columns.Where(column => column.Constant is null))
        {
            foreach (var name in column.Aliases.Prepend(column.Title)) byName[name] = column;
        }

        var ignored = kind.Ignore.ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<ColumnFormat>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < header.Count; i++)
        {
            if (byName.TryGetValue(header[i], out var column))
            {
                if (!found.Add(column)) return Wrong($"Column '{column.Title}' stands in the header twice.");
                map.Fill(format, column, i);
            }
            else if (!(correction && header[i].StartsWith(RejectPrefix, StringComparison.Ordinal)) && !ignored.Contains(header[i]) && !ignored.Contains("*"))
            {
                return Wrong($"Column {i + 1} is not one of format {format.Name}.");
            }
        }

        var missing = kind.Columns.Where(column => column is { Constant: null, Optional: false } && !found.Contains(column)).Select(column => column.Title).ToList();
        return missing.Count == 0 ? map.WithConstants(format, kind) : Wrong($"The header lacks {string.Join(", ", missing)}.");
    }

    /// <summary>Columns that have their places from the format: by position, by bytes, or by name in each row.</summary>
    internal static ColumnMap OfPlaces(FormatProfile format, KindFormat kind)
    {
        var columns = kind.Columns.Where(column => column.Constant is null).ToList();
        var count = !format.IsDelimited ? columns.Count : format.Layout.Fields > 0 ? format.Layout.Fields : columns.Max(column => column.Position);
        var names = Enumerable.Range(1, count).Select(position => $"reject_field_{position}").ToArray();
        var map = new ColumnMap(names, null);
        for (var i = 0; i < columns.Count; i++)
        {
            var position = format.IsDelimited ? columns[i].Position - 1 : i;
            names[position] = columns[i].Title;
            map.Fill(format, columns[i], position);
        }

        return map.WithConstants(format, kind);
    }

    internal static ColumnMap Wrong(string fault) => new([], fault);

    private ColumnMap WithConstants(FormatProfile format, KindFormat kind)
    {
        foreach (var column in kind.Columns.Where(column => column.Constant is not null)) Fill(format, column, -1);
        return this;
    }

    private void Fill(FormatProfile format, ColumnFormat column, int position)
    {
        var source = new FieldSource(format, column, position);
        foreach (var field in column.Also.Prepend(column.Field)) sources[(int)field] = source;
    }
}

/// <summary>A column made ready for reading.</summary>
internal sealed class FieldSource(FormatProfile format, ColumnFormat column, int position)
{
    public int Position { get; } = position;

    public string Title { get; } = column.Title;

    public byte[]? Constant { get; } = Bytes(column.Constant);

    public byte[]? Default { get; } = Bytes(column.Default);

    public Dictionary<byte[], byte[]>? Values { get; } = column.Values?.ToDictionary(value => Bytes(value.Key)!, value => Bytes(value.Value)!, ByteText.Comparer);

    public DateText[] Dates { get; } = [.. (column.Dates ?? format.Dates).Select(date => new DateText(date))];

    public byte[][] NoDates { get; } = [.. (column.NoDates ?? format.NoDates).Select(Encoding.UTF8.GetBytes)];

    public AmountText Amounts { get; } = new(column.Numbers ?? format.Numbers);

    /// <summary>How the first form of dates looks, for messages.</summary>
    public string DateForm { get; } = (column.Dates ?? format.Dates)[0];

    private static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
