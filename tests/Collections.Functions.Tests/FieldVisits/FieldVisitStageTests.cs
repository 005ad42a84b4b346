using System.Globalization;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.FieldVisits;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.FieldVisits;

/// <summary>The stage of visits: another visit, a waiver, and what goes on beside them. (R3.3)</summary>
public class FieldVisitStageTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly Caller Chief = new("chief", [Roles.Supervisor], Roles.Supervisor);

    private static DateTimeOffset At(int day, int hour = 15) => BusinessTime.At(Monday.AddDays(day), new TimeOnly(hour, 0));

    private static CaseState Visiting(decimal overdue = 20_000, RiskInputs? risk = null) => Settled(
        Given.Case(Given.Opening(95, overdue) with { Risk = risk ?? new RiskInputs() }).Messaged(At(0, 9)).Called(At(0, 9), CallOutcome.NoAnswer)
            .After(new StageEntered(Stage.FieldVisit, "test", "approval-1"), At(0, 9)).After(new LineChanged(Line.Field, "stage"), At(0, 9)),
        At(0));

    private static CaseState Visited(VisitOutcome outcome)
    {
        var state = Visiting();
        return Settled(state.After(new VisitReported("c1", state.Task(TaskKind.Visit)!.Id, At(1), ["a", "b"], outcome), At(1)), At(1));
    }

    private static CaseState Decided(CaseState state, DateTimeOffset at) =>
        Settled(state.After(ApprovalCommands.Decide(Given.Rules.View(state, at), state.Approvals.Open!.Id, approve: true, Chief, null, null)[0], at), at);

    /// <summary>Until it waits; what is to be sent is sent.</summary>
    private static CaseState Settled(CaseState state, DateTimeOffset at)
    {
        for (var (settled, step, _) = state.Settle(at); ; (settled, step, _) = settled.Settle(at))
        {
            if (step is not SendContact send) return settled;
            settled = settled.After(new SendStarted(send.Contact), at).After(new ContactCompleted(send.Contact, SendOutcome.Sent, "m"), at);
        }
    }

    [Fact]
    public void After_an_absence_another_visit_is_proposed_and_needs_an_approval_of_its_own()
    {
        var visited = Visited(VisitOutcome.Absent);
        Assert.Null(visited.Task(TaskKind.Visit));
        var asked = visited.After(ApprovalCommands.Propose(Given.Rules.View(visited, At(2)), ApprovalSubject.FieldVisit, "fay", null)[0], At(2));
        var approved = Decided(asked, At(2));
        Assert.NotNull(approved.Task(TaskKind.Visit));
        Assert.Null(approved.Approvals.Granted);
        Assert.Throws<RefusedException>(() => ApprovalCommands.Propose(Given.Rules.View(approved, At(3)), ApprovalSubject.FieldVisit, "fay", null));
    }

    [Fact]
    public void An_approval_of_another_visit_falls_with_the_facts_that_its_approver_saw()
    {
        var visited = Visited(VisitOutcome.Absent);
        var asked = visited.After(ApprovalCommands.Propose(Given.Rules.View(visited, At(2)), ApprovalSubject.FieldVisit, "fay", null)[0], At(2));
        var granted = asked.After(ApprovalCommands.Decide(Given.Rules.View(asked, At(2)), asked.Approvals.Open!.Id, approve: true, Chief, null, null)[0], At(2));
        var changed = granted.After(new Functions.Ingestion.PaymentReceived("p", Given.Cny(100), Monday, "transfer", "bus"), At(2)).Settle(At(2)).State;
        Assert.Null(changed.Task(TaskKind.Visit));
    }

    [Theory]
    [InlineData(VisitOutcome.Moved)]
    [InlineData(VisitOutcome.AddressInvalid)]
    [InlineData(VisitOutcome.SafetyStop)]
    public void Where_nobody_may_go_no_other_visit_is_proposed(VisitOutcome outcome)
    {
        var visited = Visited(outcome);
        Assert.Equal("not-now", Assert.Throws<RefusedException>(() => ApprovalCommands.Propose(Given.Rules.View(visited, At(20)), ApprovalSubject.FieldVisit, "fay", null)).Code);
    }

    [Fact]
    public void Two_visits_in_ninety_days_are_all()
    {
        var visited = Visited(VisitOutcome.Absent);
        var twice = visited.After(new VisitApproved("a2"), At(16)).Settle(At(16)).State;
        twice = twice.After(new VisitReported("c2", twice.Task(TaskKind.Visit)!.Id, At(17), ["a", "b"], VisitOutcome.Absent), At(17));
        Assert.Throws<RefusedException>(() => ApprovalCommands.Propose(Given.Rules.View(twice, At(90)), ApprovalSubject.FieldVisit, "fay", null));
        Assert.Single(ApprovalCommands.Propose(Given.Rules.View(twice, At(92)), ApprovalSubject.FieldVisit, "fay", null));
    }

    [Fact]
    public void At_low_risk_without_an_appointment_the_visit_is_waived_by_approval()
    {
        var state = Visiting(900, new RiskInputs { CreditScore = 800, DelinquenciesIn12Months = 0, DebtServiceRatio = 0.1m });
        Assert.Equal((RiskLevel.Low, null), (state.Risk, state.Approvals.Open));
        state = Settled(state, At(8, 9));
        Assert.Equal((ApprovalSubject.VisitWaiver, "no-appointment"), (state.Approvals.Open!.Subject, state.Approvals.Open.Because));
        state = Decided(state, At(8, 10));
        Assert.Equal((true, false), (state.VisitWaived, state.Visits.Approved));
        Assert.Null(state.Task(TaskKind.Visit));
    }

    [Fact]
    public void A_debtor_who_closes_the_channel_before_the_visit_brings_its_waiver()
    {
        var state = Visiting().After(new ChannelOptedOut(Channel.Visit, "person"), At(1)).Settle(At(1)).State;
        Assert.Equal("visits-closed", state.Approvals.Open!.Because);
    }

    [Fact]
    public void Calls_messages_letters_and_offers_keep_their_measure_beside_the_visits()
    {
        var (state, calls, messages) = (Visiting(), new List<DateOnly>(), new List<DateOnly>());
        for (var day = 0; day < 70; day++)
        {
            for (var hour = 9; hour <= 17; hour += 4)
            {
                var now = At(day, hour);
                var (settled, step, _) = state.Settle(now);
                state = settled;
                if (step is not SendContact send) continue;
                messages.Add(BusinessTime.DayOf(now));
                state = state.After(new SendStarted(send.Contact), now).After(new ContactCompleted(send.Contact, SendOutcome.Sent, "m"), now);
            }

            foreach (var task in state.Tasks.Where(task => task.Kind == TaskKind.Call).ToList())
            {
                calls.Add(Monday.AddDays(day));
                state = state.Called(At(day, 18), CallOutcome.NoAnswer);
            }
        }

        Assert.All(calls.GroupBy(day => ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue))), week => Assert.InRange(week.Count(), 0, 2));
        Assert.True(calls.Count > 12);
        Assert.All(messages.Zip(messages.Skip(1)), pair => Assert.True(pair.Second.DayNumber - pair.First.DayNumber >= 7));
        var rungs = state.Contacts.Rungs;
        Assert.Equal(["field-visit-letter-20260302", "field-visit-letter-20260401", "field-visit-letter-20260501"], rungs.Where(rung => rung.StartsWith("field-visit-letter", StringComparison.Ordinal)));
        Assert.Equal(["plan-offer-m4", "plan-offer-m5", "plan-offer-m6"], rungs.Where(rung => rung.StartsWith("plan-offer", StringComparison.Ordinal)));
    }
}
