using Collections.Functions.Ingestion;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>What is pledged, as the bank's file tells it. (R1.2)</summary>
public class PledgeTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task It_reaches_the_case_without_the_banks_number_and_a_change_of_it_is_material()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(File(0, "home,150000.00,COL-17"));
        var pledged = (await intake.CaseAsync(1))!.Collateral.Pledged!;
        Assert.Equal((CollateralKind.Home, Given.Cny(150_000)), (pledged.Kind, pledged.Value));
        Assert.DoesNotContain("COL-17", await intake.EverythingAsync(1), StringComparison.Ordinal);

        await intake.ImportAsync(File(1, "home,140000.00,COL-17"));
        await intake.ImportAsync(File(2, "home,140000.00,COL-17"));
        var told = Assert.Single((await intake.FactsAsync(1)).OfType<BalanceUpdated>(), updated => updated.Pledge is not null);
        Assert.Equal(["terms"], told.Changes);
        Assert.Equal((Given.Cny(140_000), pledged.Id), (told.Pledge!.Value, told.Pledge.Id));
        Assert.Equal(Given.Cny(140_000), (await intake.CaseAsync(1))!.Collateral.Pledged!.Value);
    }

    [Fact]
    public async Task A_kind_that_nobody_knows_is_rejected_with_its_row_alone()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(File(0, "soul,1.00,X").Account(2, bend: fields => [.. fields, "", "", ""]));
        Assert.Equal((1L, 1L, 1), (report.Accepted, report.Rejected, report.RejectedBy["unknown-collateral"]));
        Assert.Null((await intake.CaseAsync(2))!.Collateral.Pledged);
    }

    private static ExportText File(int days, string asset)
    {
        var text = new ExportText(Day.AddDays(days)) { Header = $"{ExportText.AccountHeader},collateral_kind,collateral_value,collateral_id" };
        return text.Account(1, daysPastDue: 40 + days, bend: fields => [.. fields, .. asset.Split(',')]);
    }
}
