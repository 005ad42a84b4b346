using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.SelfAudit;

namespace Collections.Functions.Tests.SpecialPaths;

/// <summary>Nothing at all goes in person to a debtor who has heirs: who has died is not reminded of his plan. (R3.6)</summary>
public class HeirTests
{
    private static readonly object Heir = new { role = "Heir", name = "李大山", source = "LawfulPublicSource", address = "示例市样本路9号" };

    [Fact]
    public async Task A_plan_reminds_nobody_who_has_an_heir()
    {
        await using var app = await PathApp.StartAsync();
        var offered = await app.PostAsync(app.Collector, "plans", new { kind = "Instalments", firstDue = "2026-03-12", instalments = 3, means = new { income = "9000 CNY", spending = "5000 CNY", otherDebts = "0 CNY" } });
        await app.PostAsync(app.Collector, $"plans/{offered["offer"]!["terms"]!["plan"]}/confirmation", new { means = "RecordedCall", evidence = "rec-77" });
        await app.RunAsync(3, 4);
        var heir = await app.PostAsync(app.Lawyer, "parties", Heir);
        await app.PostAsync(app.Lawyer, "contacts", new { channel = "Letter", purpose = "Service" }, status: 409);
        await app.RunAsync(3, 12);
        Assert.DoesNotContain("plan-reminder", await app.SentAsync());
        Assert.Empty(await app.AuditAsync());

        // He turns out to be no heir: what is due goes out again.
        await app.PostAsync(app.Chief, $"parties/{heir["id"]}", new { role = "ThirdParty", relation = "Relative", name = "李大山", source = "LawfulPublicSource" });
        await app.RunAsync(4, 12);
        Assert.Contains("plan-missed", await app.SentAsync());
    }

    [Fact]
    public void A_message_that_was_planned_before_the_heir_was_named_is_given_up()
    {
        var state = Given.Case(Given.Opening(40)).After(new ContactPlanned("c", Channel.Sms, Purpose.Service, Party.Debtor, "credit-notice-25", "credit-notice"), Given.Start);
        var (strategy, calendar) = (StrategyCatalog.Shipped.Get(state.Strategy), WorkingCalendar.China);
        Assert.Null(ContactStops.Reason(state, strategy, state.Contacts.Open!, calendar, Given.Start));
        foreach (var (role, stop) in ((Party, string?)[])[(Party.Heir, ContactGate.Represented), (Party.Guardian, null)])
        {
            var told = state.After(new Functions.Contact.Parties.PartyNoted("p", role, Functions.Contact.Parties.PartyNews.Named), Given.Start);
            Assert.Equal(stop, ContactStops.Reason(told, strategy, told.Contacts.Open!, calendar, Given.Start));
        }

    }

    [Fact]
    public void The_auditor_finds_a_service_message_to_somebody_who_has_heirs()
    {
        foreach (var (role, found) in ((Party, bool)[])[(Party.Heir, true), (Party.Guardian, false)])
        {
            var audited = new Audited().Then(Given.Start, new Functions.Contact.Parties.PartyNoted("p", role, Functions.Contact.Parties.PartyNews.Named));
            var at = Given.Start.AddHours(6);
            audited.Then(at, new ContactPlanned("m1", Channel.Sms, Purpose.Service, Party.Debtor, "r", "credit-notice"), new SendStarted("m1"), new ContactCompleted("m1", SendOutcome.Sent, "m"));
            audited.Beside(audited.Record("m1", Channel.Sms, at, ContactState.Sent, Purpose.Service));
            Assert.Equal(found, audited.Judge().Any(violation => violation.Rule == ContactGate.Represented));
        }
    }
}
