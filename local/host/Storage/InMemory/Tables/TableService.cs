using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>The Table service's REST protocol over tables in memory.</summary>
internal sealed class TableService(TimeProvider time) : IStorageService
{
    private const int MaxNameLength = 63;

    [ThreadStatic]
    private static Scratch? t_scratch;

    private readonly ConcurrentDictionary<string, EntityTable> _tables = new(StringComparer.OrdinalIgnoreCase);

    public InMemoryResponse Answer(InMemoryRequest request, ReadOnlySpan<byte> body)
    {
        var scratch = t_scratch ??= new Scratch();
        scratch.Output.Clear();
        var path = request.Uri.Path;
        var buffer = scratch.Address(path.Length * 3);
        var address = new TableAddress(UrlPath.Decode(path, buffer));
        try
        {
            if (address.Name.SequenceEqual("$batch"u8))
                return AnswerBatch(body, scratch);
            if (address.Name.SequenceEqual("Tables"u8))
                return AnswerTables(request, address, body, scratch);
            return FindTable(address.Name) is { } table
                ? AnswerEntities(request, table, address, body, scratch)
                : TableReplies.Failure(TableErrors.TableNotFound);
        }
        catch (FormatException invalid)
        {
            return TableReplies.Failure(TableErrors.InvalidInput(invalid.Message));
        }
    }

    private EntityTable? FindTable(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxNameLength)
            return null;
        Span<char> text = stackalloc char[name.Length];
        Encoding.Latin1.GetChars(name, text);
        return _tables.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var table) ? table : null;
    }

    private static InMemoryResponse AnswerEntities(InMemoryRequest request, EntityTable table, TableAddress address, ReadOnlySpan<byte> body, Scratch scratch)
    {
        var method = request.Method;
        if (method == RequestMethod.Get)
            return address.HasKeys ? Get(request, table, address, scratch) : Query(request, table, scratch);
        if (method == RequestMethod.Post && !address.HasKeys)
            return Insert(request, table, body, scratch);
        if (!address.HasKeys || KindOf(method) is not { } kind)
            return TableReplies.Failure(TableErrors.NotImplemented($"{method} on this address"));

        var properties = ReadOnlySpan<byte>.Empty;
        if (kind != WriteKind.Delete)
        {
            if (scratch.Entity.Read(body) is { } invalid)
                return TableReplies.Failure(invalid);
            properties = scratch.Entity.Properties;
        }
        var ifMatch = request.HeaderList["If-Match"] is { } etag ? Encoding.UTF8.GetBytes(etag) : [];
        lock (table.Gate)
        {
            var refusal = table.Write(kind, address.PartitionKey, address.RowKey, ifMatch, properties, out var change);
            return refusal is not null ? TableReplies.Failure(refusal)
                : change.After is { } row ? TableReplies.Written(row.Version)
                : TableReplies.NoContent();
        }
    }

    /// <summary>What a method does to the entity that the address names; null for others.</summary>
    private static WriteKind? KindOf(RequestMethod method) => method.Method switch
    {
        "PUT" => WriteKind.Replace,
        "PATCH" or "MERGE" => WriteKind.Merge,
        "DELETE" => WriteKind.Delete,
        _ => null,
    };

    private static InMemoryResponse Get(InMemoryRequest request, EntityTable table, TableAddress address, Scratch scratch)
    {
        var selection = request.Uri.Query is { Length: > 0 } query ? Selection.Parse(new QueryString(query)["$select"]) : null;
        lock (table.Gate)
        {
            if (table.Find(address.PartitionKey, address.RowKey) is not { } row)
                return TableReplies.Failure(TableErrors.ResourceNotFound);
            EntityWriter.Append(scratch.Output, table.Metadata, address.PartitionKey, row, selection);
            return new InMemoryResponse(200, "OK").With("ETag", ETagText.Of(row.Version)).WithBody(TableReplies.Json, scratch.Output.ToArray());
        }
    }

    private static InMemoryResponse Query(InMemoryRequest request, EntityTable table, Scratch scratch)
    {
        var query = new TableQuery(new QueryString(request.Uri.Query));
        var output = scratch.Output.Append("{\"value\":["u8);
        (string Partition, string Row)? next;
        lock (table.Gate)
            next = query.AppendPage(table, output);
        var response = new InMemoryResponse(200, "OK").WithBody(TableReplies.Json, output.Append("]}"u8).ToArray());
        return next is { } place
            ? response.With("x-ms-continuation-NextPartitionKey", place.Partition).With("x-ms-continuation-NextRowKey", place.Row)
            : response;
    }

    private static InMemoryResponse Insert(InMemoryRequest request, EntityTable table, ReadOnlySpan<byte> body, Scratch scratch)
    {
        var entity = scratch.Entity;
        if (entity.Read(body) is { } invalid)
            return TableReplies.Failure(invalid);
        if (!entity.HasKeys)
            return TableReplies.Failure(TableErrors.KeysMissing);
        lock (table.Gate)
        {
            if (table.Write(WriteKind.Insert, entity.PartitionKey, entity.RowKey, default, entity.Properties, out var change) is { } refusal)
                return TableReplies.Failure(refusal);
            if (request.HeaderList["Prefer"] == "return-no-content")
                return TableReplies.Written(change.After!.Version);
            EntityWriter.Append(scratch.Output, table.Metadata, entity.PartitionKey, change.After!, null);
            return new InMemoryResponse(201, "Created").With("ETag", ETagText.Of(change.After!.Version)).WithBody(TableReplies.Json, scratch.Output.ToArray());
        }
    }

    private InMemoryResponse AnswerBatch(ReadOnlySpan<byte> body, Scratch scratch)
    {
        if (body.Length > 4 * 1024 * 1024)
            return TableReplies.Failure(TableErrors.BodyTooLarge);
        var parts = scratch.Batch.Read(body);
        if (parts.Length == 0)
            return TableReplies.Failure(TableErrors.InvalidInput("The batch holds no change set."));
        return FindTable(scratch.Batch.TableOf(parts[0], body)) is { } table
            ? new EntityGroupTransaction(table, scratch).Answer(parts, body)
            : EntityGroupTransaction.Failure(TableErrors.TableNotFound, 0, scratch.Output);
    }

    private InMemoryResponse AnswerTables(InMemoryRequest request, TableAddress address, ReadOnlySpan<byte> body, Scratch scratch)
    {
        if (request.Method == RequestMethod.Delete)
            return _tables.TryRemove(Encoding.UTF8.GetString(address.TableKey), out _) ? TableReplies.NoContent() : TableReplies.Failure(TableErrors.ResourceNotFound);
        if (request.Method == RequestMethod.Get)
            return ListTables(request, scratch);
        using var entity = JsonDocument.Parse(body.ToArray());
        var name = entity.RootElement.GetProperty("TableName").GetString()!;
        if (!IsTableName(name))
            return TableReplies.Failure(TableErrors.InvalidName);
        if (!_tables.TryAdd(name, new EntityTable(name, time)))
            return TableReplies.Failure(TableErrors.TableAlreadyExists);
        if (request.HeaderList["Prefer"] == "return-no-content")
            return TableReplies.NoContent().With("Preference-Applied", "return-no-content");
        var created = scratch.Output.Append("{\"TableName\":"u8).AppendJson(Encoding.UTF8.GetBytes(name)).Append((byte)'}');
        return new InMemoryResponse(201, "Created").WithBody(TableReplies.Json, created.ToArray());
    }

    private InMemoryResponse ListTables(InMemoryRequest request, Scratch scratch)
    {
        var query = new QueryString(request.Uri.Query);
        var filter = FilterParser.Parse(query["$filter"]);
        var output = scratch.Output.Append("{\"value\":["u8);
        var start = output.Length;
        foreach (var name in _tables.Values.Select(table => table.Name).Order(StringComparer.Ordinal))
        {
            // A table is found by its one property, like a row.
            var row = Encoding.UTF8.GetBytes($"{{\"TableName\":\"{name}\"}}");
            if (filter is null || filter.Matches(default, new Row(row, 0, 0)))
                (output.Length > start ? output.Append((byte)',') : output).Append(row);
        }
        return new InMemoryResponse(200, "OK").WithBody(TableReplies.Json, output.Append("]}"u8).ToArray());
    }

    private static bool IsTableName(string name) =>
        name.Length is >= 3 and <= MaxNameLength && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);
}
