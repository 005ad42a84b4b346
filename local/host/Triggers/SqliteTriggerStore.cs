using Collections.Local.Durable;

namespace Collections.Local.Host.Triggers;

/// <summary>Trigger state in the host's database.</summary>
internal sealed class SqliteTriggerStore : ITriggerStore
{
    private readonly LocalDatabase database;

    public SqliteTriggerStore(LocalDatabase database)
    {
        this.database = database;
        database.EnsureSchema("CREATE TABLE IF NOT EXISTS trigger_state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
    }

    public IEnumerable<KeyValuePair<string, string>> Load() => database.Read(connection => connection.Query(
        "SELECT key, value FROM trigger_state", row => KeyValuePair.Create(row.GetString(0), row.GetString(1))));

    public void Save(string key, string value) => database.Write(connection => connection.Execute(
        "INSERT INTO trigger_state (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value));

    public void Remove(string key) => database.Write(connection => connection.Execute("DELETE FROM trigger_state WHERE key = $1", key));
}
