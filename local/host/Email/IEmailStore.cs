using System.Text.Json;
using Collections.Local.Durable;

namespace Collections.Local.Host.Email;

/// <summary>Where e-mails outlive the process. The inbox keeps them in memory too and writes every change through.</summary>
public interface IEmailStore
{
    /// <summary>All messages by sequence.</summary>
    IReadOnlyList<EmailMessage> Load();

    /// <summary>Makes the messages durable, new or changed, all or none.</summary>
    ValueTask SaveAsync(IReadOnlyList<EmailMessage> messages);
}

/// <summary>Keeps nothing: the inbox's own memory is all there is.</summary>
public sealed class MemoryEmailStore : IEmailStore
{
    public IReadOnlyList<EmailMessage> Load() => [];

    public ValueTask SaveAsync(IReadOnlyList<EmailMessage> messages) => ValueTask.CompletedTask;
}

/// <summary>The e-mails in the host's one file, each as JSON.</summary>
public sealed class SqliteEmailStore : IEmailStore
{
    private readonly LocalDatabase database;

    public SqliteEmailStore(LocalDatabase database)
    {
        this.database = database;
        database.EnsureSchema("CREATE TABLE IF NOT EXISTS email_messages (sequence INTEGER PRIMARY KEY, message TEXT NOT NULL);");
    }

    public IReadOnlyList<EmailMessage> Load() => database.Read(connection => connection.Query(
        "SELECT message FROM email_messages ORDER BY sequence", row => JsonSerializer.Deserialize<EmailMessage>(row.GetString(0))!));

    public ValueTask SaveAsync(IReadOnlyList<EmailMessage> messages) => new(database.WriteAsync(connection =>
    {
        foreach (EmailMessage message in messages)
            connection.Execute("INSERT OR REPLACE INTO email_messages (sequence, message) VALUES ($1, $2)", message.Sequence, JsonSerializer.Serialize(message));
    }));
}
