using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Cases;

/// <summary>What the reminder stage sends besides its messages: e-mail, and the notice before the credit bureau is told. (R3.1)</summary>
public class MessageKindTests
{
    private static readonly Strategy Shipped = StrategyCatalog.Shipped.Get("cn-default/1");

    [Fact]
    public void The_credit_bureau_notice_is_a_service_and_comes_once()
    {
        var planned = Planned(Shipped, 26);
        Assert.Equal(
            [("reminder-22", Channel.Sms, Purpose.Collection), ("credit-notice-25", Channel.Sms, Purpose.Service)], planned.Select(contact => (contact.Rung, contact.Channel, contact.Purpose)));
        Assert.DoesNotContain(Planned(Shipped, 24), contact => contact.Purpose == Purpose.Service);
    }

    [Fact]
    public void On_day_thirty_an_email_goes_out_beside_the_message_where_the_strategy_has_one()
    {
        var strategy = Shipped with { Reminder = Shipped.Reminder with { Emails = [30], CreditNotices = [] } };
        Assert.Equal([("reminder-30", Channel.Sms), ("reminder-email-30", Channel.Email)], Planned(strategy, 30).Select(contact => (contact.Rung, contact.Channel)));
    }

    [Fact]
    public void Each_ladder_has_its_template_on_its_channel()
    {
        foreach (var contact in Planned(Shipped with { Reminder = Shipped.Reminder with { Emails = [30] } }, 30))
        {
            var template = TemplateCatalog.Shipped.Find(contact.Template)!;
            Assert.Equal((contact.Channel, contact.Purpose, contact.Party), (template.Channel, template.Purpose, template.Party));
        }
    }

    /// <summary>All that a strategy wants sent on a day, each sent at once.</summary>
    private static List<ContactPlanned> Planned(Strategy strategy, int daysPastDue)
    {
        var now = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(15, 0));
        var state = Given.Case(Given.Opening(daysPastDue - 1), (now, new Functions.Risk.RiskScored("test", 10, RiskLevel.Low, [])));
        var planned = new List<ContactPlanned>();
        while (planned.Count < 10 && ReminderStage.Instance.Next(new CaseView(state, strategy, WorkingCalendar.China, now, null)) is Functions.Cases.Record { Facts: [ContactPlanned contact] })
        {
            planned.Add(contact);
            state = state.After(contact, now).After(new SendStarted(contact.Contact), now).After(new ContactCompleted(contact.Contact, SendOutcome.Sent, "m"), now);
        }

        return planned;
    }
}
