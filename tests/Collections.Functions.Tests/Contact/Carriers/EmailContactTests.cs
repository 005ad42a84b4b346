using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>An e-mail goes through the same gate, ledger and protocol as an SMS, and a hard bounce ends its address. (R2.4, R5.1)</summary>
public class EmailContactTests
{
    private const string Address = "Wang.Xiaoming@Example.com";

    private readonly ContactWorld _world = new();

    [Fact]
    public async Task An_email_goes_to_the_address_on_file_with_its_subject_and_counts()
    {
        await PlannedAsync(Address);
        var message = Assert.Single(_world.Provider.Messages);
        Assert.Equal((Channel.Email, Address, "reminder-email"), (message.Channel, message.To, message.Template!.Name));
        Assert.False(string.IsNullOrWhiteSpace(message.Subject));
        var entry = Assert.Single((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
        Assert.Equal((Channel.Email, _world.Profiles.AddressHash("wang.xiaoming@example.com ")), (entry.Channel, entry.Phone));
    }

    [Fact]
    public async Task Without_an_address_it_is_forbidden()
    {
        await PlannedAsync(null);
        Assert.Empty(_world.Provider.Messages);
        Assert.Equal(ContactGate.NoAddress, Assert.Single((await _world.FactsAsync()).OfType<ContactForbidden>()).Rule);
    }

    [Theory]
    [InlineData("Delivered", EntryResult.Delivered, false)]
    [InlineData("Bounced", EntryResult.Undelivered, true)]
    [InlineData("Suppressed", EntryResult.Undelivered, true)]
    [InlineData("Failed", EntryResult.Undelivered, false)]
    [InlineData("Quarantined", EntryResult.Undelivered, false)]
    [InlineData("FilteredSpam", EntryResult.Undelivered, false)]
    [InlineData("Expanded", EntryResult.Pending, false)]
    public async Task Its_report_finds_the_contact_and_a_hard_bounce_ends_the_address(string status, EntryResult counted, bool invalid)
    {
        var contact = await PlannedAsync(Address);
        for (var i = 0; i < 2; i++) await PostAsync("Microsoft.Communication.EmailDeliveryReportReceived", new { recipient = Address.ToUpperInvariant(), messageId = Guid.ParseExact(contact, "N"), status });
        var ledger = await _world.Ledger.LoadAsync(ContactWorld.Debtor, default);
        Assert.Equal(counted, Assert.Single(ledger.Entries).Result);
        Assert.Equal(invalid ? [_world.Profiles.AddressHash(Address)] : [], ledger.InvalidPhones);
        Assert.Equal(counted == EntryResult.Pending ? 0 : 1, (await _world.FactsAsync()).OfType<DeliveryReported>().Count());

        var again = new IntendedContact
        {
            Channel = Channel.Email,
            Purpose = Purpose.Service,
            Party = Party.Debtor,
            Stage = Stage.Reminder,
            Account = Given.Opening().Account,
            Phone = _world.Profiles.AddressHash(Address),
            Zones = Ledgers.Shanghai,
        };
        var verdict = ContactGate.Judge(Ledgers.BankCn, WorkingCalendar.China, ledger, again, _world.Store.Clock.GetUtcNow());
        Assert.Equal(invalid ? ContactGate.InvalidAddress : null, verdict.Rule);
    }

    [Fact]
    public async Task Whether_it_was_opened_is_nobodys_business()
    {
        var contact = await PlannedAsync(Address);
        Assert.Equal(200, await PostAsync("Microsoft.Communication.EmailEngagementTrackingReportReceived", new { messageId = Guid.ParseExact(contact, "N"), engagementType = "view" }));
        Assert.Empty((await _world.FactsAsync()).OfType<DeliveryReported>());
    }

    private async Task<string> PlannedAsync(string? address)
    {
        _world.Provider.Sender = "bank@example.com";
        await _world.OpenAsync();
        await _world.Profiles.SaveAsync(ContactWorld.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Email = address }, default);
        var contact = CaseView.ContactId(Given.Key, 99);
        await _world.RecordAsync(new ContactPlanned(contact, Channel.Email, Purpose.Collection, Party.Debtor, "mail-1", "reminder-email"));
        await _world.SendAsync(contact);
        return contact;
    }

    private async Task<int> PostAsync(string eventType, object data)
    {
        var function = Posting.FunctionOver(_world, Settings.Of(("Email:EventKey", "secret")));
        return (await Posting.RunAsync(request => function.Email(request, default), JsonSerializer.Serialize(new[] { new { id = "e1", eventType, data } }), "secret")).Status;
    }
}
