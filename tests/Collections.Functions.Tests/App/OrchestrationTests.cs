using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Tests.Cases;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

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
        await host.Services.GetRequiredService<CaseCommands>().OpenAsync(Given.Opening(daysPastDue: 28), "open", "system", default);
        await host.RunUntilAsync(Given.Start.AddMinutes(30));
        await host.Durable.TerminateInstanceAsync(Given.Key.Value);
        await host.Durable.PurgeInstanceAsync(Given.Key.Value);
        await host.RunUntilAsync(Given.Start.AddDays(4));
        Assert.Equal(Stage.Negotiation, (await host.CaseAsync(Given.Key)).Stage);
        Assert.NotNull(await host.Durable.GetInstanceAsync(Given.Key.Value));
    }
}
