using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>
/// One page of a query: rows in the order of partition and row key, at most 1,000. As in Azure, a page with a continuation tells
/// that the scan goes on, not that there are more matches: the next page may be empty.
/// </summary>
internal sealed class TableQuery
{
    private const int MaxPage = 1000;

    private readonly Filter? _filter;
    private readonly Selection? _selection;
    private readonly int _top;
    private readonly byte[]? _nextPartition;
    private readonly byte[]? _nextRow;

    /// <exception cref="FormatException">The filter, the number of rows or the continuation cannot be read.</exception>
    public TableQuery(QueryString query)
    {
        _filter = FilterParser.Parse(query["$filter"]);
        _selection = Selection.Parse(query["$select"]);
        _top = query["$top"] is { } top ? Math.Clamp(int.Parse(top, CultureInfo.InvariantCulture), 1, MaxPage) : MaxPage;
        _nextPartition = ReadToken(query["NextPartitionKey"]);
        _nextRow = ReadToken(query["NextRowKey"]);
    }

    /// <summary>Appends the rows as JSON, with commas between, and returns where the next page begins.</summary>
    public (string Partition, string Row)? AppendPage(EntityTable table, ByteBuffer output)
    {
        var partitions = KeyRange.Of(_filter, "PartitionKey"u8);
        var rows = KeyRange.Of(_filter, "RowKey"u8);
        var found = 0;
        var partition = table.Partitions.From(_nextPartition ?? partitions.Start);
        while (partition.MoveNext() && !partitions.IsPast(partition.Current.Key))
        {
            var key = partition.Current.Key;
            var resumed = _nextRow is not null && key.SequenceEqual(_nextPartition);
            var row = partition.Current.Rows.From(resumed ? _nextRow : rows.Start);
            while (row.MoveNext() && !rows.IsPast(row.Current.Key))
            {
                if (found == _top)
                    return (WriteToken(key), WriteToken(row.Current.Key));
                if (_filter is not null && !_filter.Matches(key, row.Current))
                    continue;
                if (found++ > 0)
                    output.Append((byte)',');
                EntityWriter.Append(output, default, key, row.Current, _selection);
            }
        }
        return null;
    }

    // Keys may hold any character, headers may not.
    private static string WriteToken(ReadOnlySpan<byte> key) => "1!" + Base64Url.EncodeToString(key);

    private static byte[]? ReadToken(string? token) =>
        string.IsNullOrEmpty(token) ? null
        : token.StartsWith("1!", StringComparison.Ordinal) ? Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(token[2..]))
        : throw new FormatException("The continuation is not one that this service gave.");
}
