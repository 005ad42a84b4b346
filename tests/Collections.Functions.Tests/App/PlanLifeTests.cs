using System.Text.RegularExpressions;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.App;

/// <summary>Plans from the offer to the end, over HTTP, on the debtor's phone and in virtual time. (R4.2, R4.3)</summary>
public class PlanLifeTests
{
    private static readonly object Means = new { income = "9000 CNY", spending = "5000 CNY", otherDebts = "1000 CNY" };

    private static DateTimeOffset At(int month, int day, int hour = 12, int minute = 30) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, minute));

    [Fact]
    public async Task A_plan_is_agreed_by_a_code_caught_up_once_and_kept()
    {
        await using var host = await StartAsync();
        var collector = new Desk(host, "li", Roles.Collector);
        var offered = await collector.PostAsync($"cases/{Given.Key}/plans", new { kind = "Instalments", firstDue = "2026-03-12", instalments = 3, means = Means });
        var plan = (string)offered["offer"]!["terms"]!["plan"]!;

        // The debtor is written to at once, and answers with the code, in wide digits.
        await host.RunUntilAsync(At(3, 2, 14));
        var message = Assert.Single(host.SmsInbox.Messages());
        var code = Regex.Match(message.Text, @"(?<!\d)\d{6}(?!\d)").Value;
        await host.SmsInbox.ReplyAsync(message.Id, "111111");
        await host.SmsInbox.ReplyAsync(message.Id, string.Concat(code.Select(digit => (char)(digit - '0' + '０'))));
        await host.RunUntilAsync(At(3, 2, 15));
        Assert.Equal([2_000m, 2_000m, 2_000m], (await host.CaseAsync(Given.Key)).Plans.Open!.Instalments.Select(instalment => instalment.Amount.Amount));
        Assert.Single(await collector.WorkAsync("replies-first"));
        await new Desk(host, "core", Roles.Administrator).PostAsync($"cases/{Given.Key}/plans/{plan}/acknowledgement", new { accepted = true, reference = "C-1" });

        // Reminded on the 9th, paid on the 12th; the second is missed, told of and caught up; the third ends it.
        await host.RunUntilAsync(At(3, 9));
        Assert.Contains("2,000", host.SmsInbox.Messages()[^1].Text, StringComparison.Ordinal);
        await PayAsync(host, "p1", 2_000, new DateOnly(2026, 3, 12));
        await host.RunUntilAsync(At(4, 16));
        Assert.Equal(new InstalmentMissed(plan, 2, new DateOnly(2026, 4, 23)), Assert.Single(await FactsAsync<InstalmentMissed>(host)));
        await PayAsync(host, "p2", 2_500, new DateOnly(2026, 4, 20));
        await host.RunUntilAsync(At(4, 24));
        Assert.Equal(new InstalmentCaughtUp(plan, 2), Assert.Single(await FactsAsync<InstalmentCaughtUp>(host)));
        await host.RunUntilAsync(At(5, 12));
        await PayAsync(host, "p3", 1_500, new DateOnly(2026, 5, 12));
        await host.RunUntilAsync(At(5, 14));
        Assert.Equal(new PlanJudged(plan, PlanVerdict.Kept, Given.Cny(6_000)), Assert.Single(await FactsAsync<PlanJudged>(host)));
        Assert.Equal(ClosingReason.Cured, (await host.CaseAsync(Given.Key)).Closed);
        Assert.Equal(
            ["plan-offer", "plan-reminder", "plan-reminder", "plan-missed", "plan-reminder", "thanks"], (await FactsAsync<ContactPlanned>(host)).Select(planned => planned.Template));
        Assert.DoesNotContain(await FactsAsync<ContactPlanned>(host), planned => planned.Purpose == Purpose.Collection);
        Assert.Single(await FactsAsync<TaskOpened>(host), task => task.Task == TaskKind.PlanCheck);
    }

    [Fact]
    public async Task A_broken_plan_lets_the_case_go_on_where_it_stood()
    {
        await using var host = await StartAsync();
        var collector = new Desk(host, "li", Roles.Collector);
        var offered = await collector.PostAsync($"cases/{Given.Key}/plans", new { kind = "Instalments", firstDue = "2026-03-12", instalments = 3, means = Means });
        var plan = (string)offered["offer"]!["terms"]!["plan"]!;
        await collector.PostAsync($"cases/{Given.Key}/plans/{plan}/confirmation", new { means = "RecordedCall", evidence = "rec-77" });
        await host.RunUntilAsync(At(3, 25));
        Assert.Equal(PlanVerdict.Broken, Assert.Single(await FactsAsync<PlanJudged>(host)).Verdict);
        Assert.Single(await FactsAsync<ContactPlanned>(host), planned => planned.Template == "plan-broken");
        Assert.Single(await FactsAsync<TaskOpened>(host), task => task.Task == TaskKind.Call);

        // Day 61 would be 22 March; the 22 days under the plan do not count.
        await host.RunUntilAsync(At(4, 12));
        Assert.Empty(await FactsAsync<LineChanged>(host));
        await host.RunUntilAsync(At(4, 14));
        Assert.Equal("days-past-due", Assert.Single(await FactsAsync<LineChanged>(host)).Because);
    }

    [Fact]
    public async Task A_plan_beyond_policy_waits_for_a_supervisor_and_one_that_nobody_wants_lapses()
    {
        await using var host = await StartAsync();
        var collector = new Desk(host, "li", Roles.Collector);
        var chief = new Desk(host, "chen", Roles.Supervisor);
        await collector.PostAsync($"cases/{Given.Key}/plans", new { kind = "Settlement", firstDue = "2026-03-20", amount = "9000 CNY", means = Means });
        await host.RunUntilAsync(At(3, 2, 14));
        Assert.Empty(host.SmsInbox.Messages());
        var approval = Assert.Single(await chief.WorkAsync("approvals-supervisor"));
        Assert.Equal("Plan", (string)approval["because"]!);
        await chief.PostAsync($"cases/{Given.Key}/approvals/{approval["id"]}/decision", new { verdict = "Approve" });
        await host.RunUntilAsync(At(3, 3));
        Assert.Contains("9,000", Assert.Single(host.SmsInbox.Messages()).Text, StringComparison.Ordinal);
        await host.RunUntilAsync(At(3, 10));
        Assert.Equal("not-confirmed", Assert.Single(await FactsAsync<PlanLapsed>(host)).Because);
        await host.RunUntilAsync(At(3, 11));
        Assert.Single(await FactsAsync<TaskOpened>(host), task => task.Task == TaskKind.Call);
    }

    [Fact]
    public async Task A_kept_settlement_ends_the_case_with_the_rest_let_off()
    {
        await using var host = await StartAsync();
        var collector = new Desk(host, "li", Roles.Collector);
        var chief = new Desk(host, "chen", Roles.Supervisor);
        var offered = await collector.PostAsync($"cases/{Given.Key}/plans", new { kind = "Settlement", firstDue = "2026-03-20", amount = "5000 CNY", means = Means });
        await host.RunUntilAsync(At(3, 2, 14));
        await chief.PostAsync($"cases/{Given.Key}/approvals/{(await chief.WorkAsync("approvals-supervisor"))[0]["id"]}/decision", new { verdict = "Approve" });
        await collector.PostAsync($"cases/{Given.Key}/plans/{offered["offer"]!["terms"]!["plan"]}/confirmation", new { means = "Written", evidence = "archive 12" });
        await host.RunUntilAsync(At(3, 3));
        Assert.Equal(Given.Cny(7_000), Assert.Single(await FactsAsync<PlanStarted>(host)).Waived);
        await PayAsync(host, "p1", 5_000, new DateOnly(2026, 3, 20));
        await host.RunUntilAsync(At(3, 23));
        Assert.Equal(ClosingReason.Settled, (await host.CaseAsync(Given.Key)).Closed);
    }

    private static async Task<LocalHost> StartAsync()
    {
        var host = await TestApp.StartAsync(At(3, 2), options => options.ConfigureServices = services =>
            services.AddSingleton<IPaymentsWatermark>(provider => new Yesterday(provider.GetRequiredService<TimeProvider>())));
        var opened = Given.Opening(40, 6_000);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opened.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] }, default);
        await host.Services.GetRequiredService<Functions.Cases.Store.ICaseStreams>().AppendAsync(
            opened.Key, null, "open", "system", [opened, new StageEntered(Stage.Negotiation, "days-past-due")], default);
        return host;
    }

    private static Task PayAsync(LocalHost host, string id, decimal amount, DateOnly on) => host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
        Given.Key, $"pay-{id}", "system", _ => [new PaymentReceived(id, Given.Cny(amount), on, "transfer", "bus")], default);

    private static async Task<List<T>> FactsAsync<T>(LocalHost host) where T : Fact => [.. (await host.FactsAsync(Given.Key)).Select(stored => stored.Fact).OfType<T>()];

    /// <summary>The bank's payments are always in to the day before.</summary>
    private sealed class Yesterday(TimeProvider clock) : IPaymentsWatermark
    {
        public Task<DateOnly?> ThroughAsync(string institution, CancellationToken cancellation) => Task.FromResult<DateOnly?>(BusinessTime.DayOf(clock.GetUtcNow()).AddDays(-1));
    }
}
