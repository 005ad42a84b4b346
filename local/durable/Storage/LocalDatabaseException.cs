namespace Collections.Local.Durable;

/// <summary>The host's file cannot be used; the message says what to do.</summary>
public sealed class LocalDatabaseException : Exception
{
    public LocalDatabaseException(string message)
        : base(message)
    {
    }

    public LocalDatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
