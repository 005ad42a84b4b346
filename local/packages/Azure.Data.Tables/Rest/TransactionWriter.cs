namespace Azure.Data.Tables;

/// <summary>Writes a transaction as the service's multipart body: one change set, one part for each operation.</summary>
internal static class TransactionWriter
{
    // The boundaries may be the same for every request: JSON writes no line breaks, so no content can hold them.
    public const string ContentType = "multipart/mixed; boundary=batch_8f3d4f5e-6f0b-4c39-9a1e-2b7c5d1e9a40";

    private const int MostOperations = 100;
    private const int LargestBody = 4 * 1024 * 1024;

    public static void Write(PooledContent content, TableAddress address, IEnumerable<TableTransactionAction> actions)
    {
        content.Append("--batch_8f3d4f5e-6f0b-4c39-9a1e-2b7c5d1e9a40\r\n"u8);
        content.Append("Content-Type: multipart/mixed; boundary=changeset_c1a9d5b2-7e84-4d06-b3f1-0e6a8c2d7f15\r\n\r\n"u8);
        var rows = new Rows();
        int index = 0;
        foreach (TableTransactionAction action in actions)
        {
            if (index == MostOperations)
                throw Refusal.TooManyOperations();
            rows.Add(index, action.Entity);
            WriteOperation(content, address, action, index, rows.PartitionKeyInAddress);
            index++;
        }

        if (index == 0)
            throw new InvalidOperationException("A transaction holds at least one action.");
        content.Append("--changeset_c1a9d5b2-7e84-4d06-b3f1-0e6a8c2d7f15--\r\n--batch_8f3d4f5e-6f0b-4c39-9a1e-2b7c5d1e9a40--\r\n"u8);
        if (content.Length > LargestBody)
            throw Refusal.TransactionTooLarge();
    }

    private static void WriteOperation(
        PooledContent content, TableAddress address, TableTransactionAction action, int index, string partitionKey)
    {
        content.Append("--changeset_c1a9d5b2-7e84-4d06-b3f1-0e6a8c2d7f15\r\n"u8);
        content.Append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8);
        content.Append(action.ActionType switch
        {
            TableTransactionActionType.Add => "POST "u8,
            TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => "PATCH "u8,
            TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => "PUT "u8,
            TableTransactionActionType.Delete => "DELETE "u8,
            _ => throw new InvalidOperationException($"Unknown transaction action {action.ActionType}."),
        });
        content.Append(address.Absolute);
        if (action.ActionType != TableTransactionActionType.Add)
        {
            content.Append("(PartitionKey='"u8);
            content.AppendAscii(partitionKey);
            content.Append("',RowKey='"u8);
            content.AppendAscii(TableAddress.Escape(action.Entity.RowKey));
            content.Append("')"u8);
        }

        content.Append(" HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\nPrefer: return-no-content\r\n"u8);
        if (Condition(action) is { } condition)
        {
            content.Append("If-Match: "u8);
            content.AppendAscii(condition);
            content.Append("\r\n"u8);
        }

        if (action.ActionType == TableTransactionActionType.Delete)
            content.Append("\r\n\r\n"u8);
        else
            WriteEntity(content, action.Entity, index);
    }

    private static void WriteEntity(PooledContent content, ITableEntity entity, int index)
    {
        content.Append("Content-Type: application/json;odata=nometadata\r\n\r\n"u8);
        try
        {
            content.Json.Reset();
            EntityWriter.Write(content.Json, entity);
        }
        catch (RequestFailedException refusal)
        {
            throw Refusal.At(index, refusal);
        }

        content.Append("\r\n"u8);
    }

    private static string? Condition(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Delete => action.ETag == default ? "*" : action.ETag.ToString("H"),
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace when action.ETag != default => action.ETag.ToString("H"),
        _ => null,
    };

    /// <summary>Keeps watch that the rows are of one partition and each comes once.</summary>
    private struct Rows
    {
        private const int FewRows = 8;

        private readonly string?[] _few = new string?[FewRows];
        private HashSet<string>? _many;
        private string? _partitionKey;

        public Rows()
        {
        }

        public string PartitionKeyInAddress { get; private set; } = "";

        public void Add(int index, ITableEntity entity)
        {
            ArgumentNullException.ThrowIfNull(entity.PartitionKey);
            ArgumentNullException.ThrowIfNull(entity.RowKey);
            if (_partitionKey is null)
            {
                _partitionKey = entity.PartitionKey;
                PartitionKeyInAddress = TableAddress.Escape(_partitionKey);
            }
            else if (_partitionKey != entity.PartitionKey)
            {
                throw Refusal.OtherPartition(index);
            }

            if (!IsNew(index, entity.RowKey))
                throw Refusal.RowTwice(index, entity.RowKey);
        }

        private bool IsNew(int index, string rowKey)
        {
            if (index < FewRows)
            {
                if (_few.AsSpan(0, index).Contains(rowKey))
                    return false;
                _few[index] = rowKey;
                return true;
            }

            _many ??= new HashSet<string>(_few!, StringComparer.Ordinal);
            return _many.Add(rowKey);
        }
    }
}
