using Microsoft.Data.Sqlite;

namespace Collections.Local.Durable;

/// <summary>
/// Keeps everything in the host's SQLite file: a commit is one transaction, and a waiting instance costs rows, not memory. What is taken and
/// not yet given back is known in memory alone, so a killed host loses nothing but the knowledge of what it was doing.
/// </summary>
/// <remarks>The file belongs to who opened it; disposing of the store leaves it open.</remarks>
public sealed class SqliteStore : IDurableStore
{
    private readonly LocalDatabase database;
    private readonly Lock gate = new();
    private readonly HashSet<string> busyInstances = new(StringComparer.Ordinal);
    private readonly HashSet<long> takenActivities = [];
    private readonly RecentHistories histories = new();
    private long sequence;
    private long storedTicks = -1;

    public SqliteStore(LocalDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        this.database = database;
        database.EnsureSchema(SqliteRows.Schema);
        database.Read(connection => connection.First("SELECT sequence, time FROM durable_progress", row =>
        {
            sequence = row.GetInt64(0);
            storedTicks = row.GetInt64(1);
            return this;
        }));
    }

    public DateTimeOffset? StoredTime => Volatile.Read(ref storedTicks) is >= 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public DateTimeOffset? NextDue(WorkKinds kinds)
    {
        lock (gate)
        {
            return database.Read(connection =>
            {
                WorkKey? message = FirstMessage(connection, DateTimeOffset.MaxValue, kinds);
                ActivityWork? activity = FirstActivity(connection, DateTimeOffset.MaxValue, kinds);
                long due = Math.Min(message?.DueTicks ?? long.MaxValue, activity?.Due.UtcTicks ?? long.MaxValue);
                return due == long.MaxValue ? (DateTimeOffset?)null : new DateTimeOffset(due, TimeSpan.Zero);
            });
        }
    }

    // The gate is held while looking: an item given back before was committed before, so what is seen of it here is its new state.
    public WorkItem? Take(DateTimeOffset now, WorkKinds kinds)
    {
        lock (gate)
        {
            return database.Read<WorkItem?>(connection =>
            {
                connection.Execute("BEGIN");
                try
                {
                    return Take(connection, now, kinds);
                }
                finally
                {
                    connection.Execute("COMMIT");
                }
            });
        }
    }

    public void Release(WorkItem item)
    {
        lock (gate)
        {
            if (item is ActivityWork)
                takenActivities.Remove(item.Sequence);
            else
                busyInstances.Remove(item.InstanceId);
        }
    }

    public async ValueTask<T> CommitAsync<T>(DateTimeOffset now, Func<IDurableTransaction, T> unit)
    {
        T result = await database.WriteAsync(connection =>
        {
            T done = unit(new SqliteUnit(connection, this));
            connection.Execute(
                """
                INSERT INTO durable_progress VALUES (1, $1, $2)
                ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, time = max(time, excluded.time)
                """,
                sequence,
                now.UtcTicks);
            return done;
        });
        InterlockedMax(ref storedTicks, now.UtcTicks);
        return result;
    }

    public InstanceState? Find(string instanceId) => database.Read(connection => SqliteRows.Find(connection, instanceId));

    public IReadOnlyList<InstanceState> List(InstanceFilter filter, string? after, int limit) =>
        database.Read(connection => SqliteRows.List(connection, filter, after, limit));

    public StoreCounts Count() => database.Read(SqliteRows.Count);

    public IReadOnlyList<string> FinishedBefore(DateTimeOffset time, int limit) => database.Read(connection => connection.Query(
        $"SELECT id FROM durable_instances WHERE {SqliteRows.Finished} AND updated < $1 ORDER BY updated, id LIMIT $2", row => row.GetString(0), time.UtcTicks, limit));

    public IReadOnlyList<HistoryEvent> ReadHistory(string instanceId) => database.Read(connection => SqliteRows.History(connection, instanceId));

    public IReadOnlyList<Message> ReadMessages(string instanceId) =>
        database.Read(connection => SqliteRows.ReadyMessages(connection, instanceId, DateTimeOffset.MaxValue));

    public IReadOnlyList<Message> ReadTimers(int limit) => database.Read(connection => SqliteRows.Timers(connection, limit));

    public void Dispose()
    {
    }

    // Units run one after the other, so the counter needs no guard; one that is undone leaves a gap, which harms nobody.
    internal long NextSequence() => ++sequence;

    private WorkItem? Take(SqliteConnection connection, DateTimeOffset now, WorkKinds kinds)
    {
        WorkKey? message = FirstMessage(connection, now, kinds);
        ActivityWork? activity = FirstActivity(connection, now, kinds);
        if (activity is not null
            && (message is null || new WorkKey(activity.Due.UtcTicks, activity.InstanceId, activity.Sequence).CompareTo(message.Value) < 0))
        {
            takenActivities.Add(activity.Sequence);
            return activity;
        }

        if (message is not { } first)
            return null;
        InstanceState state = SqliteRows.Find(connection, first.InstanceId)!;
        var episode = new EpisodeWork(
            state, histories.Read(connection, state), SqliteRows.ReadyMessages(connection, first.InstanceId, now));
        busyInstances.Add(first.InstanceId);
        return episode;
    }

    private WorkKey? FirstMessage(SqliteConnection connection, DateTimeOffset now, WorkKinds kinds) => kinds.HasFlag(WorkKinds.Episodes)
        ? connection.First(
            "SELECT due, instance, sequence FROM durable_messages WHERE due <= $1 ORDER BY due, instance, sequence",
            row => busyInstances.Contains(row.GetString(1)) ? (WorkKey?)null : new WorkKey(row.GetInt64(0), row.GetString(1), row.GetInt64(2)),
            now.UtcTicks)
        : null;

    private ActivityWork? FirstActivity(SqliteConnection connection, DateTimeOffset now, WorkKinds kinds) => kinds.HasFlag(WorkKinds.Activities)
        ? connection.First(
            """
            SELECT instance, due, sequence, execution, task, name, input FROM durable_activities
            WHERE due <= $1 ORDER BY due, instance, sequence
            """,
            row => takenActivities.Contains(row.GetInt64(2)) ? null : SqliteRows.Activity(row),
            now.UtcTicks)
        : null;

    private static void InterlockedMax(ref long target, long value)
    {
        long seen = Volatile.Read(ref target);
        while (seen < value)
            seen = Interlocked.CompareExchange(ref target, value, seen) is var found && found == seen ? value : found;
    }
}
