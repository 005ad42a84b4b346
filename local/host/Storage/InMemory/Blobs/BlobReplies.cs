using System.Globalization;
using System.Text;
using System.Xml;

namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>The Blob service's answers.</summary>
internal static class BlobReplies
{
    public static InMemoryResponse Failure(StorageError error, bool withBody = true)
    {
        var response = new InMemoryResponse(error.Status, error.Reason).With("x-ms-error-code", error.Code);
        return withBody && error.Status != 304
            ? Xml(response, xml =>
            {
                xml.WriteStartElement("Error");
                xml.WriteElementString("Code", error.Code);
                xml.WriteElementString("Message", error.Message);
                xml.WriteEndElement();
            })
            : response;
    }

    public static InMemoryResponse Stored(int status, string reason, BlobRecord blob) => new InMemoryResponse(status, reason)
        .With("ETag", blob.ETag)
        .With("Last-Modified", Time(blob.ModifiedAt))
        .With("x-ms-request-server-encrypted", "true");

    public static InMemoryResponse Properties(int status, string reason, BlobRecord blob, long contentLength)
    {
        var response = new InMemoryResponse(status, reason)
            .With("Content-Length", contentLength.ToString(CultureInfo.InvariantCulture))
            .With("ETag", blob.ETag)
            .With("Last-Modified", Time(blob.ModifiedAt))
            .With("Accept-Ranges", "bytes")
            .With("x-ms-blob-type", "BlockBlob")
            .With("x-ms-creation-time", Time(blob.CreatedAt))
            .With("x-ms-lease-status", "unlocked")
            .With("x-ms-lease-state", "available")
            .With("x-ms-server-encrypted", "true");
        foreach (var (name, value) in blob.Headers)
            response.With(name, value);
        foreach (var (name, value) in blob.Metadata)
            response.With("x-ms-meta-" + name, value);
        return response;
    }

    public static InMemoryResponse Xml(InMemoryResponse response, Action<XmlWriter> write)
    {
        var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false }))
            write(xml);
        body.Position = 0;
        return response.With("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)).WithBody("application/xml", body);
    }

    public static string Time(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);
}
