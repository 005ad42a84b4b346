namespace Collections.Local.Host.Storage.InMemory.Tables;

/// <summary>Makes all changes of a batch, or none: a refused one takes back those before it.</summary>
internal readonly struct EntityGroupTransaction(EntityTable table, Scratch scratch)
{
    private const int MaxOperations = 100;
    private const string Boundary = "batchresponse_00000000-0000-0000-0000-000000000000";

    private static ReadOnlySpan<byte> Start =>
        "--batchresponse_00000000-0000-0000-0000-000000000000\r\nContent-Type: multipart/mixed; boundary=changesetresponse_00000000-0000-0000-0000-000000000000\r\n\r\n"u8;

    private static ReadOnlySpan<byte> PartStart =>
        "--changesetresponse_00000000-0000-0000-0000-000000000000\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 "u8;

    private static ReadOnlySpan<byte> End =>
        "--changesetresponse_00000000-0000-0000-0000-000000000000--\r\n--batchresponse_00000000-0000-0000-0000-000000000000--\r\n"u8;

    public InMemoryResponse Answer(ReadOnlySpan<BatchPart> parts, ReadOnlySpan<byte> body)
    {
        if (parts.Length > MaxOperations)
            return Failure(TableErrors.TooManyOperations, MaxOperations, scratch.Output);
        var changes = scratch.Changes;
        changes.Clear();
        scratch.Output.Append(Start);
        lock (table.Gate)
        {
            for (var index = 0; index < parts.Length; index++)
            {
                if (Apply(parts[index], body) is not { } refusal)
                    continue;
                for (var last = changes.Count - 1; last >= 0; last--)
                    table.Undo(changes[last]);
                return Failure(refusal, index, scratch.Output);
            }
        }
        return Accepted(scratch.Output.Append(End));
    }

    /// <summary>The answer of a batch that changed nothing: 202 around the one error.</summary>
    public static InMemoryResponse Failure(StorageError error, int index, ByteBuffer output)
    {
        output.Clear();
        output.Append(Start).Append(PartStart).Append(error.Status).Append((byte)' ').Append(error.Reason)
            .Append("\r\nContent-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8\r\nDataServiceVersion: 3.0;\r\n\r\n"u8);
        TableReplies.AppendError(output, error, index);
        return Accepted(output.Append("\r\n"u8).Append(End));
    }

    private static InMemoryResponse Accepted(ByteBuffer output) =>
        new InMemoryResponse(202, "Accepted").WithBody("multipart/mixed; boundary=" + Boundary, output.ToArray());

    private StorageError? Apply(BatchPart part, ReadOnlySpan<byte> body)
    {
        var entity = scratch.Entity;
        var address = scratch.Batch.AddressOf(part, body);
        var kind = KindOf(body[part.Method]);
        if (kind is null || address.HasKeys == (kind == WriteKind.Insert))
            return TableErrors.NotImplemented("such an operation in a batch");
        if (kind != WriteKind.Delete && entity.Read(body[part.Body]) is { } invalid)
            return invalid;
        if (kind == WriteKind.Insert && !entity.HasKeys)
            return TableErrors.KeysMissing;
        var partitionKey = kind == WriteKind.Insert ? entity.PartitionKey : address.PartitionKey;
        var rowKey = kind == WriteKind.Insert ? entity.RowKey : address.RowKey;
        foreach (var earlier in scratch.Changes)
        {
            if (!earlier.Partition.Key.SequenceEqual(partitionKey))
                return TableErrors.OtherPartition;
            if ((earlier.After ?? earlier.Before)!.Key.SequenceEqual(rowKey))
                return TableErrors.RowTwice;
        }
        if (table.Write(kind.Value, partitionKey, rowKey, body[part.IfMatch], entity.Properties, out var change) is { } refusal)
            return refusal;
        scratch.Changes.Add(change);
        AppendDone(change.After);
        return null;
    }

    private void AppendDone(Row? row)
    {
        var output = scratch.Output.Append(PartStart).Append("204 No Content\r\nDataServiceVersion: 1.0;\r\n"u8);
        if (row is not null)
        {
            output.Append("ETag: "u8);
            ETagText.Append(output, row.Version, json: false);
            output.Append("\r\n"u8);
        }
        output.Append("\r\n\r\n"u8);
    }

    private static WriteKind? KindOf(ReadOnlySpan<byte> method) =>
        method.SequenceEqual("POST"u8) ? WriteKind.Insert
        : method.SequenceEqual("PUT"u8) ? WriteKind.Replace
        : method.SequenceEqual("PATCH"u8) || method.SequenceEqual("MERGE"u8) ? WriteKind.Merge
        : method.SequenceEqual("DELETE"u8) ? WriteKind.Delete
        : null;
}
