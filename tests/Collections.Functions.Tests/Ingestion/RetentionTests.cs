using Azure.Storage.Blobs;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Retention;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>How long dropped files are kept: 90 days unless the profile says otherwise.</summary>
public sealed class RetentionTests
{
    private static readonly DateOnly Day = new(2026, 4, 30);

    [Fact]
    public async Task A_file_its_marker_and_its_rejects_go_when_they_are_old_and_the_report_says_so()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day).Account(1).Account(2, bend: ExportText.With("mobile", "none")));
        Assert.Equal(3, (await ExportsAsync(intake)).Count);

        await DaysAsync(intake, 88);
        Assert.Equal(3, (await ExportsAsync(intake)).Count);
        await DaysAsync(intake, 3);
        Assert.Empty(await ExportsAsync(intake));
        var now = await FindAsync(intake, report.Id);
        Assert.Equal((ImportStatus.Completed, null), (now.Status, now.Rejects));
        Assert.NotNull(now.RawGoneAt);
        Assert.NotNull(await intake.CaseAsync(1));
    }

    [Fact]
    public async Task What_waits_or_is_held_stays_until_it_is_decided()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await intake.ImportAsync(new ExportText(Day).Account(1), bend: manifest => manifest with { Rows = 2 });
        await intake.UploadAsync("DEMO/alone.csv", new ExportText(Day).Account(3).Data());
        await DaysAsync(intake, 200);
        Assert.Equal(3, (await ExportsAsync(intake)).Count);
        Assert.Null((await FindAsync(intake, held.Id)).RawGoneAt);
    }

    [Fact]
    public async Task A_younger_delivery_under_the_same_name_stays()
    {
        await using var intake = await Intake.StartAsync(Day);
        var old = await intake.ImportAsync(new ExportText(Day).Account(1), "same");
        await DaysAsync(intake, 60);
        var young = await intake.ImportAsync(new ExportText(Day.AddDays(61)).Account(1, daysPastDue: 101), "same");
        await DaysAsync(intake, 40);
        Assert.Equal(2, (await ExportsAsync(intake)).Count);
        Assert.NotNull((await FindAsync(intake, old.Id)).RawGoneAt);
        Assert.Null((await FindAsync(intake, young.Id)).RawGoneAt);
        await DaysAsync(intake, 60);
        Assert.Empty(await ExportsAsync(intake));
    }

    [Fact]
    public async Task A_crash_between_the_deletions_is_made_good_the_next_night()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day).Account(1));
        await DaysAsync(intake, 89);
        await (await ContainerAsync(intake, Deliveries.Container)).DeleteBlobIfExistsAsync($"DEMO/{report.Name}");
        await DaysAsync(intake, 3);
        Assert.Empty(await ExportsAsync(intake));
        Assert.NotNull((await FindAsync(intake, report.Id)).RawGoneAt);
    }

    [Fact]
    public async Task Staged_rows_that_a_crash_left_go_and_those_of_a_running_import_stay()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day).Account(1));
        var running = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, daysPastDue: 41));
        await intake.Host.Services.GetRequiredService<ImportReports>().SaveAsync(running with { Status = ImportStatus.Running, FinishedAt = null }, default);
        var staging = await ContainerAsync(intake, "staging");
        foreach (var import in (string[])[report.Id, running.Id]) await staging.UploadBlobAsync($"{import}/000-00000.jsonl", new BinaryData("{}\n"));

        await DaysAsync(intake, 1);
        Assert.Equal(2, (await NamesAsync(staging)).Count);
        await DaysAsync(intake, 4);
        Assert.StartsWith(running.Id, Assert.Single(await NamesAsync(staging)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day).Account(1));
        await DaysAsync(intake, 92);
        var gone = (await FindAsync(intake, report.Id)).RawGoneAt;
        await intake.Host.Services.GetRequiredService<ExportRetention>().RunAsync(default);
        await DaysAsync(intake, 2);
        Assert.Equal(gone, (await FindAsync(intake, report.Id)).RawGoneAt);
    }

    private static Task DaysAsync(Intake intake, int days) => intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddDays(days));

    private static async Task<ImportReport> FindAsync(Intake intake, string id) => (await intake.Host.Services.GetRequiredService<ImportReports>().FindAsync(id, default))!;

    private static async Task<List<string>> ExportsAsync(Intake intake) => await NamesAsync(await ContainerAsync(intake, Deliveries.Container));

    private static ValueTask<BlobContainerClient> ContainerAsync(Intake intake, string name) => intake.Host.Services.GetRequiredService<Blobs>().GetAsync(name, default);

    private static async Task<List<string>> NamesAsync(BlobContainerClient container)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync()) names.Add(blob.Name);
        return names;
    }
}
