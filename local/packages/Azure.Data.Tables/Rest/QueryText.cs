using System.Globalization;
using System.Text;

namespace Azure.Data.Tables;

/// <summary>Builds the query part of an address, and reads where a next page begins.</summary>
internal static class QueryText
{
    public static string? Select(IEnumerable<string>? select)
    {
        if (select is null)
            return null;
        string names = string.Join(',', select);
        return names.Length == 0 ? null : $"$select={Uri.EscapeDataString(names)}";
    }

    /// <summary>A query's parameters with the continuation "{partition} {row}", or "{table}" of a listing of tables.</summary>
    public static string? Page(string? filter, int? top, string? select, string? continuation, bool tables = false)
    {
        var text = new StringBuilder();
        if (!string.IsNullOrEmpty(filter))
            Append(text, "$filter", filter);
        if (top is { } count)
            Append(text, "$top", count.ToString(CultureInfo.InvariantCulture));
        if (select is not null)
            text.Append(text.Length == 0 ? "" : "&").Append(select);
        if (string.IsNullOrWhiteSpace(continuation))
            return text.Length == 0 ? null : text.ToString();

        if (tables)
        {
            Append(text, "NextTableName", continuation);
            return text.ToString();
        }

        string[] keys = continuation.Split(' ', 2);
        Append(text, "NextPartitionKey", keys[0]);
        if (keys.Length == 2 && keys[1].Length > 0)
            Append(text, "NextRowKey", keys[1]);
        return text.ToString();
    }

    /// <summary>Null when the page was the last.</summary>
    public static string? Continuation(Response response)
    {
        bool hasPartition = response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out string? partition);
        bool hasRow = response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out string? row);
        return hasPartition || hasRow ? $"{partition} {row}" : null;
    }

    private static void Append(StringBuilder text, string name, string value) =>
        text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
}
