using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Carriers;

/// <summary>A message reached the device when the pack that let it go would not have: an alarm, since the margin before the window's end was too short. (R9.3)</summary>
/// <param name="At">When it was delivered.</param>
/// <param name="Rule">The window that was closed.</param>
public sealed record DeliveredOutsideWindow(string Contact, DateTimeOffset At, string Rule) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The debtor answered a message, in words that a person reads. The words stand in the debtor's partition. (R5.7)</summary>
/// <param name="Text">Id of the text.</param>
public sealed record ReplyReceived(Channel Channel, string Text) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The debtor opened a channel again that he had closed; the case tells of it before the ledger does.</summary>
/// <param name="Source">How he said so: <c>reply</c>.</param>
/// <param name="Text">Id of his words, which are the consent.</param>
public sealed record ChannelReopened(Channel Channel, string Source, string Text) : Fact
{
    internal override bool IsPublished => true;
}
