using System.Reflection;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Local.Host;
using Collections.Local.Host.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.App;

/// <summary>
/// Processes that other code began are met by this code. Whether their histories fit or not, the cases go on from their streams: nothing is lost, and nothing is sent twice.
/// </summary>
public sealed class EarlierCodeTests : IDisposable
{
    private static readonly DateTimeOffset Change = Given.Start.AddDays(6).AddHours(3);

    private static readonly DateTimeOffset End = Given.Start.AddDays(24);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("earlier-code");

    private readonly InMemoryStorage storage = InMemoryStorage.Create();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(typeof(EarlierCode.AskedFirst), true)]
    [InlineData(typeof(EarlierCode.WaitedFirst), true)]
    [InlineData(typeof(EarlierCode.SameHistory), false)]
    public async Task A_case_goes_on_under_new_code_without_loss_or_doubling(Type earlier, bool isReplaced)
    {
        var undisturbed = await UndisturbedAsync();
        await using (var host = await StartAsync(earlier))
        {
            await OpenAsync(host);
            await host.RunUntilAsync(Change);
            Assert.Equal(OrchestrationRuntimeStatus.Running, (await host.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);
        }

        await using var after = await StartAsync(null);
        await after.Durable.RaiseEventAsync(Given.Key.Value, CaseWaker.Nudge, long.MaxValue);
        await after.RunUntilAsync(Change);
        Assert.Equal(isReplaced ? OrchestrationRuntimeStatus.Failed : OrchestrationRuntimeStatus.Running, (await after.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);

        await after.RunUntilAsync(End);
        // Two things that are due on one morning may change places by these minutes.
        Assert.Equal(undisturbed.Told.Order(StringComparer.Ordinal), Told(await after.FactsAsync(Given.Key)).Order(StringComparer.Ordinal));
        Assert.Equal(undisturbed.Messages, after.SmsInbox.Messages().Count);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await after.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);
    }

    [Fact]
    public async Task What_happens_just_then_is_not_lost_with_the_process_that_it_woke()
    {
        await using (var host = await StartAsync(typeof(EarlierCode.WaitedFirst)))
        {
            await OpenAsync(host);
            await host.RunUntilAsync(Change);
        }

        await using var after = await StartAsync(null);
        await after.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
            Given.Key, "pay", "system", _ => [new PaymentReceived("p1", Given.Cny(5_000), BusinessTime.DayOf(Change), "transfer", "bus")], default);
        await after.RunUntilAsync(Change.AddMinutes(30));
        Assert.Equal(ClosingReason.Cured, (await after.CaseAsync(Given.Key)).Closed);
    }

    [Fact]
    public async Task Cases_that_broken_code_could_not_even_begin_are_begun_when_it_is_mended()
    {
        await using (var host = await StartAsync(typeof(EarlierCode.Broken)))
        {
            await OpenAsync(host);
            await host.RunUntilAsync(Given.Start.AddHours(1));
            Assert.Equal(OrchestrationRuntimeStatus.Failed, (await host.Durable.GetInstanceAsync(Given.Key.Value))!.RuntimeStatus);
        }

        await using var after = await StartAsync(null);
        await after.RunUntilAsync(Given.Start.AddDays(1));
        Assert.NotEmpty(after.SmsInbox.Messages());
    }

    private async Task<(IReadOnlyList<string> Told, int Messages)> UndisturbedAsync()
    {
        await using var host = await TestApp.StartAsync(Given.Start, options => options.LogLevel = LogLevel.None);
        await OpenAsync(host);
        await host.RunUntilAsync(End);
        return (Told(await host.FactsAsync(Given.Key)), host.SmsInbox.Messages().Count);
    }

    private static async Task OpenAsync(LocalHost host)
    {
        // No bin of the scorecard ends near the change: a score that falls on another decision would make another call due.
        var opened = Given.Opening(daysPastDue: 16);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opened.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)] }, default);
        await host.Services.GetRequiredService<CaseCommands>().OpenAsync(opened, "open", "system", default);
    }

    /// <summary>What became of the case, without times: who is started anew comes some minutes late.</summary>
    private static IReadOnlyList<string> Told(IReadOnlyList<StoredFact> facts) =>
    [
        .. facts.Select(stored => stored.Fact switch
        {
            ContactPlanned planned => $"{planned.Rung} planned",
            ContactCompleted completed => $"{completed.Outcome}",
            StageEntered entered => $"{entered.Stage} {entered.Because}",
            TaskOpened task => $"{task.Task} {task.Because}",
            var fact => fact.GetType().Name,
        }),
    ];

    /// <param name="earlier">The orchestration in the place of the present one; null: as it is now.</param>
    private Task<LocalHost> StartAsync(Type? earlier) => TestApp.StartAsync(Given.Start, options =>
    {
        options.LogLevel = LogLevel.None;
        options.DataFolder = folder.FullName;
        options.ConfigureServices = services => services.AddSingleton(storage.Tables).AddSingleton(storage.Blobs);
        if (earlier is null) return;
        options.Assemblies.Clear();
        options.FunctionTypes.Add(earlier);
        foreach (var type in typeof(CollectionsApp).Assembly.GetTypes().Where(type => type != typeof(CaseOrchestration) && HasFunctions(type))) options.FunctionTypes.Add(type);
    });

    private static bool HasFunctions(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null);
}
