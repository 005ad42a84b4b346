namespace Azure.Data.Tables;

/// <summary>The buffered body of a response.</summary>
internal static class Body
{
    public static ReadOnlyMemory<byte> Of(Response response)
    {
        Stream? stream = response.ContentStream;
        if (stream is null)
            return default;
        if (stream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> buffer))
            return buffer;
        if (stream.CanSeek)
            stream.Position = 0;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        response.ContentStream = new MemoryStream(copy.GetBuffer(), 0, (int)copy.Length, writable: false, publiclyVisible: true);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
