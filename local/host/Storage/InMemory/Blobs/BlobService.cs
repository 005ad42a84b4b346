using System.Collections.Concurrent;
using System.Text;
using System.Xml;
using Azure.Core;

namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>The Blob service's REST protocol over containers in memory: addresses and containers; <see cref="BlobOperations"/> knows blobs.</summary>
internal sealed class BlobService(TimeProvider time) : IStorageService
{
    private readonly ConcurrentDictionary<string, BlobContainer> _containers = new(StringComparer.Ordinal);
    private readonly VersionClock _clock = new(time);

    public InMemoryResponse Answer(InMemoryRequest request, ReadOnlySpan<byte> body)
    {
        var path = request.Uri.Path;
        var decoded = UrlPath.Decode(path, new byte[path.Length * 3]);
        var slash = decoded.IndexOf((byte)'/');
        var container = Encoding.UTF8.GetString(slash < 0 ? decoded : decoded[..slash]);
        var query = new QueryString(request.Uri.Query);
        try
        {
            if (slash >= 0 && slash < decoded.Length - 1)
                return _containers.TryGetValue(container, out var found)
                    ? BlobOperations.Answer(request, query, found, decoded[(slash + 1)..].ToArray(), body, _clock)
                    : Refuse(request, BlobErrors.ContainerNotFound);
            return container.Length == 0 ? AnswerAccount(request, query) : AnswerContainer(request, query, container);
        }
        catch (Exception invalid) when (invalid is FormatException or XmlException)
        {
            return Refuse(request, BlobErrors.InvalidInput(invalid.Message));
        }
    }

    public static InMemoryResponse Refuse(InMemoryRequest request, StorageError error) => BlobReplies.Failure(error, request.Method != RequestMethod.Head);

    /// <summary>The metadata that a request brings.</summary>
    public static List<KeyValuePair<string, string>> MetadataOf(InMemoryRequest request) =>
    [
        .. request.HeaderList.All
            .Where(header => header.Name.StartsWith("x-ms-meta-", StringComparison.OrdinalIgnoreCase))
            .Select(header => KeyValuePair.Create(header.Name["x-ms-meta-".Length..], header.Value)),
    ];

    private InMemoryResponse AnswerContainer(InMemoryRequest request, QueryString query, string name)
    {
        if (query["restype"] != "container")
            return Refuse(request, BlobErrors.NotImplemented("blobs outside of containers"));
        if (request.Method == RequestMethod.Put && query["comp"] is null)
            return Create(request, name);
        if (!_containers.TryGetValue(name, out var container))
            return Refuse(request, BlobErrors.ContainerNotFound);
        if (request.Method == RequestMethod.Get && query["comp"] == "list")
            return BlobListing.Answer(container, query);
        if (query["comp"] is not null)
            return Refuse(request, BlobErrors.NotImplemented($"comp={query["comp"]} of a container"));
        if (request.Method == RequestMethod.Delete)
            return _containers.TryRemove(name, out _) ? new InMemoryResponse(202, "Accepted") : Refuse(request, BlobErrors.ContainerNotFound);
        return Properties(container);
    }

    private InMemoryResponse Create(InMemoryRequest request, string name)
    {
        if (!IsContainerName(name))
            return Refuse(request, BlobErrors.InvalidName);
        var (version, now) = _clock.Next();
        var container = new BlobContainer(name, version, now, MetadataOf(request));
        return _containers.TryAdd(name, container)
            ? new InMemoryResponse(201, "Created").With("ETag", container.ETag).With("Last-Modified", BlobReplies.Time(container.ModifiedAt))
            : Refuse(request, BlobErrors.ContainerAlreadyExists);
    }

    private static InMemoryResponse Properties(BlobContainer container)
    {
        var response = new InMemoryResponse(200, "OK")
            .With("ETag", container.ETag)
            .With("Last-Modified", BlobReplies.Time(container.ModifiedAt))
            .With("x-ms-lease-status", "unlocked")
            .With("x-ms-lease-state", "available");
        foreach (var (key, value) in container.Metadata)
            response.With("x-ms-meta-" + key, value);
        return response;
    }

    private InMemoryResponse AnswerAccount(InMemoryRequest request, QueryString query)
    {
        if (request.Method != RequestMethod.Get || query["comp"] != "list")
            return Refuse(request, BlobErrors.NotImplemented($"{request.Method} of the account"));
        var prefix = query["prefix"] ?? "";
        return BlobReplies.Xml(new InMemoryResponse(200, "OK"), xml =>
        {
            xml.WriteStartElement("EnumerationResults");
            xml.WriteAttributeString("ServiceEndpoint", InMemoryStorage.BlobEndpoint);
            xml.WriteElementString("Prefix", prefix);
            xml.WriteStartElement("Containers");
            foreach (var container in _containers.Values.Where(container => container.Name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(container => container.Name, StringComparer.Ordinal))
            {
                xml.WriteStartElement("Container");
                xml.WriteElementString("Name", container.Name);
                xml.WriteStartElement("Properties");
                xml.WriteElementString("Last-Modified", BlobReplies.Time(container.ModifiedAt));
                xml.WriteElementString("Etag", container.ETag);
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
            xml.WriteElementString("NextMarker", "");
            xml.WriteEndElement();
        });
    }

    private static bool IsContainerName(string name) =>
        name.Length is >= 3 and <= 63 && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1])
        && !name.Contains("--", StringComparison.Ordinal)
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
