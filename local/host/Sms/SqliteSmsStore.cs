using Collections.Local.Durable;
using Microsoft.Data.Sqlite;

namespace Collections.Local.Host.Sms;

/// <summary>The inbox's messages in the host's one file. Instants are stored as UTC ticks.</summary>
public sealed class SqliteSmsStore : ISmsStore
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS sms_messages (
            sequence INTEGER PRIMARY KEY, direction INTEGER NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL, text TEXT NOT NULL,
            tag TEXT, status INTEGER NOT NULL, detail TEXT, at INTEGER NOT NULL, technical_at INTEGER NOT NULL, repeatability_id TEXT,
            report_wanted INTEGER NOT NULL, reply TEXT, event_due INTEGER, event_done INTEGER, event_attempts INTEGER NOT NULL);
        """;

    private const string Columns =
        "sequence, direction, sender, recipient, text, tag, status, detail, at, technical_at, repeatability_id, report_wanted, reply, "
        + "event_due, event_done, event_attempts";

    private readonly LocalDatabase database;

    public SqliteSmsStore(LocalDatabase database)
    {
        this.database = database;
        database.EnsureSchema(Schema);
    }

    public IReadOnlyList<SmsMessage> Load() =>
        database.Read(connection => connection.Query($"SELECT {Columns} FROM sms_messages ORDER BY sequence", Read));

    public ValueTask SaveAsync(IReadOnlyList<SmsMessage> messages) => new(database.WriteAsync(connection =>
    {
        foreach (SmsMessage message in messages)
        {
            connection.Execute(
                $"INSERT OR REPLACE INTO sms_messages ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                message.Sequence, (int)message.Direction, message.From, message.To, message.Text, message.Tag, (int)message.Status, message.Detail,
                message.At.UtcTicks, message.TechnicalAt.UtcTicks, message.RepeatabilityId, message.IsReportWanted, message.Reply,
                message.EventDue?.UtcTicks, message.EventDone?.UtcTicks, message.EventAttempts);
        }
    }));

    private static SmsMessage Read(SqliteDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Direction = (SmsDirection)row.GetByte(1),
        From = string.Intern(row.GetString(2)),
        To = row.GetString(3),
        Text = row.GetString(4),
        Tag = row.Text(5),
        Status = (SmsStatus)row.GetByte(6),
        Detail = row.Text(7),
        At = Instant(row.GetInt64(8)),
        TechnicalAt = Instant(row.GetInt64(9)),
        RepeatabilityId = row.Text(10),
        IsReportWanted = row.GetBoolean(11),
        Reply = row.Text(12),
        EventDue = row.IsDBNull(13) ? null : Instant(row.GetInt64(13)),
        EventDone = row.IsDBNull(14) ? null : Instant(row.GetInt64(14)),
        EventAttempts = row.GetInt32(15),
    };

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);
}
