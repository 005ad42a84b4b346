namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>
/// What a decoded path means: <c>Cases</c>, <c>Cases()</c>, <c>Cases(PartitionKey='a',RowKey='b')</c> or <c>Tables('Cases')</c>.
/// </summary>
internal readonly ref struct TableAddress
{
    /// <param name="path">Changed where quotes in keys are doubled.</param>
    public TableAddress(Span<byte> path)
    {
        var open = path.IndexOf((byte)'(');
        Name = open < 0 ? path : path[..open];
        if (open < 0)
            return;
        var rest = path[(open + 1)..];
        if (rest.StartsWith("'"u8))
        {
            TableKey = Unquote(ref rest);
            return;
        }
        HasKeys = Take(ref rest, "PartitionKey="u8, out var partitionKey) & Take(ref rest, ",RowKey="u8, out var rowKey);
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The name in <c>Tables('name')</c>.</summary>
    public ReadOnlySpan<byte> TableKey { get; }

    public bool HasKeys { get; }

    public ReadOnlySpan<byte> PartitionKey { get; }

    public ReadOnlySpan<byte> RowKey { get; }

    private static bool Take(scoped ref Span<byte> rest, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!rest.StartsWith(name) || rest.Length == name.Length || rest[name.Length] != '\'')
            return false;
        rest = rest[name.Length..];
        value = Unquote(ref rest);
        return true;
    }

    private static ReadOnlySpan<byte> Unquote(scoped ref Span<byte> text)
    {
        int read = 1, write = 1;
        while (read < text.Length)
        {
            if (text[read] == '\'')
            {
                if (read + 1 >= text.Length || text[read + 1] != '\'')
                    break;
                read++;
            }
            text[write++] = text[read++];
        }
        ReadOnlySpan<byte> value = text[1..write];
        text = text[Math.Min(read + 1, text.Length)..];
        return value;
    }
}
