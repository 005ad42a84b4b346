using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Durable;

/// <summary>The engine's tables, and rows as the engine's types. Times are UTC ticks.</summary>
internal static class SqliteRows
{
    /// <summary>Completed, failed, terminated: see <see cref="OrchestrationRuntimeStatus"/>.</summary>
    public const string Finished = "status IN (1, 3, 5)";

    public const string Schema = $"""
        CREATE TABLE IF NOT EXISTS durable_progress (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sequence INTEGER NOT NULL,
            time INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS durable_instances (
            id TEXT PRIMARY KEY,
            execution INTEGER NOT NULL,
            name TEXT NOT NULL,
            status INTEGER NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            start_at INTEGER NOT NULL,
            input TEXT,
            output TEXT,
            custom_status TEXT,
            failure TEXT,
            parent_id TEXT,
            parent TEXT,
            tags TEXT);
        CREATE INDEX IF NOT EXISTS durable_children ON durable_instances (parent_id) WHERE parent_id IS NOT NULL;
        CREATE INDEX IF NOT EXISTS durable_finished ON durable_instances (updated, id) WHERE {Finished};
        CREATE TABLE IF NOT EXISTS durable_history (
            instance TEXT NOT NULL,
            position INTEGER NOT NULL,
            events TEXT NOT NULL,
            PRIMARY KEY (instance, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS durable_messages (
            sequence INTEGER PRIMARY KEY,
            instance TEXT NOT NULL,
            due INTEGER NOT NULL,
            bound INTEGER NOT NULL,
            event TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS durable_messages_due ON durable_messages (due, instance, sequence);
        CREATE INDEX IF NOT EXISTS durable_messages_instance ON durable_messages (instance, due, sequence);
        CREATE TABLE IF NOT EXISTS durable_activities (
            sequence INTEGER PRIMARY KEY,
            instance TEXT NOT NULL,
            due INTEGER NOT NULL,
            execution INTEGER NOT NULL,
            task INTEGER NOT NULL,
            name TEXT NOT NULL,
            input TEXT);
        CREATE INDEX IF NOT EXISTS durable_activities_due ON durable_activities (due, instance, sequence);
        """;

    private const string InstanceColumns =
        "id, execution, name, status, created, updated, start_at, input, output, custom_status, failure, parent, tags";

    // What the index on ids tells is looked at before the row.
    private const string ListAll = $"""
        SELECT {InstanceColumns} FROM durable_instances
        WHERE id >= $1 AND id IS NOT $2 AND ($4 IS NULL OR instr(id, $4)) AND (1 << status) & $3 AND ($5 IS NULL OR name = $5 COLLATE NOCASE) AND $6 IS NULL
        ORDER BY id
        """;

    private const string ListChildren = $"""
        SELECT {InstanceColumns} FROM durable_instances
        WHERE parent_id = $6 AND id >= $1 AND id IS NOT $2 AND ($4 IS NULL OR instr(id, $4)) AND (1 << status) & $3 AND ($5 IS NULL OR name = $5 COLLATE NOCASE)
        ORDER BY id
        """;

    private const string IsTimer = "event LIKE '%\"TimerFired\"%'";

    public static InstanceState? Find(SqliteConnection connection, string instanceId) =>
        connection.First($"SELECT {InstanceColumns} FROM durable_instances WHERE id = $1", Instance, instanceId);

    public static List<InstanceState> List(SqliteConnection connection, InstanceFilter filter, string? after, int limit)
    {
        var found = new List<InstanceState>();
        connection.First(
            filter.ParentId is null ? ListAll : ListChildren,
            row =>
            {
                InstanceState state = Instance(row);

                // Ids with the prefix stand together.
                if (filter.Prefix is { } prefix && !state.InstanceId.StartsWith(prefix, StringComparison.Ordinal))
                    return found;
                if (filter.Takes(state))
                    found.Add(state);
                return found.Count == limit ? found : null;
            },
            after ?? filter.Prefix ?? string.Empty,
            after,
            filter.Statuses?.Aggregate(0L, (mask, status) => mask | (1L << (int)status)) ?? ~0L,
            filter.IdPart,
            filter.Name,
            filter.ParentId);
        return found;
    }

    public static StoreCounts Count(SqliteConnection connection) => new(
        connection.Query(
            "SELECT status, count(*) FROM durable_instances GROUP BY status",
            row => KeyValuePair.Create((OrchestrationRuntimeStatus)row.GetInt32(0), row.GetInt32(1))).ToDictionary(),
        (int)connection.Scalar<long>($"SELECT count(*) FROM durable_messages WHERE {IsTimer}"));

    public static void Save(SqliteConnection connection, InstanceState state) => connection.Execute(
        """
        INSERT INTO durable_instances (id, execution, name, status, created, updated, start_at, input, output, custom_status, failure, parent, tags, parent_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        ON CONFLICT (id) DO UPDATE SET
            execution = excluded.execution, status = excluded.status, created = excluded.created, updated = excluded.updated,
            start_at = excluded.start_at, input = excluded.input, output = excluded.output, custom_status = excluded.custom_status,
            failure = excluded.failure
        """,
        state.InstanceId,
        state.Execution,
        state.Name,
        (int)state.Status,
        state.CreatedAt.UtcTicks,
        state.LastUpdatedAt.UtcTicks,
        state.StartAt.UtcTicks,
        state.Input,
        state.Output,
        state.CustomStatus,
        HistoryCodec.Write(state.Failure),
        HistoryCodec.Write(state.Parent),
        state.Tags.Count == 0 ? null : HistoryCodec.Write(state.Tags),
        state.Parent?.InstanceId);

    public static List<HistoryEvent> History(SqliteConnection connection, string instanceId)
    {
        var history = new List<HistoryEvent>();
        foreach (string? events in connection.Query(
            "SELECT events FROM durable_history WHERE instance = $1 ORDER BY position", row => row.Text(0), instanceId))
            history.AddRange(HistoryCodec.ReadEvents(events!));
        return history;
    }

    public static List<Message> ReadyMessages(SqliteConnection connection, string instanceId, DateTimeOffset now) => connection.Query(
        "SELECT due, sequence, bound, event FROM durable_messages WHERE instance = $1 AND due <= $2 ORDER BY due, sequence",
        row => new Message(instanceId, Time(row, 0), row.GetInt64(1), row.GetBoolean(2), HistoryCodec.ReadEvent(row.GetString(3))),
        instanceId,
        now.UtcTicks);

    public static List<Message> Timers(SqliteConnection connection, int limit) => connection.Query(
        $"SELECT due, sequence, bound, event, instance FROM durable_messages WHERE {IsTimer} ORDER BY due, instance, sequence LIMIT $1",
        row => new Message(row.GetString(4), Time(row, 0), row.GetInt64(1), row.GetBoolean(2), HistoryCodec.ReadEvent(row.GetString(3))),
        limit);

    public static ActivityWork Activity(SqliteDataReader row) => new(
        Time(row, 1), row.GetString(0), row.GetInt64(2), row.GetInt64(3), row.GetInt32(4), row.GetString(5), row.Text(6));

    public static DateTimeOffset Time(SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);

    private static InstanceState Instance(SqliteDataReader row)
    {
        var state = new InstanceState
        {
            InstanceId = row.GetString(0),
            Execution = row.GetInt64(1),
            Name = row.GetString(2),
            Status = (OrchestrationRuntimeStatus)row.GetInt32(3),
            CreatedAt = Time(row, 4),
            LastUpdatedAt = Time(row, 5),
            StartAt = Time(row, 6),
            Input = row.Text(7),
            Output = row.Text(8),
            CustomStatus = row.Text(9),
            Failure = HistoryCodec.Read<DurableTask.Core.FailureDetails>(row.Text(10)),
            Parent = HistoryCodec.Read<ParentLink>(row.Text(11)),
        };
        return row.IsDBNull(12) ? state : state with { Tags = HistoryCodec.Read<Dictionary<string, string>>(row.Text(12))! };
    }
}
