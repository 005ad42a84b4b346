namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>A piece of a blob; its identifier is empty if the blob was put at once.</summary>
internal sealed record Block(string Id, byte[] Content);

/// <summary>One blob as it is now; each change makes a new one.</summary>
internal sealed class BlobRecord(byte[] name) : Keyed(name, name.Length)
{
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Unique in the account, and its ETag.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Content-Type and the like, under the names under which they are answered.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Names without prefix, in the writer's spelling.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; }

    public long Length { get; private init; }

    public string ETag => $"\"0x{Version:X}\"";

    public static BlobRecord Create(
        byte[] name, IReadOnlyList<Block> blocks, long version, DateTimeOffset created, DateTimeOffset modified,
        IReadOnlyList<KeyValuePair<string, string>> headers, IReadOnlyList<KeyValuePair<string, string>> metadata) =>
        new(name)
        {
            Blocks = blocks,
            Version = version,
            CreatedAt = created,
            ModifiedAt = modified,
            Headers = headers,
            Metadata = metadata,
            Length = blocks.Sum(block => (long)block.Content.Length),
        };

    /// <summary>A part of the content, without copying it where it lies in one block.</summary>
    public MemoryStream Read(long offset, int count)
    {
        foreach (var block in Blocks)
        {
            if (offset >= block.Content.Length)
            {
                offset -= block.Content.Length;
                continue;
            }
            return count <= block.Content.Length - offset
                ? new MemoryStream(block.Content, (int)offset, count, writable: false, publiclyVisible: true)
                : Copy(offset, count, block);
        }
        return new MemoryStream([], writable: false);
    }

    private MemoryStream Copy(long offset, int count, Block first)
    {
        var bytes = new byte[count];
        var filled = 0;
        foreach (var block in Blocks.SkipWhile(block => !ReferenceEquals(block, first)))
        {
            var part = block.Content.AsSpan((int)offset);
            part = part[..Math.Min(part.Length, count - filled)];
            part.CopyTo(bytes.AsSpan(filled));
            offset = 0;
            if ((filled += part.Length) == count)
                break;
        }
        return new MemoryStream(bytes, 0, count, writable: false, publiclyVisible: true);
    }
}
