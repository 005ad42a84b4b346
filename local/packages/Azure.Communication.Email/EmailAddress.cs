namespace Azure.Communication.Email;

/// <summary>A mailbox, with the name shown beside it.</summary>
public readonly struct EmailAddress
{
    public EmailAddress(string address)
        : this(address, string.Empty)
    {
    }

    public EmailAddress(string address, string displayName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        Address = address;
        DisplayName = displayName;
    }

    public string Address { get; }

    public string DisplayName { get; }
}
