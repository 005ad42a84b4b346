namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>Merges properties into an entity: what the update names is replaced, all else stays.</summary>
internal static class EntityMerge
{
    /// <summary>Appends the merged JSON object.</summary>
    public static void Append(ByteBuffer output, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> update)
    {
        output.Append((byte)'{');
        var start = output.Length;
        var properties = new PropertyReader(stored);
        while (properties.MoveNext())
            if (!Names(update, properties.Name))
                Separate(output, start).Append(properties.Whole);
        if (update.Length > 2)
            Separate(output, start).Append(update[1..^1]);
        output.Append((byte)'}');
    }

    private static bool Names(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        if (json.IndexOf(name) < 0)
            return false;
        var properties = new PropertyReader(json);
        while (properties.MoveNext())
            if (properties.Name.SequenceEqual(name))
                return true;
        return false;
    }

    private static ByteBuffer Separate(ByteBuffer output, int start) => output.Length > start ? output.Append((byte)',') : output;
}
