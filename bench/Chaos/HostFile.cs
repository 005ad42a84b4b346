using System.Globalization;
using Collections.Local.Host.Sms;
using Microsoft.Data.Sqlite;

namespace Collections.Bench.Chaos;

/// <summary>The file of a host that somebody else runs, or nobody: what is on the disk, seen from outside.</summary>
internal sealed class HostFile(string folder)
{
    private readonly string path = Path.Combine(folder, "host.db");

    /// <summary>Where business time stands; null while there is nothing.</summary>
    public DateTimeOffset? Clock => Query("SELECT value FROM trigger_state WHERE key = 'clock'", row => row.GetString(0)) is [var text]
        ? DateTimeOffset.Parse(text.Split('|')[2], CultureInfo.InvariantCulture)
        : null;

    /// <summary>Names of the activities that have begun or are to begin, and have not been committed as done.</summary>
    public IReadOnlyList<string> OpenActivities => Query("SELECT name FROM durable_activities ORDER BY sequence", row => row.GetString(0));

    /// <summary>Tags of the text messages that the network took.</summary>
    public IReadOnlyList<string> SentTags => Query(
        $"SELECT tag FROM sms_messages WHERE direction = {(int)SmsDirection.Outgoing} AND status <> {(int)SmsStatus.Refused}", row => row.GetString(0));

    /// <summary>Running instances of an orchestration with nothing that would ever wake them.</summary>
    public IReadOnlyList<string> WithoutAnythingToCome(string orchestration) => Query(
        $"""
        SELECT id FROM durable_instances i WHERE status = 0 AND name = '{orchestration}'
        AND NOT EXISTS (SELECT 1 FROM durable_messages m WHERE m.instance = i.id) AND NOT EXISTS (SELECT 1 FROM durable_activities a WHERE a.instance = i.id)
        """,
        row => row.GetString(0));

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read)
    {
        if (!File.Exists(path)) return [];
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read()) rows.Add(read(reader));
            return rows;
        }
        catch (SqliteException early) when (early.SqliteErrorCode is 1 or 14)
        {
            // Killed before its tables were there.
            return [];
        }
    }
}
