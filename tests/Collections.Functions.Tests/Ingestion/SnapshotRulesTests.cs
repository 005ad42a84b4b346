using Collections.Functions.Cases;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Absentees, cures, returns and spells. (R1.6)</summary>
public sealed class SnapshotRulesTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task An_account_absent_once_is_unclear_and_no_longer_worked()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1, 2));

        var report = await intake.ImportAsync(File(1, 1));

        Assert.Equal((0L, 1L), (report.Cured, report.Unclear));
        var state = (await intake.CaseAsync(2))!;
        Assert.True(state.IsOpen);
        Assert.Equal(Day.AddDays(1), state.Balance.AbsentSince);
    }

    [Fact]
    public async Task Absent_twice_is_presumed_cured_and_counted_once()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1, 2));
        await intake.ImportAsync(File(1, 1));

        var second = await intake.ImportAsync(File(2, 1));
        var third = await intake.ImportAsync(File(3, 1));

        Assert.Equal((1L, 0L), (second.Cured, second.Unclear));
        Assert.Equal((0L, 0L), (third.Cured, third.Unclear));
        Assert.Equal(ClosingReason.PresumedCured, (await intake.CaseAsync(2))!.Closed);
    }

    [Fact]
    public async Task One_that_returns_within_five_business_days_is_the_same_case()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1, 2));
        await intake.ImportAsync(File(1, 1));
        await intake.ImportAsync(File(2, 1));

        var report = await intake.ImportAsync(File(3, 1, 2));

        Assert.Equal((0L, 1L), (report.Opened, report.Updated));
        Assert.True((await intake.CaseAsync(2))!.IsOpen);
        Assert.Contains(await intake.FactsAsync(2), fact => fact is CaseReopened { Because: "returned-in-snapshot" });
        Assert.Null(await intake.CaseAsync(2, spell: 2));
    }

    [Fact]
    public async Task One_that_returns_later_is_a_new_case_linked_to_the_old()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1, 2));
        await intake.ImportAsync(File(1, 1));
        await intake.ImportAsync(File(2, 1));

        var report = await intake.ImportAsync(File(30, 1, 2));

        Assert.Equal(1L, report.Opened);
        var opened = Assert.IsType<CaseOpened>((await intake.FactsAsync(2, spell: 2))[0]);
        Assert.Equal((2, (await intake.CaseAsync(2))!.Key), (opened.Spell, opened.Previous!.Value));
    }

    [Fact]
    public async Task A_known_payment_of_the_cure_amount_explains_an_absence()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1, 2));
        await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(2, "P2", 1000m));

        var report = await intake.ImportAsync(File(1, 1));

        Assert.Equal((1L, 0L), (report.Cured, report.Unclear));
        Assert.Equal(ClosingReason.PaidOff, (await intake.CaseAsync(2))!.Closed);
    }

    [Fact]
    public async Task A_snapshot_wins_over_our_estimate_of_a_cure()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1));
        await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 1000m));
        Assert.False((await intake.CaseAsync(1))!.IsOpen);

        var report = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, 300m, 41));

        Assert.Equal((0L, 1L), (report.Opened, report.Updated));
        var state = (await intake.CaseAsync(1))!;
        Assert.True(state.IsOpen);
        Assert.Equal(300m, state.Overdue.Amount);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(50, 0)]
    public async Task No_longer_past_due_is_cured_once_and_a_later_spell_is_a_new_case(int overdue, int daysPastDue)
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1));

        var cured = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, overdue, daysPastDue));
        var after = await intake.ImportAsync(new ExportText(Day.AddDays(2)).Account(1, overdue, daysPastDue));
        Assert.False((await intake.CaseAsync(1))!.IsOpen);
        var again = await intake.ImportAsync(new ExportText(Day.AddDays(3)).Account(1, 700m, 1));

        Assert.Equal((1L, 0L), (cured.Cured, cured.Unchanged));
        Assert.Equal((0L, 1L), (after.Cured, after.Unchanged));
        Assert.Equal(1L, again.Opened);
        Assert.Equal(2, (await intake.CaseAsync(1, spell: 2))!.Spell);
    }

    [Fact]
    public async Task A_partial_file_says_nothing_of_those_it_does_not_have()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1, 2));
        var partial = File(1, 1);
        partial.Complete = false;

        var report = await intake.ImportAsync(partial);

        Assert.Equal((0L, 0L), (report.Cured, report.Unclear));
        Assert.Null((await intake.CaseAsync(2))!.Balance.AbsentSince);
    }

    [Fact]
    public async Task A_changed_telephone_number_is_material_and_reaches_the_debtor()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, 1));
        var due = Day.AddDays(-40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var report = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, 1000m, 41, fields =>
            ExportText.With("mobile", "13900000001")(ExportText.With("due_date", due)(fields))));

        Assert.Equal(1L, report.Updated);
        Assert.Equal(["contactPoints"], (await intake.FactsAsync(1)).OfType<BalanceUpdated>().Single().Changes);
    }

    [Theory]
    [InlineData("Cured", 1, 0)]
    [InlineData("Unchanged", 0, 0)]
    [InlineData("Unclear", 0, 1)]
    public async Task What_absence_means_is_the_profiles(string meaning, int cured, int unclear)
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ProfileAsync(profile => profile with { Absence = Enum.Parse<AbsenceMeaning>(meaning), PresumedCuredAfter = 3 });
        await intake.ImportAsync(File(0, 1, 2));

        var report = await intake.ImportAsync(File(1, 1));
        await intake.ImportAsync(File(2, 1));

        Assert.Equal(((long)cured, (long)unclear), (report.Cured, report.Unclear));
        Assert.Equal(cured == 0, (await intake.CaseAsync(2))!.IsOpen);
        if (meaning == "Unclear")
        {
            await intake.ImportAsync(File(3, 1));
            Assert.Equal(ClosingReason.PresumedCured, (await intake.CaseAsync(2))!.Closed);
        }

        if (meaning != "Unchanged") return;
        await intake.RunAsync(Day.AddDays(9));
        var state = (await intake.CaseAsync(2))!;
        Assert.Equal((Day.AddDays(2), 42), (state.Balance.Position.BusinessDate, state.Balance.Position.DaysPastDue));
    }

    /// <summary>A snapshot some days after the first, each account with 1,000.00 overdue since the same day.</summary>
    private static ExportText File(int days, params int[] accounts)
    {
        var text = new ExportText(Day.AddDays(days));
        foreach (var account in accounts) text.Account(account, 1000m, 40 + days);
        return text;
    }
}
