using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;
using Collections.Local.Host.Faults;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Files that come while storage is away are late, and never lost.</summary>
public sealed class OutageTests
{
    private static readonly DateOnly Day = new(2026, 4, 30);

    [Fact]
    public async Task A_file_whose_trigger_was_given_up_is_taken_within_the_hour()
    {
        await using var intake = await StartAsync();
        await intake.DropAsync(new ExportText(Day).Account(1));
        await AwayAsync(intake, TimeSpan.FromMinutes(10));
        Assert.NotEmpty(intake.Host.PoisonBlobs);
        Assert.Empty(await intake.ReportsAsync());
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(ImportStatus.Completed, Assert.Single(await intake.ReportsAsync()).Status);
        Assert.NotNull(await intake.CaseAsync(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task An_intake_outlasts_a_storage_that_is_away_longer_than_its_retries(int secondsAfterTheDrop)
    {
        await using var intake = await StartAsync();
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.RunAsync(Day.AddDays(1));
        await intake.DropAsync(new ExportText(Day.AddDays(1)).Account(1, 500m, 41).Account(2));
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddSeconds(secondsAfterTheDrop));
        await AwayAsync(intake, TimeSpan.FromHours(3));
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(2));
        Assert.All(await intake.ReportsAsync(), report => Assert.Equal(ImportStatus.Completed, report.Status));
        Assert.Equal(2, (await intake.ReportsAsync()).Count);
        Assert.NotNull(await intake.CaseAsync(2));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await intake.Host.Durable.GetInstanceAsync(IntakeDoorbell.InstanceId("DEMO")))!.RuntimeStatus);
    }

    [Theory]
    [InlineData(ExportKind.Delinquency, 4)]
    [InlineData(ExportKind.Payments, 11)]
    public async Task A_file_comes_forward_although_one_call_in_a_hundred_fails(ExportKind kind, int seed)
    {
        await using var intake = await StartAsync($"seed={seed},storage=0.01,burst=6");
        var (accounts, payments) = (new ExportText(Day), new ExportText(Day.AddDays(1), ExportKind.Payments));
        for (var n = 1; n <= 60; n++)
        {
            accounts.Account(n);
            payments.Payment(n, $"P{n}", 10m);
        }

        if (kind == ExportKind.Payments) await intake.ImportAsync(accounts);
        await intake.RunAsync(Day.AddDays(1));
        await intake.DropAsync(kind == ExportKind.Payments ? payments : accounts);
        intake.Host.Faults.IsOn = true;
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddMinutes(10));
        Assert.True(intake.Host.Faults.Counts.Values.Sum() > 50);
        Assert.All(await intake.ReportsAsync(), report => Assert.Equal(ImportStatus.Completed, report.Status));
    }

    [Fact]
    public async Task An_intake_that_is_gone_is_started_again_for_the_files_in_its_queue()
    {
        await using var intake = await StartAsync();
        await intake.DropAsync(new ExportText(Day).Account(1));
        await intake.Host.RunDueAsync();
        await intake.Host.Durable.TerminateInstanceAsync(IntakeDoorbell.InstanceId("DEMO"));
        await intake.Host.RunDueAsync();
        await intake.Host.Durable.PurgeInstanceAsync(IntakeDoorbell.InstanceId("DEMO"));
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(ImportStatus.Completed, Assert.Single(await intake.ReportsAsync()).Status);
    }

    [Fact]
    public async Task What_was_looked_at_is_left_alone_and_forgotten_with_its_blob()
    {
        await using var intake = await StartAsync();
        await intake.ImportAsync(new ExportText(Day).Account(1));
        var arrivals = intake.Host.Services.GetRequiredService<Arrivals>();
        Assert.Equal(2, (await arrivals.AllAsync(default)).Count);
        var finished = (await intake.ReportsAsync())[0].FinishedAt;
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(3));
        Assert.Equal(finished, Assert.Single(await intake.ReportsAsync()).FinishedAt);
        var container = intake.Host.Storage.Blobs.GetBlobContainerClient(Deliveries.Container);
        await foreach (var blob in container.GetBlobsAsync()) await container.DeleteBlobAsync(blob.Name);
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(1));
        Assert.Empty(await arrivals.AllAsync(default));
    }

    [Fact]
    public async Task A_shard_whose_answer_was_lost_is_known_again()
    {
        await using var intake = await StartAsync("storage.lost=1,burst=1");
        var index = intake.Host.Services.GetRequiredService<AccountIndex>();
        var read = await index.ReadAsync("DEMO", 7, default);
        IndexEntry[] entries = [Entry("07")];
        intake.Host.Faults.IsOn = true;
        await Assert.ThrowsAnyAsync<Exception>(() => index.WriteAsync("DEMO", read, entries, default));
        intake.Host.Faults.IsOn = false;

        // The same write again meets itself; another one over the same version does not pass for it.
        await index.WriteAsync("DEMO", read, entries, default);
        await Assert.ThrowsAnyAsync<Azure.RequestFailedException>(() => index.WriteAsync("DEMO", read, [Entry("07ff")], default));
    }

    private static IndexEntry Entry(string account) => new()
    {
        Account = Hexadecimal.Parse(account.PadRight(32, '0')),
        Case = 12,
        Spell = 1,
        Product = Product.CreditCard,
        Prints = new RowPrints(1, 2, 3, 4, 5, 6),
        Figures = new AccountFigures { Overdue = 1, Balance = 2 },
        BusinessDate = Day,
        Sequence = 1,
        Import = 7,
        Outcome = ImportOutcome.Opened,
    };

    private static async Task<Intake> StartAsync(string faults = "storage.busy=0.5,storage.reset=0.5")
    {
        var intake = await Intake.StartAsync(Day, faults: faults);
        intake.Host.Faults.IsOn = false;
        return intake;
    }

    /// <summary>Nothing of the app's storage answers for a while.</summary>
    private static async Task AwayAsync(Intake intake, TimeSpan time)
    {
        intake.Host.Faults.IsOn = true;
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow() + time);
        intake.Host.Faults.IsOn = false;
        Assert.NotEmpty(intake.Host.Faults.Counts.Keys.Intersect([FaultKind.StorageBusy, FaultKind.StorageReset]));
    }
}
