using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Contact.Texts;

/// <summary>Never the same text twice in a row to a debtor, over all his accounts. (R5.4)</summary>
public class WordingsTests
{
    private readonly ContactWorld world = new();

    [Fact]
    public void Turns_are_taken_and_never_repeat() => Prop.ForAll(
        Gen.Elements("reminder", "negotiation", "legal").ListOf(12).ToArbitrary(),
        names =>
        {
            string? before = null;
            foreach (var template in names.Select(name => TemplateCatalog.Shipped.Find(name)!))
            {
                var next = $"{template.Name}-{Wordings.Next(template, before)}";
                if (next == before) return false;
                before = next;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Two_accounts_of_a_debtor_share_their_turns_and_a_retry_keeps_its_own()
    {
        Assert.Equal("a", await ReservedAsync("c1"));
        Assert.Equal("a", await ChosenAsync("c1"));
        Assert.Equal("b", await ReservedAsync("c2"));
        Assert.Equal("a", await ReservedAsync("c3"));
    }

    [Fact]
    public async Task A_message_that_was_given_up_used_up_no_turn()
    {
        Assert.Equal("a", await ReservedAsync("c1"));
        Assert.Equal("b", await ReservedAsync("c2"));
        await world.Ledger.ReleaseAsync((await world.Ledger.FindAsync(ContactWorld.Debtor, "c2", default))!, "test", default);
        Assert.Equal("b", await ReservedAsync("c3"));
    }

    [Fact]
    public async Task Contacts_that_race_get_different_wordings_one_after_the_other()
    {
        foreach (var contact in (string[])["c1", "c2", "c3", "c4"]) await ReserveAsync(contact);
        var chosen = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => ChosenAsync($"c{i}")));
        Assert.Equal(["a", "a", "b", "b"], chosen.Order());
    }

    private async Task<string> ReservedAsync(string contact)
    {
        await ReserveAsync(contact);
        return await ChosenAsync(contact);
    }

    /// <summary>Service, on several days: what the gate says of it is not the question here.</summary>
    private async Task ReserveAsync(string contact)
    {
        world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 12:30:00").AddDays(int.Parse(contact[1..], System.Globalization.CultureInfo.InvariantCulture)));
        var intended = new IntendedContact
        {
            Channel = Channel.Sms,
            Purpose = Purpose.Service,
            Party = Party.Debtor,
            Stage = Stage.Reminder,
            Account = new AccountKey(contact),
            Zones = DebtorZones.Of("310000"),
        };
        var hold = await world.Ledger.ReserveAsync(new ContactRequest(contact, "DEMO", ContactWorld.Debtor, Given.Key, intended, ["p1"], "system"), default);
        Assert.Equal(ContactState.Reserved, hold.State);
    }

    private Task<string> ChosenAsync(string contact) =>
        new Wordings(world.Store.Tables, world.Ledger).ChooseAsync(ContactWorld.Debtor, contact, TemplateCatalog.Shipped.Find("reminder")!, null, default);
}
