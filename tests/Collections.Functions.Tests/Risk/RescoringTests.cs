using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Risk;

/// <summary>When a case is scored anew, and what a change of level does to its ladders. (R2.2)</summary>
public class RescoringTests
{
    private static DateTimeOffset At(int month, int day, int hour = 12) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, 30));

    [Fact]
    public void A_score_is_recorded_when_a_bin_has_changed_and_not_otherwise()
    {
        var (state, _, opening) = Given.Case(Given.Opening(daysPastDue: 9)).Settle(At(3, 2));
        Assert.Single(opening.OfType<RiskScored>());
        state = Sent(state, At(3, 2));
        Assert.Empty(state.Settle(At(3, 2)).Recorded.OfType<RiskScored>());
        var refused = Assert.Single(state.Called(At(3, 2), CallOutcome.RightPartyRefused).Settle(At(3, 2)).Recorded.OfType<RiskScored>());
        Assert.Contains(new FactorScore("response", "refused", 10), refused.Factors);
        var paid = state.After(new PaymentReceived("p", Given.Cny(600), new DateOnly(2026, 3, 2), "transfer", "bus"), At(3, 2)).Settle(At(3, 2));
        Assert.Contains(new FactorScore("promisesAndPayments", "kept-or-paid", 0), Assert.Single(paid.Recorded.OfType<RiskScored>()).Factors);
    }

    [Fact]
    public void Time_alone_scores_a_case_anew()
    {
        var (state, _, _) = Given.Case(Given.Opening(daysPastDue: 9)).Settle(At(3, 2));
        state = Sent(state, At(3, 2));
        var older = Assert.Single(state.Settle(At(3, 8)).Recorded.OfType<RiskScored>());
        Assert.Contains(new FactorScore("daysPastDue", "≤30", 6), older.Factors);
    }

    [Fact]
    public void A_rung_that_was_passed_before_does_not_come_due_by_a_change_of_level()
    {
        // Low until day 13: its ladder has no calls. Then the bank tells of six delinquencies: medium, whose call of day 10 is passed, and whose next is on day 20.
        var opened = Given.Opening(daysPastDue: 11, overdue: 900) with { Risk = new RiskInputs { CreditScore = 720, DelinquenciesIn12Months = 1, DebtServiceRatio = 0.5m, Employment = "stable" } };
        var (state, _, _) = Unwilling(opened).Settle(At(3, 2));
        Assert.Equal(RiskLevel.Low, state.Risk);
        state = Sent(state, At(3, 2));
        var worse = new RiskInputs { CreditScore = 500, DelinquenciesIn12Months = 6, DebtServiceRatio = 0.9m, Employment = "unemployed" };
        var (told, _, recorded) = state.After(new BalanceUpdated(Given.Position(12, 900, new DateOnly(2026, 3, 2)), worse, ["risk"], "i2"), At(3, 3)).Settle(At(3, 3));
        Assert.NotEqual(RiskLevel.Low, told.Risk);
        Assert.DoesNotContain(recorded, fact => fact is TaskOpened);
        told = Quiet(told);
        Assert.DoesNotContain(told.Settle(At(3, 9)).Recorded, fact => fact is TaskOpened);
        Assert.Equal("reminder-call-20", Assert.Single(told.Settle(At(3, 10)).Recorded.OfType<TaskOpened>()).Because);
    }

    [Fact]
    public void A_rung_that_was_due_before_stays_due_when_the_level_falls()
    {
        var opened = Given.Opening(daysPastDue: 9, overdue: 900) with { Risk = new RiskInputs { CreditScore = 500, DelinquenciesIn12Months = 6, DebtServiceRatio = 0.9m, Employment = "unemployed" } };
        var (state, _, _) = Unwilling(opened).Settle(At(3, 2, 6));
        Assert.NotEqual(RiskLevel.Low, state.Risk);
        var better = new RiskInputs { CreditScore = 800, DelinquenciesIn12Months = 0, DebtServiceRatio = 0.1m, Employment = "stable" };
        var (told, _, _) = Sent(state, At(3, 2)).After(new BalanceUpdated(Given.Position(10, 900, new DateOnly(2026, 3, 2)), better, ["risk"], "i2"), At(3, 3)).Settle(At(3, 3));
        Assert.Equal(RiskLevel.Low, told.Risk);
        Assert.Contains(told.Tasks, task => task.Because == "reminder-call-10");
    }

    [Fact]
    public void A_letter_that_was_passed_before_does_not_come_due_by_a_change_of_level()
    {
        var opened = Given.Opening(daysPastDue: 50, overdue: 900) with { Risk = new RiskInputs { CreditScore = 720, DelinquenciesIn12Months = 1, DebtServiceRatio = 0.1m, Employment = "stable" } };
        var (state, _, _) = Unwilling(opened).Settle(At(3, 2));
        Assert.Equal(RiskLevel.Low, state.Risk);
        var worse = new RiskInputs { CreditScore = 500, DelinquenciesIn12Months = 6, DebtServiceRatio = 0.9m, Employment = "unemployed" };
        var (told, _, _) = Sent(state, At(3, 2)).After(new BalanceUpdated(Given.Position(51, 900, new DateOnly(2026, 3, 2)), worse, ["risk"], "i2"), At(3, 3)).Settle(At(3, 3));
        Assert.NotEqual(RiskLevel.Low, told.Risk);
        Assert.Null(told.Task(TaskKind.Letter));
        Assert.Equal("demand-letter-75", Quiet(told).Settle(At(3, 27)).State.Task(TaskKind.Letter)?.Because);
    }

    /// <summary>Nobody whom help comes first for.</summary>
    private static CaseState Unwilling(CaseOpened opened) => Given.Case(opened, (Given.Start, new ReasonStated(OverdueReason.Unwilling, ReasonSource.Collector)));

    private static CaseState Sent(CaseState state, DateTimeOffset at) =>
        state.Contacts.Open is { } open ? state.After(new ContactCompleted(open.Contact, SendOutcome.Sent, "m"), at) : state;

    /// <summary>Nothing is to be sent any more: what is decided is who calls.</summary>
    private static CaseState Quiet(CaseState state) => Sent(state, At(3, 3)).After(new ChannelOptedOut(Channel.Sms, "test"), At(3, 3));
}
