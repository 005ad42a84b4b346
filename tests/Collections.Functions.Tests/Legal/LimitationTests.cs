using Collections.Functions.Cases;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Legal;

/// <summary>No claim becomes barred unseen. (R3.7)</summary>
public class LimitationTests
{
    private static readonly DateOnly Due = new(2026, 1, 5);

    private static readonly DateOnly End = new(2029, 1, 5);

    [Fact]
    public void Three_years_after_it_fell_due_and_anew_after_each_interruption()
    {
        Assert.Equal(End, LimitationRules.EndOf(Case()));
        Assert.Equal(new DateOnly(2029, 3, 1), LimitationRules.EndOf(Case().After(new PaymentReceived("p1", Given.Cny(10), new DateOnly(2026, 3, 1), "transfer", "bus"), At(Due))));
        Assert.Equal(new DateOnly(2029, 6, 2), LimitationRules.EndOf(Case().After(new PromiseMade("p1", Given.Cny(10), new DateOnly(2026, 6, 5), new DateOnly(2026, 6, 2), new DateOnly(2026, 6, 9), "card"), At(Due))));
        var demanded = Case().After(new LimitationInterrupted(InterruptionGround.DemandReceived, new DateOnly(2028, 12, 1), "note"), At(Due));
        Assert.Equal(new DateOnly(2031, 12, 1), LimitationRules.EndOf(demanded));
        Assert.Equal(new DateOnly(2031, 12, 1), LimitationRules.EndOf(demanded.After(new PaymentReceived("p1", Given.Cny(10), new DateOnly(2028, 11, 1), "transfer", "bus"), At(Due))));
    }

    [Fact]
    public void A_payment_that_is_taken_back_has_interrupted_nothing()
    {
        var paid = Case().After(new PaymentReceived("p1", Given.Cny(10), new DateOnly(2026, 3, 1), "transfer", "bus"), At(Due))
            .After(new PaymentReceived("p2", Given.Cny(10), new DateOnly(2028, 11, 1), "transfer", "bus"), At(Due));
        Assert.Equal(new DateOnly(2031, 11, 1), LimitationRules.EndOf(paid));
        var back = paid.After(new PaymentReversed("p2", "bus"), At(Due));
        Assert.Equal(new DateOnly(2029, 3, 1), LimitationRules.EndOf(back));
        Assert.Equal(End, LimitationRules.EndOf(back.After(new PaymentReversed("p1", "bus"), At(Due))));
        Assert.Equal(["payment"], Interruptions.Of([.. new Fact[] { new PaymentReceived("p1", Given.Cny(10), Due, "t", "bus"), new PaymentReceived("p2", Given.Cny(10), Due, "t", "bus"), new PaymentReversed("p2", "bus") }
            .Select((fact, at) => new StoredFact(at + 1, At(Due), "system", "c", fact))]).Select(one => one.By));
    }

    [Fact]
    public void What_was_warned_of_is_warned_of_again_only_when_the_end_has_moved()
    {
        var (state, opened) = Live(Case(), End.AddDays(-185), End.AddDays(-80), done: true);
        Assert.Equal(2, opened.Count);
        state = state.After(new PaymentReceived("p1", Given.Cny(10), End.AddDays(-80), "transfer", "bus"), At(End.AddDays(-79)));
        state = Live(state, End.AddDays(-79), End.AddDays(-70), done: true).State;
        state = state.After(new PaymentReversed("p1", "bus"), At(End.AddDays(-70)));
        Assert.Empty(Live(state, End.AddDays(-70), End.AddDays(-31), done: true).Opened);
        Assert.Equal("limitation-30", Assert.Single(Live(state, End.AddDays(-30), End.AddDays(-30), done: true).Opened).Because);
    }

    [Fact]
    public void An_obstacle_in_the_last_six_months_gives_six_months_after_it_and_an_earlier_one_nothing()
    {
        LimitationSuspended Held(DateOnly from, DateOnly until) => new(LimitationObstacle.ForceMajeure, from, until, "note");
        Assert.Equal(new DateOnly(2029, 6, 30), LimitationRules.EndOf(Case().After(Held(new(2028, 12, 1), new(2028, 12, 30)), At(Due))));
        Assert.Equal(End, LimitationRules.EndOf(Case().After(Held(new(2028, 2, 1), new(2028, 6, 30)), At(Due))));
        Assert.Equal(End, LimitationRules.EndOf(Case().After(Held(End.AddDays(1), End.AddDays(40)), At(Due))));
    }

    [Fact]
    public void The_period_of_instalments_begins_with_the_last_of_them_and_the_banks_own_date_holds_until_it_is_interrupted()
    {
        var instalments = Case().After(new LimitationStated(new DateOnly(2026, 12, 5), null, Due, "note"), At(Due));
        Assert.Equal(new DateOnly(2029, 12, 5), LimitationRules.EndOf(instalments));
        Assert.Equal(new DateOnly(2046, 12, 5), LimitationRules.EndOf(instalments.After(new LimitationInterrupted(InterruptionGround.Suit, new DateOnly(2045, 1, 1), "note"), At(Due))));
        var booked = Case().After(new LimitationStated(Due, new DateOnly(2028, 2, 1), new DateOnly(2026, 5, 1), "note"), At(Due));
        Assert.Equal(new DateOnly(2028, 2, 1), LimitationRules.EndOf(booked.After(new PaymentReceived("p1", Given.Cny(10), new DateOnly(2026, 3, 1), "transfer", "bus"), At(Due))));
        Assert.Equal(new DateOnly(2029, 6, 1), LimitationRules.EndOf(booked.After(new PaymentReceived("p1", Given.Cny(10), new DateOnly(2026, 6, 1), "transfer", "bus"), At(Due))));
        Assert.True(LimitationRules.MayHavePassed(booked, new DateOnly(2028, 2, 2)));
        Assert.False(LimitationRules.MayHavePassed(booked, new DateOnly(2028, 2, 1)));
    }

    [Fact]
    public void Nothing_helps_after_twenty_years() => Assert.Equal(
        Due.AddYears(20), LimitationRules.EndOf(Case().After(new LimitationInterrupted(InterruptionGround.Suit, new DateOnly(2044, 12, 1), "note"), At(Due))));

    [Fact]
    public void A_demand_is_posted_half_a_year_before_a_decision_is_asked_a_quarter_before_and_in_the_last_month_every_day()
    {
        var (state, opened) = Live(Case(), End.AddDays(-185), End.AddDays(-1), done: true);
        Assert.Equal((End.AddDays(-180), "demand-letter-limitation", TaskKind.Letter), opened[0]);
        Assert.Equal((End.AddDays(-90), "limitation-90", TaskKind.Review), opened[1]);
        Assert.Equal(Enumerable.Range(1, 30).Select(left => (End.AddDays(-left), "limitation-30", TaskKind.Review)).Reverse(), opened.Skip(2));
        Assert.All(state.Tasks, task => Assert.False(task.Kind == TaskKind.Review));
    }

    [Fact]
    public void What_nobody_answers_rises_and_is_not_asked_twice()
    {
        var (state, opened) = Live(Case(), End.AddDays(-95), End.AddDays(-60), done: false);
        Assert.Single(opened, task => task.Because == "limitation-90");
        Assert.True(state.Tasks.Single(task => task.Because == "limitation-90").Escalated);
    }

    [Theory]
    [InlineData("suspension")]
    [InlineData("promise")]
    [InlineData("small")]
    public void Whatever_else_the_case_waits_for(string what)
    {
        var state = Case(what == "small" ? 5 : 5_000);
        if (what == "suspension") state = state.After(new SuspensionSet("s1", "Dispute", false, null, null), At(End.AddDays(-100)));
        if (what == "promise") state = state.After(new PromiseTakenOver("p1", Given.Cny(10), End.AddDays(-50), Due, End.AddDays(-48), "card", "file"), At(End.AddDays(-100)));
        Assert.Contains(Live(state, End.AddDays(-100), End.AddDays(-85), done: true).Opened, task => task.Because == "limitation-90");
    }

    [Fact]
    public void An_interruption_sets_the_watch_back()
    {
        var (state, _) = Live(Case(), End.AddDays(-95), End.AddDays(-80), done: true);
        state = state.After(new LimitationInterrupted(InterruptionGround.Acknowledgement, End.AddDays(-79), "note"), At(End.AddDays(-79)));
        Assert.DoesNotContain(Live(state, End.AddDays(-79), End.AddDays(-1), done: true).Opened, task => task.Because.Contains("limitation", StringComparison.Ordinal));
    }

    /// <summary>The case as its own wakes let it decide, day by day; tasks are done on the day after, or never.</summary>
    private static (CaseState State, List<(DateOnly Day, string Because, TaskKind Kind)> Opened) Live(CaseState state, DateOnly from, DateOnly to, bool done)
    {
        var opened = new List<(DateOnly, string, TaskKind)>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            (state, _, var facts) = state.Settle(At(day));
            opened.AddRange(facts.OfType<TaskOpened>().Where(task => task.Because.Contains("limitation", StringComparison.Ordinal)).Select(task => (day, task.Because, task.Task)));
            if (!done) continue;
            foreach (var task in state.Tasks.ToList()) state = state.After(new TaskClosed(task.Id, "done"), At(day).AddHours(1));
        }

        return (state, opened);
    }

    private static CaseState Case(decimal overdue = 5_000)
    {
        var opened = Given.Opening(1, overdue, maxAgeDays: 4_000);
        return Given.Case(opened with { Position = opened.Position with { DueDate = Due } }).After(new Functions.Contact.Consents.ChannelOptedOut(Channel.Sms, "person"), At(Due))
            .After(new Functions.Contact.Consents.ChannelOptedOut(Channel.Email, "person"), At(Due));
    }

    private static DateTimeOffset At(DateOnly day) => BusinessTime.At(day, new TimeOnly(12, 30));
}
