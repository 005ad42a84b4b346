using Collections.Local.Durable;
using Microsoft.Data.Sqlite;

namespace Collections.Local.Host.Bus;

/// <summary>The broker's state in the host's one file, beside the durable engine's. Instants are stored as UTC ticks.</summary>
public sealed class SqliteBrokerStore : IBrokerStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS bus_entities (
            path TEXT COLLATE NOCASE PRIMARY KEY, kind INTEGER NOT NULL, sent INTEGER NOT NULL, last_sequence INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS bus_messages (
            path TEXT COLLATE NOCASE NOT NULL, sequence INTEGER NOT NULL, available_at INTEGER NOT NULL, delivery_count INTEGER NOT NULL,
            header TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (path, sequence));
        CREATE TABLE IF NOT EXISTS bus_ids (
            name TEXT COLLATE NOCASE NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (name, message_id)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS bus_ids_by_time ON bus_ids (name, at);
        """;

    private readonly LocalDatabase database;

    public SqliteBrokerStore(LocalDatabase database)
    {
        this.database = database;
        database.EnsureSchema(Schema);
    }

    public BrokerSnapshot Load() => database.Read(connection => new BrokerSnapshot(
        connection.Query(
            "SELECT path, kind, sent, last_sequence FROM bus_entities",
            row => new StoredEntity(row.GetString(0), (BrokerEntityKind)row.GetInt32(1), row.GetInt64(2), row.GetInt64(3))),
        connection.Query("SELECT path, sequence, available_at, delivery_count, header, body FROM bus_messages", ReadMessage),
        connection.Query(
            "SELECT name, message_id, at FROM bus_ids ORDER BY at",
            row => new BrokerChange.IdSeen(row.GetString(0), row.GetString(1), Instant(row.GetInt64(2))))));

    public ValueTask CommitAsync(IReadOnlyList<BrokerChange> changes) => new(database.WriteAsync(connection =>
    {
        foreach (BrokerChange change in changes)
            Apply(connection, change);
    }));

    private static int Apply(SqliteConnection connection, BrokerChange change) => change switch
    {
        BrokerChange.Declared(var path, var kind) => connection.Execute(
            "INSERT INTO bus_entities (path, kind, sent, last_sequence) VALUES ($1, $2, 0, 0) ON CONFLICT (path) DO UPDATE SET kind = excluded.kind",
            path, (int)kind),
        BrokerChange.Sent(var name, var sequence) => connection.Execute(
            """
            INSERT INTO bus_entities (path, kind, sent, last_sequence) VALUES ($1, 0, 1, $2)
            ON CONFLICT (path) DO UPDATE SET sent = sent + 1, last_sequence = max(last_sequence, excluded.last_sequence)
            """,
            name, sequence),
        BrokerChange.Stored(var path, var entry) => connection.Execute(
            "INSERT INTO bus_messages (path, sequence, available_at, delivery_count, header, body) VALUES ($1, $2, $3, $4, $5, $6)",
            path, entry.Sequence, entry.AvailableAt.UtcTicks, entry.DeliveryCount, StoredHeader.Write(entry), entry.Content.Body.ToArray()),
        BrokerChange.Delivered(var path, var sequence, var count) => connection.Execute(
            "UPDATE bus_messages SET delivery_count = $3 WHERE path = $1 AND sequence = $2", path, sequence, count),
        BrokerChange.Removed(var path, var sequence) => connection.Execute(
            "DELETE FROM bus_messages WHERE path = $1 AND sequence = $2", path, sequence),
        BrokerChange.IdSeen(var name, var id, var at) => connection.Execute(
            "INSERT OR REPLACE INTO bus_ids (name, message_id, at) VALUES ($1, $2, $3)", name, id, at.UtcTicks),
        BrokerChange.IdsForgotten(var name, var before) => connection.Execute(
            "DELETE FROM bus_ids WHERE name = $1 AND at < $2", name, before.UtcTicks),
        _ => throw new InvalidOperationException($"Unknown change {change.GetType().Name}."),
    };

    private static BrokerChange.Stored ReadMessage(SqliteDataReader row)
    {
        BrokerEntry entry = StoredHeader.Read(
            row.GetString(4), row.GetInt64(1), Instant(row.GetInt64(2)), BinaryData.FromBytes(row.GetFieldValue<byte[]>(5)));
        entry.DeliveryCount = row.GetInt32(3);
        return new BrokerChange.Stored(row.GetString(0), entry);
    }

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
