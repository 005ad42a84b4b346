namespace Collections.Local.Host.Sms;

/// <summary>Where messages outlive the process. The inbox keeps them in memory too and writes every change through.</summary>
public interface ISmsStore
{
    /// <summary>All messages by sequence.</summary>
    IReadOnlyList<SmsMessage> Load();

    /// <summary>Makes the messages durable, new or changed, all or none.</summary>
    ValueTask SaveAsync(IReadOnlyList<SmsMessage> messages);
}

/// <summary>Keeps nothing: the inbox's own memory is all there is.</summary>
public sealed class MemorySmsStore : ISmsStore
{
    public IReadOnlyList<SmsMessage> Load() => [];

    public ValueTask SaveAsync(IReadOnlyList<SmsMessage> messages) => ValueTask.CompletedTask;
}
