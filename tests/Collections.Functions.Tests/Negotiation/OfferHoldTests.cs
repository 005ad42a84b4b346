using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Negotiation;

/// <summary>An offer keeps collection waiting for a week; offering again and again does not stop it for ever. (R4.2)</summary>
public class OfferHoldTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private CaseState state = Given.Case(Given.Opening(40), (At(0), new StageEntered(Stage.Negotiation, "days-past-due")));

    [Fact]
    public void Whoever_offers_again_each_week_holds_the_ladder_for_one_week_of_the_month()
    {
        List<int> held = [];
        for (var day = 0; day < 30; day++)
        {
            if (day % 7 == 0) Offer(day, instalments: 3 + (day / 7));
            if (IsHeld(day)) held.Add(day);
        }

        Assert.Equal(Enumerable.Range(0, 8), held);
        Offer(30, instalments: 9);
        Assert.True(IsHeld(30));
    }

    [Fact]
    public void An_offer_in_the_place_of_another_has_the_rest_of_its_time()
    {
        Offer(0, instalments: 3);
        Offer(5, instalments: 4);
        Assert.Equal(Today.AddDays(7), state.Plans.Offer!.HoldsThrough);
        Assert.True(IsHeld(7));
        Assert.False(IsHeld(8));
        Assert.NotNull(state.Plans.Offer);
        state = state.Settle(At(13)).State;
        Assert.Null(state.Plans.Offer);
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("talked")]
    [InlineData("answered")]
    public void What_is_offered_after_the_debtor_was_heard_holds_anew(string how)
    {
        Offer(0, instalments: 3);
        state = state.After(how switch
        {
            "paid" => new PaymentReceived("p1", Given.Cny(10), Today.AddDays(8), "transfer", "bus"),
            "talked" => new CallRecorded("c1", null, At(8), CallOutcome.RightPartyNoResult, 60),
            _ => new Functions.Contact.Carriers.ReplyReceived(Channel.Sms, "text"),
        }, At(8));
        Offer(9, instalments: 4);
        Assert.True(IsHeld(15));
    }

    [Fact]
    public void A_plan_that_does_not_hold_is_confirmed_and_comes_into_force_all_the_same()
    {
        Offer(0, instalments: 3);
        Offer(9, instalments: 4);
        Assert.False(IsHeld(10));
        state = PlanCommands.Confirm(View(10), state.Plans.Offer!.Plan, ConfirmationMeans.Written, "paper").Aggregate(state, (known, fact) => known.After(fact, At(10)));
        state = state.Settle(At(10)).State;
        Assert.Equal(4, state.Plans.Open!.Instalments.Count);
    }

    private void Offer(int day, int instalments) =>
        state = PlanCommands.Offer(View(day), new PlanWish(PlanKind.Instalments, Today.AddDays(day + 20), instalments, Means: new MeansStatement(Given.Cny(90_000), Given.Cny(0), Given.Cny(0))), "ana", "note", null)
            .Aggregate(state, (known, fact) => known.After(fact, At(day)));

    /// <summary>Whether the case waits for the offer instead of going on; what it wants sent goes out.</summary>
    private bool IsHeld(int day)
    {
        (state, var step, _) = state.Settle(At(day));
        while (step is SendContact send)
        {
            state = state.After(new SendStarted(send.Contact), At(day)).After(new ContactCompleted(send.Contact, SendOutcome.Sent, "m"), At(day));
            (state, step, _) = state.Settle(At(day));
        }

        return Assert.IsType<Wait>(step).Because is "plan-offer" or "plan-approval";
    }

    private CaseView View(int day) => Given.Rules.View(state, At(day), null);

    private static DateTimeOffset At(int day) => BusinessTime.At(Today.AddDays(day), new TimeOnly(13, 0));
}
