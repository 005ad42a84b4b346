namespace Azure.Communication.Email;

/// <summary>Whom a message goes to.</summary>
public class EmailRecipients
{
    public EmailRecipients(IEnumerable<EmailAddress> to) => To = [.. to ?? throw new ArgumentNullException(nameof(to))];

    public IList<EmailAddress> To { get; }
}
