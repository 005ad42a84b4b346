namespace Azure.Communication.Sms;

/// <summary>What the service did with one recipient's message. An accepted request can hold refused recipients: look at each.</summary>
public class SmsSendResult
{
    internal SmsSendResult(string to, string? messageId, int httpStatusCode, bool successful, string? errorMessage)
    {
        To = to;
        MessageId = messageId;
        HttpStatusCode = httpStatusCode;
        Successful = successful;
        ErrorMessage = errorMessage;
    }

    public string To { get; }

    /// <summary>Names the message in delivery reports; null if it was not accepted.</summary>
    public string? MessageId { get; }

    public int HttpStatusCode { get; }

    /// <summary>Whether the message was accepted, which is not yet delivered.</summary>
    public bool Successful { get; }

    public string? ErrorMessage { get; }
}
