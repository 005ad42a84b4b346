using System.Text;

namespace Azure.Data.Tables;

/// <summary>The addresses of a table and its rows, with the constant parts made once.</summary>
internal sealed class TableAddress
{
    private readonly string _start;

    public TableAddress(TableEndpoint endpoint, string table)
    {
        Path = $"{endpoint.Path}/{table}";
        BatchPath = $"{endpoint.Path}/$batch";
        Query = $"{endpoint.Path}/{table}()";
        _start = $"{Path}(PartitionKey='";
        Absolute = Encoding.UTF8.GetBytes($"{endpoint.Root}/{table}");
    }

    public string Path { get; }

    public string Query { get; }

    public string BatchPath { get; }

    /// <summary>The table's whole address, as operations of a transaction name it.</summary>
    public byte[] Absolute { get; }

    public string Row(string partitionKey, string rowKey) => $"{_start}{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    /// <summary>A key in an address: quotes are doubled, then everything is percent-encoded that is not plain.</summary>
    public static string Escape(string key) =>
        Uri.EscapeDataString(key.Contains('\'', StringComparison.Ordinal) ? key.Replace("'", "''", StringComparison.Ordinal) : key);
}
