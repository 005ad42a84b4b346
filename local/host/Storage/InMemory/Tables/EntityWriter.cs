namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>Writes entities as the service answers them, with minimal metadata.</summary>
internal static class EntityWriter
{
    /// <param name="metadata">The <c>odata.metadata</c> of a single entity; empty inside a list.</param>
    public static void Append(ByteBuffer output, ReadOnlySpan<byte> metadata, ReadOnlySpan<byte> partitionKey, Row row, Selection? selection)
    {
        output.Append("{"u8).Append(metadata).Append("\"odata.etag\":\""u8);
        ETagText.Append(output, row.Version, json: true);
        output.Append((byte)'"');
        if (selection is null || selection.Has("PartitionKey"u8))
            output.Append(",\"PartitionKey\":"u8).AppendJson(partitionKey);
        if (selection is null || selection.Has("RowKey"u8))
            output.Append(",\"RowKey\":"u8).AppendJson(row.Key);
        if (selection is null || selection.Has("Timestamp"u8))
        {
            output.Append(",\"Timestamp\":\""u8);
            ETagText.AppendTimestamp(output, row.Version);
            output.Append((byte)'"');
        }
        if (selection is null)
            AppendAll(output, row.Properties);
        else
            AppendSelected(output, row.Properties, selection);
    }

    private static void AppendAll(ByteBuffer output, ReadOnlySpan<byte> properties)
    {
        if (properties.Length > 2)
            output.Append((byte)',');
        output.Append(properties[1..]);
    }

    private static void AppendSelected(ByteBuffer output, ReadOnlySpan<byte> json, Selection selection)
    {
        var properties = new PropertyReader(json);
        while (properties.MoveNext())
            if (selection.Has(properties.Name))
                output.Append((byte)',').Append(properties.Whole);
        output.Append((byte)'}');
    }
}
