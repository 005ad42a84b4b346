using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>The sample of a bank that goes live does what its README says.</summary>
public sealed class GoingLiveSampleTests
{
    [Fact]
    public async Task What_was_going_on_before_goes_on_and_what_happens_outside_counts()
    {
        var files = Manifests();
        await using var intake = await Intake.StartAsync(files[0].Manifest.BusinessDate.AddDays(-1));
        foreach (var day in files.GroupBy(file => file.Manifest.BusinessDate))
        {
            await intake.RunAsync(day.Key);
            foreach (var (name, manifest) in day)
            {
                await intake.UploadAsync($"DEMO/{name}.csv", await File.ReadAllBytesAsync(Path.Combine(Folder(), $"{name}.csv")));
                await intake.MarkAsync("DEMO", name, manifest);
            }

            await intake.RunAsync();
        }

        await intake.RunAsync(new DateOnly(2026, 5, 7));
        var reports = (await intake.ReportsAsync()).ToDictionary(report => report.Name);
        Assert.All(reports.Values, report => Assert.Equal((ImportStatus.Completed, 0L), (report.Status, report.Rejected)));
        Assert.Equal((1L, 1L), (reports["calls-20260410.csv"].Updated, reports["calls-20260410.csv"].Unchanged));
        Assert.False(reports["totals-20260331.csv"].Reconciliation!.HasDifference);
        Assert.Equal(
            new TotalDifferenceOf("ConsumerLoan", "M3", 3, 2),
            Assert.Single(reports["totals-20260430.csv"].Reconciliation!.Totals.Select(total => new TotalDifferenceOf($"{total.Product}", total.Bucket, total.Accounts, total.InSnapshot))));

        Assert.Equal(PromiseVerdict.Kept, Assert.Single(await FactsAsync<PromiseJudged>(1)).Verdict);
        Assert.Equal(PromiseVerdict.Broken, Assert.Single(await FactsAsync<PromiseJudged>(4)).Verdict);
        Assert.Equal(2, (await FactsAsync<ContactTakenOver>(2)).Count);
        Assert.Empty(await FactsAsync<SendStarted>(2));
        Assert.NotEmpty(await FactsAsync<OutsideChanged>(2));
        Assert.Equal((true, 300m), ((await intake.CaseAsync(3))!.Plans.Open is not null, (await FactsAsync<PaymentReceived>(3))[0].Amount.Amount));
        Assert.DoesNotContain(await intake.FactsAsync(3), fact => fact is ContactPlanned { Purpose: Purpose.Collection } or TaskOpened { Task: TaskKind.Call });
        Assert.Equal(ClosingReason.Sold, (await intake.CaseAsync(5))!.Closed);
        Assert.IsType<PaymentReceived>((await intake.FactsAsync(7))[1]);
        Assert.Empty(await SuspenseTests.WaitingAsync(intake));

        async Task<IReadOnlyList<TFact>> FactsAsync<TFact>(int account) where TFact : Fact => [.. (await intake.FactsAsync(account)).OfType<TFact>()];
    }

    private static List<(string Name, Manifest Manifest)> Manifests() =>
    [
        .. Directory.GetFiles(Folder(), "*.manifest.json")
            .Select(path => (Path.GetFileName(path)[..^".manifest.json".Length], JsonSerializer.Deserialize<Manifest>(File.ReadAllBytes(path), CollectionsJson.Options)!))
            .OrderBy(file => file.Item2.BusinessDate).ThenByDescending(file => file.Item1, StringComparer.Ordinal),
    ];

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Collections.Functions.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "samples", "going-live");
    }

    private sealed record TotalDifferenceOf(string Product, string Bucket, long Accounts, long InSnapshot);
}
