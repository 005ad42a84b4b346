using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using Collections.Local.Host;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.App;

/// <summary>A case's durable process on the real engine.</summary>
public class OrchestrationTests
{
    [Fact]
    public async Task A_payment_wakes_the_case_and_ends_it()
    {
        await using var host = await TestApp.StartAsync(Given.Start);
        var commands = host.Services.GetRequiredService<CaseCommands>();
        await commands.OpenAsync(Given.Opening(daysPastDue: 1), "open", "system", default);
        await host.RunUntilAsync(Given.Start.AddHours(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);
        await commands.ExecuteAsync(Given.Key, "pay", "system", _ => [new PaymentReceived("p", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus")], default);
        await host.RunUntilAsync(Given.Start.AddHours(1));
        Assert.Equal(ClosingReason.Cured, (await host.CaseAsync(Given.Key)).Closed);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await host.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_lost_orchestration_costs_a_delay_and_nothing_else()
    {
        await using var host = await TestApp.StartAsync(Given.Start);
        var opening = Given.Opening(daysPastDue: 28);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opening.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] }, default);
        await host.Services.GetRequiredService<CaseCommands>().OpenAsync(opening, "open", "system", default);
        await host.RunUntilAsync(Given.Start.AddMinutes(30));
        await host.Durable.TerminateInstanceAsync(Given.Key.Value);
        await host.Durable.PurgeInstanceAsync(Given.Key.Value);
        await host.RunUntilAsync(Given.Start.AddDays(4));
        Assert.Equal(Stage.Negotiation, (await host.CaseAsync(Given.Key)).Stage);
        Assert.NotNull(await host.Durable.GetInstanceAsync(Given.Key.Value));
    }

    [Theory]
    [InlineData(45)]
    [InlineData(180)]
    public async Task A_storage_that_is_away_longer_than_the_retries_costs_a_delay_and_no_persons_time(int minutes)
    {
        await using var host = await StartAsync(options => options.Settings["Faults"] = "storage.busy=0.6,storage.reset=0.4");
        host.Faults.IsOn = false;
        await host.Services.GetRequiredService<CaseCommands>().OpenAsync(Given.Opening(daysPastDue: 28), "open", "system", default);
        host.Faults.IsOn = true;
        await host.RunUntilAsync(Given.Start.AddMinutes(minutes));
        Assert.NotEmpty(host.Faults.Counts);
        host.Faults.IsOn = false;
        Assert.Equal(1, (await host.CaseAsync(Given.Key)).Version);
        await host.RunUntilAsync(Given.Start.AddMinutes(minutes + 60));
        var state = await host.CaseAsync(Given.Key);
        Assert.True(state.Version > 1);
        Assert.Null(state.FailedStep);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_decision_that_keeps_failing_is_a_persons_task_and_goes_on_when_that_is_done()
    {
        var payments = new Failing();
        await using var host = await StartAsync(options => options.ConfigureServices = services => services.AddSingleton<IPaymentsWatermark>(payments));
        var commands = host.Services.GetRequiredService<CaseCommands>();
        await commands.OpenAsync(Given.Opening(daysPastDue: 40), "open", "system", default);
        var due = new DateOnly(2026, 3, 2);
        await commands.ExecuteAsync(Given.Key, "promise", "system", _ => [new PromiseMade("p", Given.Cny(100), due, due, due.AddDays(2), "transfer")], default);
        await host.RunUntilAsync(Given.Start.AddDays(4));
        var state = await host.CaseAsync(Given.Key);
        Assert.Equal(nameof(CaseActivities.Advance), state.FailedStep);
        var review = Assert.Single(state.Tasks, task => task.Kind == TaskKind.Review);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);

        payments.Through = due.AddDays(4);
        await commands.ExecuteAsync(Given.Key, "done", "user:senior", before => TaskCommands.Finish(before, review.Id, new Caller("senior", [Roles.SeniorCollector], Roles.SeniorCollector)), default);
        await host.RunUntilAsync(Given.Start.AddDays(5));
        Assert.Null((await host.CaseAsync(Given.Key)).FailedStep);
        Assert.Contains(await host.FactsAsync(Given.Key), stored => stored.Fact is PromiseJudged { Verdict: PromiseVerdict.Broken });
    }

    private static Task<LocalHost> StartAsync(Action<LocalHostOptions> configure) => TestApp.StartAsync(Given.Start, options =>
    {
        options.LogLevel = LogLevel.None;
        configure(options);
    });

    private sealed class Failing : IPaymentsWatermark
    {
        public DateOnly? Through { get; set; }

        public Task<DateOnly?> ThroughAsync(string institution, CancellationToken cancellation) =>
            Through is { } day ? Task.FromResult<DateOnly?>(day) : throw new InvalidOperationException("It fails whenever it is asked.");
    }
}
