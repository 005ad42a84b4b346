using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Tests.Cases;

/// <summary>What waits for a person has a deadline, and rises to the supervisor when it passes. (R6.2)</summary>
public class EscalationTests
{
    private static readonly DateTimeOffset Noon = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(12, 30));

    private static readonly DateTimeOffset Due = BusinessTime.At(new DateOnly(2026, 3, 3), new TimeOnly(18, 0));

    [Fact]
    public void A_task_that_is_not_done_when_it_is_due_rises_once()
    {
        var (state, step, _) = Waiting().Settle(Noon);
        Assert.True(Assert.IsType<Wait>(step).Until <= Due);
        (state, _, var facts) = state.Settle(Due);
        Assert.Equal(new TaskEscalated("call-9"), Assert.Single(facts.OfType<TaskEscalated>()));
        Assert.Contains(WorkQueues.Of(state).Keys, place => place.Queue == WorkQueues.Escalated);
        Assert.Contains(WorkQueues.Of(state).Keys, place => place.Queue == WorkQueues.Calls(Line.First));
        Assert.Empty(state.Settle(Due.AddDays(3)).Recorded.OfType<TaskEscalated>());
        state = state.After(new TaskClosed("call-9", "done"), Due.AddHours(1));
        Assert.DoesNotContain(WorkQueues.Of(state).Keys, place => place.Queue == WorkQueues.Escalated);
    }

    [Fact]
    public void What_a_case_waits_for_besides_does_not_hide_it()
    {
        var promised = Waiting().After(new Functions.Negotiation.PromiseMade("promise-9", Given.Cny(100), new DateOnly(2026, 3, 8), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 10), "transfer"), Noon)
            .After(new TaskOpened("reply-1", TaskKind.Reply, Line.First, Due, "reply"), Noon);
        Assert.Contains(promised.Settle(Due).Recorded, fact => fact == new TaskEscalated("reply-1"));
    }

    [Fact]
    public void A_reply_on_a_closed_case_rises_too()
    {
        var closed = Given.Case(Given.Opening(40)).After(new TaskOpened("reply-1", TaskKind.Reply, Line.First, Due, "reply"), Noon)
            .After(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"), Noon);
        var (state, step, _) = closed.Settle(Noon);
        Assert.False(state.IsOpen);
        Assert.Equal(Due, Assert.IsType<Wait>(step).Until);
        (state, step, var facts) = state.Settle(Due);
        Assert.Equal(new TaskEscalated("reply-1"), Assert.Single(facts));
        Assert.IsType<Done>(step);
        Assert.Contains(WorkQueues.Of(state).Keys, place => place.Queue == WorkQueues.Escalated);
    }

    [Fact]
    public void Supervisors_alone_see_what_has_risen()
    {
        Assert.True(WorkQueues.IsOpenTo(WorkQueues.Escalated, new Caller("sue", [Roles.Supervisor], Roles.Supervisor)));
        Assert.False(WorkQueues.IsOpenTo(WorkQueues.Escalated, new Caller("ana", [Roles.Collector], Roles.Collector)));
    }

    private static CaseState Waiting() => Given.Case(Given.Opening(40)).After(new StageEntered(Stage.Negotiation, "test"), Noon).Messaged(Noon, "negotiation")
        .After(new TaskOpened("call-9", TaskKind.Call, Line.First, Due, "negotiation-call"), Noon);
}
