using Collections.Functions.Cases;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Negotiation;

/// <summary>A plan that breaks lets the case go on where it stood when the plan began. (R3.5)</summary>
public class PlanDaysTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void The_days_under_a_plan_that_was_taken_over_do_not_count_after_it_breaks()
    {
        var taken = Given.Case(Given.Opening(40), (At(0), new PlanTakenOver("plan-1", Today.AddDays(-30), Today, [new Instalment(1, Today.AddDays(5), Given.Cny(5_000))], "going-live")));
        var stood = Given.Rules.View(taken, At(0), null).LadderDay;
        var broken = taken.After(new PlanJudged("plan-1", PlanVerdict.Broken, Given.Cny(0)), At(30));
        Assert.Equal((stood, stood + 1), (Given.Rules.View(broken, At(30), null).LadderDay, Given.Rules.View(broken, At(31), null).LadderDay));
    }

    private static DateTimeOffset At(int day) => BusinessTime.At(Today.AddDays(day), new TimeOnly(9, 0));
}
