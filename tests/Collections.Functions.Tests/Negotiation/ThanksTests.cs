using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Negotiation;

/// <summary>Who keeps his word is thanked once, cured or not, or not at all when it would come late. (R4.1)</summary>
public class ThanksTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(1_000, false)]
    public void A_kept_promise_is_thanked_for_once(int paid, bool cured)
    {
        var (state, step) = Judged(paid, Monday.AddDays(3));
        Assert.Equal(cured, !state.IsOpen);
        var planned = state.Contacts.Open!;
        Assert.Equal(("thanks", Purpose.Service), (planned.Template, planned.Purpose));
        Assert.Null(ContactStops.Reason(state, StrategyCatalog.Shipped.Get(state.Strategy), planned, WorkingCalendar.China, At(Monday.AddDays(3))));
        Assert.Equal(new SendContact(planned.Contact), step);
        (state, step, var facts) = Sent(state, planned).Settle(At(Monday.AddDays(3)), Monday.AddDays(2));
        Assert.Equal(cured, step is Done);
        Assert.DoesNotContain(facts, fact => fact is ContactPlanned { Template: "thanks" });
    }

    [Fact]
    public void Thanks_that_would_come_late_are_left_out()
    {
        var state = Kept(5_000, Monday.AddDays(3));
        Assert.Equal(new Done(), state.After(new CaseClosed(ClosingReason.Cured), At(Monday.AddDays(3))).Settle(At(Monday.AddDays(8)), Monday.AddDays(7)).Step);
    }

    [Fact]
    public void A_broken_promise_is_not_thanked_for()
    {
        var (state, _, facts) = Promised().Settle(At(Monday.AddDays(5)), Monday.AddDays(4));
        Assert.Single(facts.OfType<PromiseJudged>(), judged => judged.Verdict == PromiseVerdict.Broken);
        Assert.NotEqual("thanks", state.Contacts.Open?.Template);
    }

    private static (CaseState State, CaseStep Step) Judged(int paid, DateOnly day)
    {
        var (state, step, _) = Promised(paid).Settle(At(day), day.AddDays(-1));
        return (state, step);
    }

    private static CaseState Kept(int paid, DateOnly day) => Promised(paid).After(new PromiseJudged("promise-2", PromiseVerdict.Kept, Given.Cny(paid)), At(day));

    private static CaseState Promised(int paid = 0)
    {
        var state = Given.Case(Given.Opening(40)).After(new PromiseMade("promise-2", Given.Cny(1_000), Monday, Monday, Monday.AddDays(2), "transfer"), At(Monday));
        return paid == 0 ? state : state.After(new PaymentReceived("p1", Given.Cny(paid), Monday, "transfer", "bus"), At(Monday));
    }

    private static CaseState Sent(CaseState state, OpenContact open) =>
        state.After(new SendStarted(open.Contact), At(Monday.AddDays(3))).After(new ContactCompleted(open.Contact, SendOutcome.Sent, "m"), At(Monday.AddDays(3)));

    private static DateTimeOffset At(DateOnly day) => BusinessTime.At(day, new TimeOnly(12, 30));
}
