using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>What happens to accounts outside collections. (R1.1, R1.6)</summary>
public sealed class ExitAndChangeTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Theory]
    [InlineData("sold", ClosingReason.Sold)]
    [InlineData("written_off", ClosingReason.WrittenOff)]
    [InlineData("closed", ClosingReason.ClosedByBank)]
    public async Task An_account_that_leaves_the_books_closes_its_case_and_nothing_reopens_that(string reason, ClosingReason closing)
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1).Account(2));

        var report = await intake.ImportAsync(Exit(1, 1, reason).Row(0m, ExportText.Number(9), reason, ExportText.Iso(Day)));
        Assert.Equal((1L, 1L), (report.Updated, report.Unchanged));
        await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(2));

        var state = (await intake.CaseAsync(1))!;
        Assert.Equal(closing, state.Closed);
        Assert.DoesNotContain(await intake.FactsAsync(1), fact => fact is AbsentFromSnapshot);
        Assert.True((await intake.CaseAsync(2))!.IsOpen);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(42)]
    public async Task An_account_that_is_overdue_again_after_its_exit_is_a_new_spell_even_if_its_row_says_nothing_new(int daysPastDue)
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(Exit(1, 1, "sold"));

        await intake.ImportAsync(new ExportText(Day.AddDays(2)).Account(1, daysPastDue: daysPastDue));

        Assert.Equal(ClosingReason.Sold, (await intake.CaseAsync(1))!.Closed);
        var again = Assert.IsType<CaseOpened>((await intake.FactsAsync(1, spell: 2))[0]);
        Assert.Equal(intake.Keys.Case("DEMO", ExportText.Number(1), 1), again.Previous);
    }

    [Fact]
    public async Task A_sale_of_many_is_no_mass_of_missing_accounts_and_the_same_nights_snapshot_brings_nobody_back()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Many(0, 40));
        var exits = new ExportText(Day.AddDays(1), ExportKind.Exits);
        for (var account = 11; account <= 40; account++) exits.Row(0m, ExportText.Number(account), "sold", ExportText.Iso(Day.AddDays(1)));
        await intake.ImportAsync(exits);

        var same = await intake.ImportAsync(Many(1, 40));
        var next = await intake.ImportAsync(Many(2, 10));

        Assert.Equal((ImportStatus.Completed, 0L), (same.Status, same.Opened));
        Assert.Equal((ImportStatus.Completed, 0L, 0L), (next.Status, next.Unclear, next.Opened));
        Assert.Equal(ClosingReason.Sold, (await intake.CaseAsync(40))!.Closed);
        Assert.Null(await intake.CaseAsync(40, spell: 2));

        static ExportText Many(int days, int accounts)
        {
            var text = new ExportText(Day.AddDays(days));
            for (var account = 1; account <= accounts; account++) text.Account(account, 1000m, 40 + days);
            return text;
        }
    }

    [Fact]
    public async Task A_change_tells_the_case_its_kind_and_the_debtors_profile_its_value()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        var changes = new ExportText(Day.AddDays(1), ExportKind.Changes);
        foreach (var (change, value) in ((string, string)[])[("address", "New Road 9"), ("phone", "19912345678"), ("email", "new@example.com")])
            changes.Row(0m, ExportText.Number(1), "D000001", change, value, ExportText.Iso(Day));
        changes.Row(0m, ExportText.Number(1), "", "new_loan", "", ExportText.Iso(Day));

        var report = await intake.ImportAsync(changes);

        Assert.Equal((4L, 4L), (report.Accepted, report.Updated));
        var facts = (await intake.FactsAsync(1)).OfType<OutsideChanged>().ToList();
        Assert.Equal([OutsideChange.NewLoan, OutsideChange.Address, OutsideChange.Phone, OutsideChange.Email], facts.Select(fact => fact.Change).Order());
        var profile = (await intake.Host.Services.GetRequiredService<DebtorProfiles>().LoadAsync(intake.Keys.Debtor("DEMO", "D000001"), default))!;
        Assert.Equal(("New Road 9", "new@example.com", "19912345678"), (profile.Address, profile.Email, profile.Phones[0].Number));
        Assert.Equal(2, profile.Phones.Count);
        Assert.DoesNotContain("New Road", await intake.EverythingAsync(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payments_to_either_number_of_a_renamed_account_find_its_case()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(2, "P0", 1m));

        await intake.ImportAsync(new ExportText(Day.AddDays(2), ExportKind.Changes).Row(0m, ExportText.Number(1), "", "account_number", ExportText.Number(2), ExportText.Iso(Day)));
        await intake.ImportAsync(new ExportText(Day.AddDays(2), ExportKind.Payments).Payment(1, "P1", 100m).Payment(2, "P2", 200m));

        Assert.Equal(699m, (await intake.CaseAsync(1))!.Overdue.Amount);
        Assert.Empty(await SuspenseTests.WaitingAsync(intake));
        var move = Assert.Single(await intake.Host.Services.GetRequiredService<InstitutionState>().MovesAsync("DEMO", default));
        Assert.Equal((intake.Keys.Account("DEMO", ExportText.Number(2)), intake.Keys.Account("DEMO", ExportText.Number(1))), (move.Key, move.Value));
    }

    [Theory]
    [InlineData("D1,phone,,2026-04-27", "missing")]
    [InlineData(",email,a@b.c,2026-04-27", "missing")]
    [InlineData("D1,email,a b@c,2026-04-27", "not-an-email")]
    [InlineData("D1,planet,x,2026-04-27", "unknown-word")]
    [InlineData("D1,address,Road 1,2026-04-28", "in-the-future")]
    [InlineData(",account_number,6200000000000001,2026-04-27", "same-number")]
    public async Task A_change_that_makes_no_sense_is_rejected_alone(string fields, string code)
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day, ExportKind.Changes)
            .Row(0m, [ExportText.Number(1), .. fields.Split(',')]).Row(0m, ExportText.Number(1), "", "asset", "", ExportText.Iso(Day)));
        Assert.Equal((1L, 1L, 1), (report.Accepted, report.Rejected, report.RejectedBy[code]));
    }

    private static ExportText Exit(int days, int account, string reason) =>
        new ExportText(Day.AddDays(days), ExportKind.Exits).Row(0m, ExportText.Number(account), reason, ExportText.Iso(Day));
}
