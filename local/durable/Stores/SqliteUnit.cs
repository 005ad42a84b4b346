using Microsoft.Data.Sqlite;

namespace Collections.Local.Durable;

/// <summary>The changes that a unit of work may make, as statements of the transaction that it runs in.</summary>
internal sealed class SqliteUnit(SqliteConnection connection, SqliteStore store) : IDurableTransaction
{
    public long NextSequence() => store.NextSequence();

    public InstanceState? Find(string instanceId) => SqliteRows.Find(connection, instanceId);

    public IReadOnlyList<string> ChildrenOf(string instanceId) => connection.Query(
        "SELECT id FROM durable_instances WHERE parent_id = $1 ORDER BY id", row => row.GetString(0), instanceId);

    public void Save(InstanceState state) => SqliteRows.Save(connection, state);

    public void AppendHistory(string instanceId, IReadOnlyList<HistoryEvent> events) => connection.Execute(
        "INSERT INTO durable_history VALUES ($1, $2, $3)", instanceId, store.NextSequence(), HistoryCodec.Write(events));

    public void ClearHistory(string instanceId) => connection.Execute("DELETE FROM durable_history WHERE instance = $1", instanceId);

    public void Add(Message message) => connection.Execute(
        "INSERT INTO durable_messages VALUES ($1, $2, $3, $4, $5)",
        message.Sequence,
        message.InstanceId,
        message.Due.UtcTicks,
        message.Bound,
        HistoryCodec.Write(message.Event));

    public void Remove(IReadOnlyList<Message> messages)
    {
        foreach (Message message in messages)
            connection.Execute("DELETE FROM durable_messages WHERE sequence = $1", message.Sequence);
    }

    public void RemoveMessages(string instanceId, bool boundOnly) => connection.Execute(
        "DELETE FROM durable_messages WHERE instance = $1 AND bound >= $2", instanceId, boundOnly);

    public void Add(ActivityWork activity) => connection.Execute(
        "INSERT INTO durable_activities (sequence, instance, due, execution, task, name, input) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        activity.Sequence,
        activity.InstanceId,
        activity.Due.UtcTicks,
        activity.Execution,
        activity.TaskId,
        activity.Name,
        activity.Input);

    public void Remove(ActivityWork activity) => connection.Execute("DELETE FROM durable_activities WHERE sequence = $1", activity.Sequence);

    public void Purge(string instanceId)
    {
        ClearHistory(instanceId);
        RemoveMessages(instanceId, boundOnly: false);
        connection.Execute("DELETE FROM durable_instances WHERE id = $1", instanceId);
    }
}
