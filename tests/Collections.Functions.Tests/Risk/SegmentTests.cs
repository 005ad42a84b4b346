using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Risk;

/// <summary>Who is willing and who is able, and that help comes before pressure. (R2.3)</summary>
public class SegmentTests
{
    private static DateTimeOffset At(int month, int day, int hour = 12) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, 30));

    private static readonly DateTimeOffset Now = At(3, 2);

    [Theory]
    [InlineData(OverdueReason.Forgotten, CustomerClass.Careless)]
    [InlineData(OverdueReason.ShortOfMoney, CustomerClass.InHardship)]
    [InlineData(OverdueReason.Unemployed, CustomerClass.InHardship)]
    [InlineData(OverdueReason.Personal, CustomerClass.ByAccident)]
    [InlineData(OverdueReason.Unwilling, CustomerClass.Unwilling)]
    [InlineData(OverdueReason.Dispute, null)]
    [InlineData(OverdueReason.Unknown, null)]
    public void The_reason_tells_the_class(OverdueReason reason, CustomerClass? expected) =>
        Assert.Equal(expected, Segment(Given.Case(Given.Opening(40), (Now, new ReasonStated(reason, ReasonSource.Collector)))).Class);

    [Fact]
    public void Where_no_reason_is_known_willingness_and_ability_tell()
    {
        var state = Given.Case(Given.Opening(40));
        Assert.Equal(new CustomerSegment(null, null, null, DebtorKind.Person), Segment(state));
        var paid = state.After(new Functions.Ingestion.PaymentReceived("p", Given.Cny(600), new DateOnly(2026, 3, 1), "transfer", "bus"), Now);
        Assert.Equal(new CustomerSegment(CustomerClass.Careless, true, true, DebtorKind.Person), Segment(paid));
        var poor = state.After(new AffordabilityStated("n", Given.Cny(499)), Now);
        Assert.Equal(new CustomerSegment(CustomerClass.InHardship, true, false, DebtorKind.Person), Segment(poor));
        var rich = state.After(new AffordabilityStated("n", Given.Cny(5_000)), Now).Called(Now, CallOutcome.RightPartyRefused);
        Assert.Equal(new CustomerSegment(CustomerClass.Unwilling, false, true, DebtorKind.Person), Segment(rich));
    }

    [Fact]
    public void What_kind_of_customer_he_is_comes_from_the_file_or_the_product()
    {
        Assert.Equal(DebtorKind.SmallBusiness, Segment(Given.Case(Given.Opening(product: Product.SmallBusinessLoan))).Kind);
        Assert.Equal(DebtorKind.Farm, Segment(Given.Case(Given.Opening() with { Risk = new RiskInputs { Kind = DebtorKind.Farm } })).Kind);
    }

    [Fact]
    public void Help_is_offered_before_the_next_rung_of_pressure()
    {
        var (state, _, _) = Given.Case(Given.Opening(43, overdue: 20_000)).Settle(Now);
        var pressed = Quiet(state).Settle(Now).State;
        Assert.Equal("negotiation-call", Assert.Single(pressed.Tasks, task => task.Kind == TaskKind.Call).Because);
        var (helped, step, _) = pressed.After(new ReasonStated(OverdueReason.Unemployed, ReasonSource.Debtor), Now).Settle(Now);
        Assert.Equal("help-unemployed", Assert.Single(helped.Tasks, task => task.Kind == TaskKind.Call).Because);
        Assert.Equal("help", Assert.IsType<Wait>(step).Because);

        // The letter of day 45 waits for it too; afterwards the ladder goes on, and help is not offered twice for the same reason.
        Assert.Null(helped.Settle(At(3, 3)).State.Task(TaskKind.Letter));
        var after = helped.Called(At(3, 3), CallOutcome.RightPartyNoResult).Settle(At(3, 3)).State;
        Assert.NotNull(after.Task(TaskKind.Letter));
        Assert.DoesNotContain(after.Settle(At(3, 20)).State.Tasks, task => task.Because == "help-unemployed");
    }

    [Fact]
    public void A_call_of_help_that_nobody_makes_holds_the_ladder_for_two_working_days()
    {
        var (state, _, _) = Quiet(Given.Case(Given.Opening(45), (Now, new ReasonStated(OverdueReason.Personal, ReasonSource.Debtor)))).Settle(Now);
        var due = state.Task(TaskKind.Call)!.Due;
        Assert.Equal(At(3, 4).Date, due.ToOffset(Now.Offset).Date);
        Assert.NotEqual("help", (state.Settle(due).Step as Wait)?.Because);
    }

    [Theory]
    [InlineData(OverdueReason.Unwilling, 20_000, true)]
    [InlineData(OverdueReason.Forgotten, 20_000, false)]
    [InlineData(OverdueReason.Unwilling, 900, false)]
    public void A_strategy_may_say_whom_a_rung_is_for(OverdueReason reason, int overdue, bool isFor)
    {
        var shipped = StrategyCatalog.Shipped.Get("cn-default/1");
        var filter = new RungFilter { Classes = [CustomerClass.Unwilling], Products = [Product.CreditCard], From = 1_000 };
        var strategy = shipped with
        {
            Reminder = shipped.Reminder with { Calls = Enum.GetValues<RiskLevel>().ToDictionary(risk => risk, _ => (IReadOnlyList<int>)[10]), CallsFor = new Dictionary<int, RungFilter> { [10] = filter } },
            Negotiation = shipped.Negotiation with { Letters = Enum.GetValues<RiskLevel>().ToDictionary(risk => risk, _ => (IReadOnlyList<LetterRung>)[new LetterRung(45, "collection-letter", 5) { For = filter }]) },
        };
        foreach (var (daysPastDue, stage) in ((int, IStage)[])[(15, ReminderStage.Instance), (50, NegotiationStage.Instance)])
        {
            var state = Quiet(Given.Case(Given.Opening(daysPastDue, overdue), (Now, new ReasonStated(reason, ReasonSource.Collector))));
            if (daysPastDue > 30) state = state.After(new StageEntered(Stage.Negotiation, "days-past-due"), Now).After(new TaskOpened("call-1", TaskKind.Call, Line.First, Now.AddDays(1), "x"), Now);
            var opened = stage.Next(new CaseView(state, strategy, WorkingCalendar.China, Now, null)) as Functions.Cases.Record;
            Assert.Equal(isFor, opened?.Facts.OfType<TaskOpened>().Any(task => task.Because is "reminder-call-10" or "collection-letter-45") == true);
        }
    }

    [Fact]
    public void A_filter_that_asks_for_nothing_or_the_impossible_is_a_fault()
    {
        var shipped = StrategyCatalog.Shipped.Get("cn-default/1");
        var filters = new Dictionary<int, RungFilter> { [11] = new RungFilter { From = 1 }, [10] = new RungFilter(), [20] = new RungFilter { Classes = [], From = 5, Below = 5 } };
        var faults = (shipped with { Reminder = shipped.Reminder with { CallsFor = filters } }).Faults(Functions.Contact.Texts.TemplateCatalog.Shipped.Find).Select(fault => fault.Path).ToList();
        Assert.Equal(["$.reminder.callsFor.11", "$.reminder.callsFor.10", "$.reminder.callsFor.20.classes", "$.reminder.callsFor.20.below"], faults);
    }

    [Fact]
    public void Who_needs_help_is_not_visited_early()
    {
        var opened = Given.Opening(70, 20_000) with { Risk = new RiskInputs { CreditScore = 500, DelinquenciesIn12Months = 6, DebtServiceRatio = 0.9m, Employment = "unstable" } };
        var state = Given.Case(opened, (Now, new ReasonStated(OverdueReason.Unwilling, ReasonSource.Collector))).Settle(Given.Start).State.Messaged(Now).Called(Now, CallOutcome.NoAnswer);
        var early = state.Settle(Now).State;
        Assert.Equal((RiskLevel.High, ApprovalSubject.FieldVisit), (early.Risk!.Value, early.Approvals.Open!.Subject));
        var ill = state.After(new ReasonStated(OverdueReason.Personal, ReasonSource.Debtor), Now).Settle(Now).State;
        Assert.Null(ill.Approvals.Open);
    }

    private static CaseState Quiet(CaseState state) =>
        (state.Contacts.Open is { } open ? state.After(new ContactCompleted(open.Contact, SendOutcome.Sent, "m"), Now) : state).After(new ChannelOptedOut(Channel.Sms, "test"), Now);

    private static CustomerSegment Segment(CaseState state) => Given.Rules.View(state, Now).Segment;
}
