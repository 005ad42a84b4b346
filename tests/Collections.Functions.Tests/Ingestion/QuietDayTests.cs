using Azure.Storage.Blobs;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Days that bring nothing but accrual cost nothing, and a case that acts has the newest balance all the same. (R1.6, R5.6)</summary>
public sealed class QuietDayTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task A_day_of_accrual_leaves_the_case_alone_until_it_acts()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m));
        await intake.RunAsync(Day.AddDays(1));
        var before = await HeadAsync(intake);

        var report = await intake.ImportAsync(Snapshot(1, 1000.50m));

        Assert.Equal((0L, 1L), (report.Updated, report.Unchanged));
        Assert.Equal(before.Version, (await HeadAsync(intake)).Version);

        await intake.RunAsync(Day.AddDays(9));
        var facts = await intake.FactsAsync(1);
        var pulled = Assert.Single(facts.OfType<BalanceUpdated>());
        Assert.Equal((Day.AddDays(1), 1000.50m, 41), (pulled.Position.BusinessDate, pulled.Position.Overdue.Amount, pulled.Position.DaysPastDue));
        Assert.Empty(pulled.Changes);
        Assert.Equal(report.Id, pulled.Import);
        Assert.IsType<ContactPlanned>(facts.SkipWhile(fact => fact != pulled).First(fact => fact is ContactPlanned or TaskOpened));
    }

    [Fact]
    public async Task A_file_that_ends_a_long_silence_wakes_the_cases_that_waited_for_it()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ProfileAsync(profile => profile with { BalanceMaxAgeDays = null });
        await intake.ImportAsync(Snapshot(0, 1000m));
        await intake.RunAsync(Day.AddDays(60));
        var waiting = (await HeadAsync(intake)).State;
        Assert.True(waiting.Balance.IsStaleOn(Day.AddDays(61), WorkingCalendar.China));

        await intake.ImportAsync(Snapshot(60, 1000m));

        await intake.RunAsync(Day.AddDays(61));
        var facts = (await intake.FactsAsync(1)).Skip((int)waiting.Version);
        Assert.Contains(facts, fact => fact is BalanceUpdated { Changes.Count: 0 });
        Assert.Contains(facts, fact => fact is ContactPlanned or TaskOpened or StageEntered or LineChanged);
    }

    [Fact]
    public async Task A_bank_that_has_not_seen_a_payment_yet_reopens_what_the_estimate_closed()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m));
        await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 1000m));
        Assert.False((await intake.CaseAsync(1))!.IsOpen);

        var report = await intake.ImportAsync(Snapshot(1, 1000m));

        Assert.Equal(1L, report.Updated);
        Assert.True((await intake.CaseAsync(1))!.IsOpen);

        // And once it has been told, the next same day is a quiet one again.
        var before = await HeadAsync(intake);
        await intake.ImportAsync(Snapshot(2, 1000m));
        await intake.ImportAsync(Snapshot(3, 1000m));
        Assert.Equal(before.State.Balance.Payments.Count, (await HeadAsync(intake)).State.Balance.Payments.Count);
        Assert.DoesNotContain((await intake.FactsAsync(1)).OfType<BalanceUpdated>(), updated => updated.Position.BusinessDate == Day.AddDays(3));
    }

    [Fact]
    public async Task A_payment_is_held_against_the_first_snapshot_that_can_know_of_it()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m));
        await intake.RunAsync(Day.AddDays(1));
        await intake.ImportAsync(new ExportText(Day.AddDays(2), ExportKind.Payments).Payment(1, "P1", 1000m));

        // The books of the day before the payment say nothing against it.
        var early = await intake.ImportAsync(Snapshot(1, 1000m));
        Assert.Equal((0L, 1L), (early.Updated, early.Unchanged));
        Assert.DoesNotContain(await intake.FactsAsync(1), fact => fact is CaseReopened);

        var late = await intake.ImportAsync(Snapshot(2, 1000m));
        Assert.Equal(1L, late.Updated);
        Assert.True((await intake.CaseAsync(1))!.IsOpen);
    }

    [Fact]
    public async Task A_touched_account_whose_row_is_rejected_is_asked_the_day_after()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m));
        await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 1000m));
        await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(2).Account(1, 1000m, 41, ExportText.With("mobile", "none")));

        var report = await intake.ImportAsync(Snapshot(2, 1000m).Account(2, 1000m, 41));

        Assert.True(report.Updated >= 1);
        Assert.True((await intake.CaseAsync(1))!.IsOpen);
    }

    [Fact]
    public async Task Accrual_that_passes_the_least_amount_is_noticed()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ProfileAsync(profile => profile with { AccrualPerDay = 0.5m });
        await intake.ImportAsync(Snapshot(0, 9m));
        await intake.ImportAsync(Snapshot(1, 11m));

        await intake.RunAsync(Day.AddDays(20));

        Assert.Equal(11m, (await intake.CaseAsync(1))!.Overdue.Amount);
        Assert.Contains(await intake.FactsAsync(1), fact => fact is ContactPlanned or TaskOpened);
    }

    [Fact]
    public async Task A_row_that_does_not_tell_whose_it_is_makes_nobody_absent()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ProfileAsync(profile => profile with { SumMayLackUnreadableAmounts = true });
        await intake.ImportAsync(Snapshot(0, 1000m).Account(2));
        var broken = new ExportText(Day.AddDays(1)).Account(1, 1000m, 41).Account(2, 1000m, 41, fields => [.. fields.Skip(3)]);

        var report = await intake.ImportAsync(broken);

        Assert.Equal((1L, 0L), (report.Rejected, report.Unclear));
        Assert.Contains(report.Reasons, reason => reason.Code == "absence-not-judged");
        Assert.Null((await intake.CaseAsync(2))!.Balance.AbsentSince);
    }

    [Fact]
    public async Task A_correction_back_to_what_was_first_said_counts()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1, 1000m));
        await intake.ImportAsync(new ExportText(Day) { Sequence = 2 }.Account(1, 1500m));

        var back = await intake.ImportAsync(new ExportText(Day) { Sequence = 3 }.Account(1, 1000m));

        Assert.Equal(ImportStatus.Completed, back.Status);
        Assert.Equal(1000m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Fact]
    public async Task A_file_from_the_future_is_held()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.DropAsync(new ExportText(Day.AddDays(30)).Account(1));
        await intake.RunAsync();

        var report = Assert.Single(await intake.ReportsAsync());
        Assert.Equal((ImportStatus.Held, "future-date"), (report.Status, Assert.Single(report.Reasons).Code));
    }

    [Fact]
    public async Task A_rejected_row_leaves_the_balance_as_old_as_it_was()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m));

        var rejected = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(2).Account(1, 1000m, 41, ExportText.With("mobile", "none")));

        Assert.Equal(1L, rejected.Rejected);
        var balances = intake.Host.Services.GetRequiredService<ICurrentBalances>();
        Assert.Null(await balances.NewerAsync((await intake.CaseAsync(1))!, default));
        Assert.Equal(Day, (await intake.CaseAsync(1))!.Balance.Position.BusinessDate);
    }

    [Fact]
    public async Task A_lower_sequence_of_the_same_day_comes_too_late()
    {
        await using var intake = await Intake.StartAsync(Day);
        var correction = new ExportText(Day) { Sequence = 2 }.Account(1, 700m);
        await intake.ImportAsync(correction);

        var report = await intake.ImportAsync(new ExportText(Day) { Sequence = 1 }.Account(1, 1000m));

        Assert.Equal((0L, 1L), (report.Updated, report.Unchanged));
        Assert.Equal(700m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Fact]
    public async Task A_lost_index_finds_the_cases_that_are_there()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m));
        var container = intake.Host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(AccountIndex.Container);
        await foreach (var blob in container.GetBlobsAsync()) await container.DeleteBlobAsync(blob.Name);

        var report = await intake.ImportAsync(Snapshot(1, 900m));

        Assert.Equal((0L, 1L), (report.Opened, report.Updated));
        Assert.Equal(900m, (await intake.CaseAsync(1))!.Overdue.Amount);
        Assert.Null(await intake.CaseAsync(1, spell: 2));
    }

    [Fact]
    public async Task A_renumbered_account_goes_on_as_the_same_case()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m).Account(3));
        await intake.ImportAsync(Renumbered(1));

        var report = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(2, 1000m, 41).Account(3, 1000m, 41));
        var next = await intake.ImportAsync(new ExportText(Day.AddDays(2)).Account(2, 1000.50m, 42).Account(3, 1000m, 42));

        Assert.Equal((0L, 1L, 0L), (report.Opened, report.Updated, report.Unclear));
        Assert.Equal((0L, 0L, 2L, 0L), (next.Opened, next.Updated, next.Unchanged, next.Unclear));
        Assert.Null(await intake.CaseAsync(2));
        var state = (await intake.CaseAsync(1))!;
        Assert.Equal((true, intake.Keys.Account("DEMO", ExportText.Number(2))), (state.IsOpen, state.Account));
        Assert.Null(state.Balance.AbsentSince);
        Assert.Empty(await intake.Host.Services.GetRequiredService<InstitutionState>().MovesAsync("DEMO", default));

        await intake.RunAsync(Day.AddDays(12));
        Assert.Equal(1000.50m, (await intake.CaseAsync(1))!.Balance.Position.Overdue.Amount);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task An_account_that_stands_in_a_file_under_both_numbers_is_taken_once(int first, int second)
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Snapshot(0, 1000m));
        await intake.ImportAsync(Renumbered(1));

        var report = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(first, 900m, 41).Account(second, 900m, 41));

        Assert.Equal((0L, 1L, 1), (report.Opened, report.Rejected, report.RejectedBy["duplicate"]));
        Assert.Null(await intake.CaseAsync(2));
        Assert.Equal(900m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Theory]
    [InlineData("2026-04-24", "2026-04-27", true)] // Friday's balance on Monday
    [InlineData("2026-04-24", "2026-04-28", false)]
    [InlineData("2026-04-30", "2026-05-06", true)] // over the holidays of May
    [InlineData("2026-04-30", "2026-05-07", false)]
    public void A_daily_balance_holds_for_one_working_day(string businessDate, string today, bool fresh)
    {
        var opened = Cases.Given.Opening(60, maxAgeDays: 1) with { BalanceAgesInWorkingDays = true, Position = Cases.Given.Position(60, 1000m, DateOnly.Parse(businessDate, System.Globalization.CultureInfo.InvariantCulture)) };

        Assert.Equal(!fresh, Cases.Given.Case(opened).Balance.IsStaleOn(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), WorkingCalendar.China));
    }

    /// <summary>Account 1 has number 2 from some day on.</summary>
    private static ExportText Renumbered(int days) =>
        new ExportText(Day.AddDays(days), ExportKind.Changes).Row(0m, ExportText.Number(1), "", "account_number", ExportText.Number(2), ExportText.Iso(Day.AddDays(days)));

    private static async Task<CaseHead> HeadAsync(Intake intake) =>
        (await intake.Host.Services.GetRequiredService<ICaseStreams>().LoadAsync((await intake.CaseAsync(1))!.Key, default))!;

    private static ExportText Snapshot(int days, decimal overdue) => new ExportText(Day.AddDays(days)).Account(1, overdue, 40 + days);
}
