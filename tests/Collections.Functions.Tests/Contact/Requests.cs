using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>Contacts wanted for other accounts of the same debtor.</summary>
internal static class Requests
{
    public static ContactRequest Sms(string contact, string account, ContactWorld world) => Of(contact, Channel.Sms, account, world);

    public static ContactRequest Of(string contact, Channel channel, string account, ContactWorld world) => new(
        contact, "DEMO", ContactWorld.Debtor, Given.Key, Ledgers.Intend(channel, account: account), [world.Profiles.PhoneHash(ContactWorld.Mobile)], "system");
}
