namespace Azure.Communication.Email;

/// <summary>What a message says: a subject, and a body in one or both forms.</summary>
public class EmailContent
{
    public EmailContent(string subject) => Subject = subject ?? throw new ArgumentNullException(nameof(subject));

    public string Subject { get; }

    public string? PlainText { get; set; }

    public string? Html { get; set; }
}
