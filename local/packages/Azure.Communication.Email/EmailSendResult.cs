namespace Azure.Communication.Email;

/// <summary>The end of a sending: the service has handed the message over, which is not yet delivered.</summary>
public class EmailSendResult
{
    internal EmailSendResult(string id, EmailSendStatus status) => (Id, Status) = (id, status);

    public EmailSendStatus Status { get; }

    internal string Id { get; }
}
