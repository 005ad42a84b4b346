using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Legal.Guarantees;
using Collections.Functions.Platform;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.SelfAudit;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Legal;

/// <summary>A guarantee ends sooner than the debt is barred, and is asserted in time or lost. (R3.7)</summary>
public class GuaranteeTests
{
    private static readonly DateOnly Due = new(2026, 1, 5);

    private static readonly DateOnly End = new(2026, 7, 5);

    [Fact]
    public void The_legal_department_is_asked_90_60_and_30_days_before_it_ends_and_not_after_a_claim()
    {
        Assert.Equal([(End.AddDays(-90), "guarantee-90-g1"), (End.AddDays(-60), "guarantee-60-g1"), (End.AddDays(-30), "guarantee-30-g1")], Asked(Stated(), Due, End.AddDays(5)));
        Assert.Equal([(End.AddDays(-20), "guarantee-30-g1")], Asked(Stated(), End.AddDays(-20), End));
        Assert.Empty(Asked(Stated().After(new GuaranteeClaimed("g1", GuaranteeClaim.Demand, Due, "n"), At(Due)), End.AddDays(-95), End.AddDays(5)));
    }

    [Fact]
    public void A_period_that_nobody_agreed_is_six_months_from_the_due_date() =>
        Assert.Equal(End, Assert.IsType<GuaranteeStated>(Assert.Single(GuaranteeCommands.State(View(Case(), Due), "g1", new GuaranteeOrder(GuaranteeKind.General, "safe 3"), "n"))).Ends);

    [Fact]
    public void A_general_guarantor_needs_a_suit_a_joint_one_a_demand_and_both_in_time()
    {
        var general = Case().After(new GuaranteeStated("g1", GuaranteeKind.General, Due, End, "n"), At(Due));
        Assert.Equal("claim-needs-suit", Assert.Throws<RefusedException>(() => GuaranteeCommands.Claim(View(general, End), "g1", new ClaimOrder(GuaranteeClaim.Demand, End, "x"), "n")).Code);
        Assert.Single(GuaranteeCommands.Claim(View(general, End), "g1", new ClaimOrder(GuaranteeClaim.SuitAgainstDebtor, End, "x"), "n"));
        Assert.Equal(Guarantee.Lapsed, Assert.Throws<RefusedException>(() => GuaranteeCommands.Claim(View(Stated(), End.AddDays(2)), "g1", new ClaimOrder(GuaranteeClaim.Demand, End.AddDays(1), "x"), "n")).Code);
    }

    [Fact]
    public void A_claim_in_time_gives_three_years_and_a_release_ends_it()
    {
        var claimed = Stated().After(new GuaranteeClaimed("g1", GuaranteeClaim.Demand, End, "n"), At(End));
        Assert.Null(GuaranteeRules.Closes(claimed, "g1", End.AddYears(3)));
        Assert.Equal(Guarantee.Lapsed, GuaranteeRules.Closes(claimed, "g1", End.AddYears(3).AddDays(1)));
        Assert.Equal(Guarantee.LetGo, GuaranteeRules.Closes(claimed.After(new GuaranteeReleased("g1", "n"), At(End)), "g1", End));
    }

    [Fact]
    public async Task Nobody_asks_a_guarantor_whose_guarantee_is_over()
    {
        await using var host = await TestApp.StartAsync(BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(15, 0)));
        var opened = Given.Opening(40, 6_000);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(opened.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000" }, default);
        await host.Services.GetRequiredService<Functions.Cases.Store.ICaseStreams>().AppendAsync(opened.Key, null, "open", "system", [opened, new StageEntered(Stage.Negotiation, "days-past-due")], default);
        var (lawyer, collector) = (new Desk(host, "gao", Roles.Legal), new Desk(host, "li", Roles.Collector));
        var person = (string)(await lawyer.PostAsync($"cases/{Given.Key}/parties", new { role = "Guarantor", name = "李四", source = "Contract", phones = new[] { new { number = "13800005678", kind = "Mobile" } } }))["id"]!;
        await lawyer.PostAsync($"cases/{Given.Key}/parties/{person}/guarantee", new { kind = "JointAndSeveral", ends = "2026-03-02", evidence = "contract, safe 3" });
        var wish = new { channel = "Call", person };
        await collector.PostAsync($"cases/{Given.Key}/contacts", wish);
        await host.RunUntilAsync(BusinessTime.At(new DateOnly(2026, 3, 3), new TimeOnly(15, 0)));
        Assert.Equal(Guarantee.Lapsed, (string)(await collector.PostAsync($"cases/{Given.Key}/contacts", wish, System.Net.HttpStatusCode.Conflict))["because"]!);
        await lawyer.PostAsync($"cases/{Given.Key}/parties/{person}/guarantee/claim", new { by = "Demand", on = "2026-03-01", evidence = "receipt 7" });
        await collector.PostAsync($"cases/{Given.Key}/contacts", wish);
        await lawyer.PostAsync($"cases/{Given.Key}/parties/{person}/guarantee/release", new { reason = "agreed" });
        Assert.Equal(Guarantee.LetGo, (string)(await collector.PostAsync($"cases/{Given.Key}/contacts", wish, System.Net.HttpStatusCode.Conflict))["because"]!);
    }

    [Fact]
    public void The_auditor_sees_a_guarantor_who_was_asked_too_late()
    {
        var audited = new Audited().Then(Given.Start, new GuaranteeStated("g1", GuaranteeKind.JointAndSeveral, Due, new DateOnly(2026, 3, 3), "n"));
        audited.Beside(audited.Record("c1", Channel.Call, Given.Start.AddDays(1).AddHours(5), ContactState.Reported) with { Party = Party.Guarantor, Person = "g1" });
        Assert.DoesNotContain(audited.Judge(), violation => violation.Rule == "guarantee-over");
        audited.Beside(audited.Record("c2", Channel.Call, Given.Start.AddDays(2).AddHours(5), ContactState.Reported) with { Party = Party.Guarantor, Person = "g1" });
        Assert.Single(audited.Judge(), violation => violation.Rule == "guarantee-over");
    }

    private static List<(DateOnly, string)> Asked(CaseState state, DateOnly from, DateOnly to)
    {
        var asked = new List<(DateOnly, string)>();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            (state, _, var facts) = state.Settle(At(day));
            asked.AddRange(facts.OfType<TaskOpened>().Where(task => task.Because.StartsWith("guarantee", StringComparison.Ordinal)).Select(task => (day, task.Because)));
            foreach (var task in state.Tasks.ToList()) state = state.After(new TaskClosed(task.Id, "done"), At(day).AddHours(1));
        }

        return asked;
    }

    private static CaseState Stated() => Case().After(new GuaranteeStated("g1", GuaranteeKind.JointAndSeveral, Due, End, "n"), At(Due));

    private static CaseView View(CaseState state, DateOnly day) => Given.Rules.View(state, At(day));

    private static CaseState Case()
    {
        var opened = Given.Opening(1, 5_000, maxAgeDays: 4_000);
        return Given.Case(opened with { Position = opened.Position with { DueDate = Due } }).After(new ChannelOptedOut(Channel.Sms, "person"), At(Due)).After(new ChannelOptedOut(Channel.Email, "person"), At(Due));
    }

    private static DateTimeOffset At(DateOnly day) => BusinessTime.At(day, new TimeOnly(12, 30));
}
