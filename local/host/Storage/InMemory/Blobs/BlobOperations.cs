using System.Text;
using System.Xml;
using Azure.Core;

namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>What can be done to one block blob.</summary>
internal static class BlobOperations
{
    private static readonly string[] ContentHeaders = ["Content-Type", "Content-Encoding", "Content-Language", "Content-Disposition", "Cache-Control", "Content-MD5"];

    public static InMemoryResponse Answer(InMemoryRequest request, QueryString query, BlobContainer container, byte[] name, ReadOnlySpan<byte> body, VersionClock clock)
    {
        var method = request.Method;
        var component = query["comp"];
        lock (container.Gate)
        {
            var blob = container.Blobs.Find(name);
            if (method == RequestMethod.Get && component is null)
                return Get(request, blob);
            if (method == RequestMethod.Head && component is null)
                return Head(request, blob);
            if (method == RequestMethod.Delete && component is null)
                return Delete(request, container, blob);
            if (method == RequestMethod.Put)
                return component switch
                {
                    null => Put(request, container, name, blob, body, clock),
                    "block" => PutBlock(container, name, query["blockid"] ?? "", body),
                    "blocklist" => PutBlockList(request, container, name, blob, body, clock),
                    "metadata" => Change(request, container, name, blob, clock, found => (found.Headers, BlobService.MetadataOf(request))),
                    "properties" => Change(request, container, name, blob, clock, found => (HeadersOf(request), found.Metadata)),
                    _ => BlobService.Refuse(request, BlobErrors.NotImplemented($"comp={component} of a blob")),
                };
            return BlobService.Refuse(request, BlobErrors.NotImplemented($"{method} with comp={component} of a blob"));
        }
    }

    private static InMemoryResponse Get(InMemoryRequest request, BlobRecord? blob)
    {
        if (RefuseRead(request, blob) is { } refusal)
            return refusal;
        var range = ByteRange.Of(request.HeaderList, blob!.Length);
        if (range is { Count: < 0 })
            return BlobService.Refuse(request, BlobErrors.InvalidRange).With("Content-Range", $"bytes */{blob.Length}");
        var (offset, count) = range ?? new ByteRange(0, blob.Length);
        var response = range is null
            ? BlobReplies.Properties(200, "OK", blob, count)
            : BlobReplies.Properties(206, "Partial Content", blob, count).With("Content-Range", $"bytes {offset}-{offset + count - 1}/{blob.Length}");
        response.ContentStream = blob.Read(offset, checked((int)count));
        return response;
    }

    private static InMemoryResponse Head(InMemoryRequest request, BlobRecord? blob) =>
        RefuseRead(request, blob) ?? BlobReplies.Properties(200, "OK", blob!, blob!.Length);

    private static InMemoryResponse? RefuseRead(InMemoryRequest request, BlobRecord? blob)
    {
        var error = blob is null ? BlobErrors.BlobNotFound : BlobConditions.CheckRead(request.HeaderList, blob);
        return error is null ? null : BlobService.Refuse(request, error);
    }

    private static InMemoryResponse Delete(InMemoryRequest request, BlobContainer container, BlobRecord? blob)
    {
        if (blob is null)
            return BlobService.Refuse(request, BlobErrors.BlobNotFound);
        if (BlobConditions.CheckWrite(request.HeaderList, blob) is { } error)
            return BlobService.Refuse(request, error);
        container.Blobs.Remove(blob.Key);
        return new InMemoryResponse(202, "Accepted");
    }

    private static InMemoryResponse Put(InMemoryRequest request, BlobContainer container, byte[] name, BlobRecord? old, ReadOnlySpan<byte> body, VersionClock clock)
    {
        if (request.HeaderList["x-ms-blob-type"] != "BlockBlob" || request.HeaderList["x-ms-copy-source"] is not null)
            return BlobService.Refuse(request, BlobErrors.NotImplemented("copies, page blobs and append blobs"));
        return Store(request, container, name, old, [new Block("", body.ToArray())], clock);
    }

    private static InMemoryResponse PutBlock(BlobContainer container, byte[] name, string blockId, ReadOnlySpan<byte> body)
    {
        container.Stage(name, blockId, body.ToArray());
        return new InMemoryResponse(201, "Created").With("x-ms-request-server-encrypted", "true");
    }

    private static InMemoryResponse PutBlockList(InMemoryRequest request, BlobContainer container, byte[] name, BlobRecord? old, ReadOnlySpan<byte> body, VersionClock clock)
    {
        var blocks = new List<Block>();
        using var xml = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(body).TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        xml.ReadToFollowing("BlockList");
        xml.Read();
        while (xml.MoveToContent() == XmlNodeType.Element)
        {
            var list = xml.Name;
            var id = xml.ReadElementContentAsString();
            var staged = list == "Committed" ? null : container.FindStaged(name, id);
            var content = staged ?? (list == "Uncommitted" ? null : old?.Blocks.FirstOrDefault(block => block.Id == id)?.Content);
            if (content is null)
                return BlobService.Refuse(request, BlobErrors.InvalidBlockList);
            blocks.Add(new Block(id, content));
        }
        return Store(request, container, name, old, blocks, clock);
    }

    private static InMemoryResponse Store(InMemoryRequest request, BlobContainer container, byte[] name, BlobRecord? old, IReadOnlyList<Block> blocks, VersionClock clock)
    {
        if (BlobConditions.CheckWrite(request.HeaderList, old) is { } error)
            return BlobService.Refuse(request, error);
        var (version, now) = clock.Next();
        var blob = BlobRecord.Create(name, blocks, version, old?.CreatedAt ?? now, now, HeadersOf(request), BlobService.MetadataOf(request));
        container.Put(name, blob);
        return BlobReplies.Stored(201, "Created", blob);
    }

    private static InMemoryResponse Change(
        InMemoryRequest request, BlobContainer container, byte[] name, BlobRecord? old, VersionClock clock,
        Func<BlobRecord, (IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyList<KeyValuePair<string, string>> Metadata)> change)
    {
        var error = old is null ? BlobErrors.BlobNotFound : BlobConditions.CheckWrite(request.HeaderList, old);
        if (error is not null)
            return BlobService.Refuse(request, error);
        var (headers, metadata) = change(old!);
        var (version, now) = clock.Next();
        var blob = BlobRecord.Create(name, old!.Blocks, version, old.CreatedAt, now, headers, metadata);
        container.Blobs.Put(blob);
        return BlobReplies.Stored(200, "OK", blob);
    }

    /// <summary>What the writer says of the content; the request's own Content-Type describes a block list where there is one.</summary>
    private static List<KeyValuePair<string, string>> HeadersOf(InMemoryRequest request)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var header in ContentHeaders)
            if (request.HeaderList["x-ms-blob-" + header] is { } value)
                headers.Add(KeyValuePair.Create(header, value));
        if (headers.All(header => header.Key != "Content-Type"))
            headers.Add(KeyValuePair.Create("Content-Type", "application/octet-stream"));
        return headers;
    }
}
