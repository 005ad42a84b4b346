using Collections.Functions.Cases;
using Collections.Functions.Contact;

namespace Collections.Functions.Workbench;

/// <summary>How a case's contacts went so far.</summary>
/// <param name="Delivered">Messages that reached the device.</param>
/// <param name="NotBefore">Until then the gate said no, by channel.</param>
/// <param name="ClosedChannels">Closed by the debtor, or without a lawful number.</param>
public sealed record ContactSummary(
    int Delivered, int CallAttempts, int AttemptsWithoutAnswer, int Conversations, int Refusals, DateTimeOffset? LastMessageAt, DateTimeOffset? LastCallAt,
    DateTimeOffset? LastConversationAt, IReadOnlyDictionary<Channel, DateTimeOffset> NotBefore, IReadOnlyList<Channel> ClosedChannels)
{
    public static ContactSummary Of(ContactProgress contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        return new ContactSummary(
            contacts.Delivered, contacts.CallAttempts, contacts.AttemptsWithoutAnswer, contacts.Conversations, contacts.Refusals, contacts.LastMessageAt, contacts.LastCallAt,
            contacts.LastConversationAt, contacts.NotBefore, contacts.ClosedChannels);
    }
}
