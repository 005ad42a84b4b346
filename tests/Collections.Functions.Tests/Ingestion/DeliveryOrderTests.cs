using System.Globalization;
using System.Text;
using Azure.Core;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Files that come in any order, more than once, or are replaced on the way. (R1.5)</summary>
public sealed class DeliveryOrderTests
{
    private const int Accounts = 7;

    private static readonly DateOnly Day = new(2026, 4, 30);

    [Fact]
    public void Any_order_and_repetition_of_a_days_files_gives_the_same_cases_and_every_report_adds_up()
    {
        // Payments, snapshot and correction, each at least once, some again; each taken in at once or together with those after it.
        var drops = from order in Gen.Shuffle<int>([0, 1, 2])
                    from again in Gen.Choose(0, 2).ListOf()
                    from pause in Gen.Elements(true, false).ListOf(6)
                    from complete in Gen.Elements(true, false)
                    select (Files: order.Concat(again.Take(3)).ToList(), Pauses: pause, Complete: complete);
        Prop.ForAll(Arb.From(drops), drop =>
        {
            var expected = RunAsync([0, 1, 2], [false, false, false], drop.Complete).GetAwaiter().GetResult();
            var found = RunAsync(drop.Files, drop.Pauses, drop.Complete).GetAwaiter().GetResult();
            return (expected == found).Label($"{string.Join(' ', drop.Files.Zip(drop.Pauses, (file, pause) => $"{file}{(pause ? "." : "")}"))} complete {drop.Complete}\n{expected}\n{found}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    [Fact]
    public async Task A_file_that_is_replaced_while_it_is_read_is_held_and_taken_when_it_is_delivered_again()
    {
        await using var intake = await Intake.StartAsync(Day);
        var (first, second) = (new ExportText(Day).Account(1, 1000m), new ExportText(Day).Account(1, 2000m));
        const string Path = "DEMO/delinquency-20260430-1.csv";
        var isReplaced = false;
        await intake.RunAsync(Day);

        // Somebody uploads another file between the first look at one and its first byte.
        intake.Host.Storage.Observer = (request, _) =>
        {
            if (isReplaced || request.Method != RequestMethod.Get || !request.Uri.Path.EndsWith(Path, StringComparison.Ordinal)) return;
            isReplaced = true;
            intake.Host.Storage.Unbilled.GetBlobContainerClient(Deliveries.Container).GetBlobClient(Path).Upload(new BinaryData(second.Data()), overwrite: true);
        };
        await intake.DropAsync(first);
        await intake.RunAsync();
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(1));
        Assert.Equal(["replaced", "sha256"], (await intake.ReportsAsync()).Where(report => report.Status == ImportStatus.Held).Select(report => Assert.Single(report.Reasons).Code).Order());
        Assert.Null(await intake.CaseAsync(1));

        await intake.MarkAsync("DEMO", "delinquency-20260430-1", second.Manifest());
        await intake.RunAsync();
        Assert.Contains(await intake.ReportsAsync(), report => report is { Status: ImportStatus.Completed, Amount: "2000.00" });
        Assert.Equal(2000m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Fact]
    public async Task A_marker_that_comes_long_before_its_file_waits_for_it()
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = new ExportText(Day).Account(1);
        await intake.MarkAsync("DEMO", "late", text.Manifest());
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddDays(2));
        Assert.Equal("waiting-for-file", Assert.Single(await intake.ReportsAsync()).Reasons[0].Code);
        await intake.UploadAsync("DEMO/late.csv", text.Data());
        await intake.RunAsync();
        Assert.Equal(ImportStatus.Completed, Assert.Single(await intake.ReportsAsync()).Status);
    }

    [Fact]
    public async Task Days_that_come_late_and_together_are_taken_by_date()
    {
        await using var intake = await Intake.StartAsync(Day.AddDays(3));
        for (var day = 3; day >= 0; day--) await intake.DropAsync(new ExportText(Day.AddDays(day)).Account(1, 1000m + (100m * day), 40 + day));
        await intake.RunAsync();
        Assert.All(await intake.ReportsAsync(), report => Assert.Equal((ImportStatus.Completed, 0), (report.Status, report.Reasons.Count(reason => reason.Code == "older"))));
        Assert.Equal(1300m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    private static async Task<string> RunAsync(IReadOnlyList<int> files, IReadOnlyList<bool> pauses, bool complete)
    {
        await using var intake = await Intake.StartAsync(Day);
        var before = new ExportText(Day);
        for (var account = 1; account <= 5; account++) before.Account(account, 1000m);
        await intake.ImportAsync(before);
        await intake.RunAsync(Day.AddDays(1));
        foreach (var (file, pause) in files.Zip(pauses))
        {
            await intake.DropAsync(Text(file, complete));
            if (pause) await intake.RunAsync();
        }

        await intake.RunAsync();
        foreach (var report in await intake.ReportsAsync()) AssertAddsUp(report);
        var text = new StringBuilder();
        for (var account = 1; account <= Accounts; account++) text.AppendLine(CultureInfo.InvariantCulture, $"{account}: {Text(await intake.CaseAsync(account))}");
        return text.ToString();
    }

    /// <summary>0: payments; 1: the day's snapshot, without account 5; 2: its correction, with another amount for account 2, account 6 anew and a row that is rejected.</summary>
    private static ExportText Text(int file, bool complete)
    {
        var day = Day.AddDays(1);
        ExportText Rows(int sequence, decimal second) =>
            new ExportText(day) { Sequence = sequence, Complete = sequence == 1 || complete }.Account(1, 1000m, 41).Account(2, second, 41).Account(3, 0m, 0).Account(4, 400m, 41);
        return file switch
        {
            0 => new ExportText(day, ExportKind.Payments).Payment(4, "P4", 600m).Payment(5, "P5", 1000m).Payment(7, "P7", 1m),
            1 => Rows(1, 900m),
            _ => Rows(2, 800m).Account(6, 50m, 3).Account(7, 60m, 3, ExportText.With("mobile", "none")),
        };
    }

    private static void AssertAddsUp(ImportReport report)
    {
        Assert.True(report.Status is ImportStatus.Completed or ImportStatus.Duplicate, $"{report.Name}: {report.Status}");
        Assert.Equal(report.Rows, report.Accepted + report.Rejected);
        Assert.Equal(report.Rejected, report.RejectedBy.Values.Sum());
        if (report.Status != ImportStatus.Completed) return;
        Assert.Equal(report.Manifest!.Sum, decimal.Parse(report.Amount, CultureInfo.InvariantCulture) + decimal.Parse(report.RejectedAmount, CultureInfo.InvariantCulture));
    }

    private static string Text(CaseState? state) => state is null ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"open {state.IsOpen} {state.Closed} {state.Stage} overdue {state.Overdue} of {state.Balance.Position.BusinessDate:yyyy-MM-dd} paid {state.Balance.Payments.Count} absent {(state.IsOpen ? state.Balance.Absences : 0)}");
}
