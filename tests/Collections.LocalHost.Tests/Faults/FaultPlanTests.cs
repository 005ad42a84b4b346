using Collections.Local.Host.Faults;

namespace Collections.LocalHost.Tests.Faults;

public sealed class FaultPlanTests
{
    private static readonly FaultOptions Tenth = FaultOptions.Parse("seed=5,storage=0.1,bus=0.1,sms=0.1");

    [Fact]
    public void The_same_seed_makes_the_same_faults_and_another_one_others()
    {
        Assert.Equal(Decisions(Tenth, FaultPoint.Storage), Decisions(Tenth, FaultPoint.Storage));
        Assert.NotEqual(Decisions(Tenth, FaultPoint.Storage), Decisions(Tenth with { Seed = 6 }, FaultPoint.Storage));
    }

    [Fact]
    public void What_one_target_does_leaves_the_others_alone()
    {
        var plan = new FaultPlan(Tenth);
        var mixed = new List<FaultKind?>();
        for (var i = 0; i < 1000; i++)
        {
            plan.Next(FaultPoint.SmsCall);
            mixed.Add(plan.Next(FaultPoint.Storage));
            plan.Next(FaultPoint.BusSend);
        }

        Assert.Equal(Decisions(Tenth, FaultPoint.Storage), mixed);
    }

    [Fact]
    public void Faults_come_as_often_as_their_rates_say()
    {
        var found = Decisions(FaultOptions.Parse("storage.after=0.2,storage.busy=0.05"), FaultPoint.Storage, 20_000).GroupBy(kind => kind).ToDictionary(g => $"{g.Key}", g => g.Count());
        Assert.InRange(found[nameof(FaultKind.StorageAfter)], 3800, 4200);
        Assert.InRange(found[nameof(FaultKind.StorageBusy)], 850, 1150);
        Assert.Equal(3, found.Count);
    }

    [Fact]
    public void A_burst_holds_for_its_number_of_decisions()
    {
        var single = Decisions(FaultOptions.Parse("seed=3,storage.busy=0.01"), FaultPoint.Storage);
        var burst = Decisions(FaultOptions.Parse("seed=3,storage.busy=0.01,burst=5"), FaultPoint.Storage);
        Assert.Contains(FaultKind.StorageBusy, single);
        for (var i = 0; i < single.Count; i++)
            Assert.Equal(single.Skip(Math.Max(0, i - 4)).Take(Math.Min(i + 1, 5)).Any(kind => kind is not null), burst[i] is not null);
    }

    [Fact]
    public void Threads_that_share_a_plan_get_its_faults_between_them()
    {
        var alone = new FaultPlan(Tenth);
        for (var i = 0; i < 8000; i++) alone.Next(FaultPoint.Storage);
        var shared = new FaultPlan(Tenth);
        Parallel.For(0, 8000, _ => shared.Next(FaultPoint.Storage));
        Assert.Equal(alone.Counts, shared.Counts);
    }

    [Fact]
    public void Faults_that_are_off_are_not_used_up()
    {
        var plan = new FaultPlan(FaultOptions.Parse("sms.lost=1")) { IsOn = false };
        Assert.Null(plan.Next(FaultPoint.SmsCall));
        Assert.Empty(plan.Counts);
        plan.IsOn = true;
        Assert.Equal(FaultKind.SmsLost, plan.Next(FaultPoint.SmsCall));
        Assert.Equal(KeyValuePair.Create(FaultKind.SmsLost, 1L), Assert.Single(plan.Counts));
        Assert.Null(plan.Next(FaultPoint.Storage));
        Assert.False(plan.Covers(FaultPoint.Storage));
    }

    private static List<FaultKind?> Decisions(FaultOptions options, FaultPoint point, int count = 1000)
    {
        var plan = new FaultPlan(options);
        return [.. Enumerable.Range(0, count).Select(_ => plan.Next(point))];
    }
}
