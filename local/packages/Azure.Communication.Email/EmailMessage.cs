namespace Azure.Communication.Email;

/// <summary>A message to send.</summary>
public class EmailMessage
{
    public EmailMessage(string senderAddress, EmailRecipients recipients, EmailContent content)
    {
        ArgumentException.ThrowIfNullOrEmpty(senderAddress);
        ArgumentNullException.ThrowIfNull(recipients);
        ArgumentNullException.ThrowIfNull(content);
        (SenderAddress, Recipients, Content) = (senderAddress, recipients, content);
    }

    public EmailMessage(string senderAddress, string recipientAddress, EmailContent content)
        : this(senderAddress, new EmailRecipients([new EmailAddress(recipientAddress)]), content)
    {
    }

    public string SenderAddress { get; }

    public EmailRecipients Recipients { get; }

    public EmailContent Content { get; }

    /// <summary>Custom headers.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>();

    public IList<EmailAddress> ReplyTo { get; } = [];

    /// <summary>True: the service does not watch whether the message is opened or its links are followed.</summary>
    public bool? UserEngagementTrackingDisabled { get; set; }
}
