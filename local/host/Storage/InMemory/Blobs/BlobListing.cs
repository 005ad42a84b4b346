using System.Globalization;
using System.Text;
using System.Xml;

namespace Collections.Local.Host.Storage.InMemory.Blobs;

/// <summary>One page of a container's blobs, by prefix and, where a delimiter is given, by folder.</summary>
internal static class BlobListing
{
    private const int MaxPage = 5000;

    public static InMemoryResponse Answer(BlobContainer container, QueryString query)
    {
        var prefix = query["prefix"] ?? "";
        var max = query["maxresults"] is { } text ? Math.Clamp(int.Parse(text, CultureInfo.InvariantCulture), 1, MaxPage) : MaxPage;
        var withMetadata = query["include"]?.Contains("metadata", StringComparison.OrdinalIgnoreCase) == true;
        return BlobReplies.Xml(new InMemoryResponse(200, "OK"), xml =>
        {
            xml.WriteStartElement("EnumerationResults");
            xml.WriteAttributeString("ServiceEndpoint", InMemoryStorage.BlobEndpoint);
            xml.WriteAttributeString("ContainerName", container.Name);
            xml.WriteElementString("Prefix", prefix);
            xml.WriteElementString("MaxResults", XmlConvert.ToString(max));
            xml.WriteStartElement("Blobs");
            string? next;
            lock (container.Gate)
                next = WritePage(xml, container, Encoding.UTF8.GetBytes(prefix), query["marker"], query["delimiter"], max, withMetadata);
            xml.WriteEndElement();
            xml.WriteElementString("NextMarker", next ?? "");
            xml.WriteEndElement();
        });
    }

    private static string? WritePage(XmlWriter xml, BlobContainer container, byte[] prefix, string? marker, string? delimiter, int max, bool withMetadata)
    {
        var written = 0;
        string? folder = null;
        var blobs = container.Blobs.From(string.IsNullOrEmpty(marker) ? prefix : Encoding.UTF8.GetBytes(marker));
        while (blobs.MoveNext() && blobs.Current.Key.StartsWith(prefix))
        {
            var name = Encoding.UTF8.GetString(blobs.Current.Key);
            if (folder is not null && name.StartsWith(folder, StringComparison.Ordinal))
                continue;
            if (written++ == max)
                return name;
            folder = FolderOf(name, Encoding.UTF8.GetCharCount(prefix), delimiter);
            if (folder is not null)
                WriteFolder(xml, folder);
            else
                WriteBlob(xml, name, blobs.Current, withMetadata);
        }
        return null;
    }

    private static string? FolderOf(string name, int prefixLength, string? delimiter) =>
        string.IsNullOrEmpty(delimiter) || name.IndexOf(delimiter, prefixLength, StringComparison.Ordinal) is not (var at and >= 0)
            ? null
            : name[..(at + delimiter.Length)];

    private static void WriteFolder(XmlWriter xml, string folder)
    {
        xml.WriteStartElement("BlobPrefix");
        xml.WriteElementString("Name", folder);
        xml.WriteEndElement();
    }

    private static void WriteBlob(XmlWriter xml, string name, BlobRecord blob, bool withMetadata)
    {
        xml.WriteStartElement("Blob");
        xml.WriteElementString("Name", name);
        xml.WriteStartElement("Properties");
        xml.WriteElementString("Creation-Time", BlobReplies.Time(blob.CreatedAt));
        xml.WriteElementString("Last-Modified", BlobReplies.Time(blob.ModifiedAt));
        xml.WriteElementString("Etag", blob.ETag.Trim('"'));
        xml.WriteElementString("Content-Length", XmlConvert.ToString(blob.Length));
        foreach (var (header, value) in blob.Headers)
            xml.WriteElementString(header, value);
        xml.WriteElementString("BlobType", "BlockBlob");
        xml.WriteElementString("LeaseStatus", "unlocked");
        xml.WriteElementString("LeaseState", "available");
        xml.WriteElementString("ServerEncrypted", "true");
        xml.WriteEndElement();
        if (withMetadata)
        {
            xml.WriteStartElement("Metadata");
            foreach (var (key, value) in blob.Metadata)
                xml.WriteElementString(key, value);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
