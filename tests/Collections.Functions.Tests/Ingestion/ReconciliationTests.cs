using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Reconciliation;
using Collections.Local.Host.Bus;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Whether everything that the bank sent is where it belongs. (R1.9)</summary>
public sealed class ReconciliationTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task Every_overdue_account_of_a_complete_snapshot_is_an_open_case_or_rejected()
    {
        await using var intake = await StartAsync();
        await intake.ImportAsync(new ExportText(Day.AddDays(-1), ExportKind.Payments).Payment(9, "P9", 12.5m));
        var first = Mixed(0);
        var report = await intake.ImportAsync(first);
        AssertAgrees(report, cards: (2, "1500.50"), loans: (1, "70.00"));
        Assert.Equal((1L, "33.00"), (report.Reconciliation!.Rejected, report.Reconciliation.RejectedAmount));
        Assert.Equal((1L, "12.50"), (report.Reconciliation.Waiting, report.Reconciliation.WaitingAmount));

        // Unchanged, changed, cured, vanished and new ones alike.
        var second = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, 1000m, 41).Account(2, 700m, 42).Account(3, 0m, 0).Account(6, 5m, 3));
        AssertAgrees(second, cards: (3, "1705.00"), loans: null);
        Assert.Empty(Alarms(intake));
    }

    [Fact]
    public async Task Files_that_do_not_speak_of_all_accounts_are_not_held_against_all_cases()
    {
        await using var intake = await StartAsync();
        var partial = await intake.ImportAsync(new ExportText(Day) { Complete = false }.Account(1));
        Assert.Null(partial.Reconciliation);
        await intake.ImportAsync(new ExportText(Day.AddDays(2)).Account(1));
        var older = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1).Account(2));
        Assert.Null(older.Reconciliation);
        Assert.Empty(Alarms(intake));
    }

    [Fact]
    public async Task A_correction_of_one_row_is_not_taken_for_a_difference()
    {
        await using var intake = await StartAsync();
        await intake.ImportAsync(new ExportText(Day).Account(1).Account(2));
        await intake.ImportAsync(new ExportText(Day.AddDays(1)) { Complete = false, Sequence = 5 }.Account(1, 1200m));
        var report = await intake.ImportAsync(new ExportText(Day.AddDays(1)) { Sequence = 3 }.Account(1, 1300m).Account(2));
        Assert.False(report.Reconciliation!.HasDifference);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Totals_that_differ_from_the_snapshot_of_their_date_are_an_alarm_whichever_comes_last(bool snapshotLast)
    {
        await using var intake = await StartAsync();
        var totals = new ExportText(Day, ExportKind.Totals);
        Total(Total(Total(totals, "credit_card", "M0", 90, 12345m), "credit_card", "M1", 1, 500.50m), "credit_card", "M2", 2, 1000.01m);
        ExportText[] files = snapshotLast ? [totals, Mixed(0)] : [Mixed(0), totals];

        var first = await intake.ImportAsync(files[0]);
        Assert.Empty(first.Reconciliation!.Totals);
        var report = await intake.ImportAsync(files[1]);

        Assert.Equal(
            [new TotalDifference(Product.CreditCard, "M2", 2, "1000.01", 1, "1000.00"), new TotalDifference(Product.ConsumerLoan, "M2", 0, "0.00", 1, "70.00")],
            report.Reconciliation!.Totals.OrderBy(difference => difference.Product));
        var alarm = Assert.Single(Alarms(intake));
        Assert.DoesNotContain(ExportText.Number(1), alarm, StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_with_more_in_the_file_than_open_is_a_difference_in_count_and_in_amount()
    {
        var report = new ImportReport { Id = "i", Institution = "DEMO", Name = "f", Status = ImportStatus.Running, ReceivedAt = default };
        var inFile = new OverdueTally([new(Product.CreditCard, 1, 2, 150_05, 0), new(Product.CreditCard, 3, 1, 10_00, 0), new(Product.Mortgage, 1, 1, 7_00, 0)]);
        var open = new OverdueTally([new(Product.CreditCard, 0, 3, 160_04, 0), new(Product.CarLoan, 0, 1, 1_00, 0)]);

        var found = Reconciler.Compare(inFile, open, report, new SuspenseTally());

        Assert.True(found.HasDifference);
        Assert.Equal(
            [
                new ReconciledProduct(Product.CreditCard, 3, "160.05", 3, "160.04"), new ReconciledProduct(Product.Mortgage, 1, "7.00", 0, "0.00"),
                new ReconciledProduct(Product.CarLoan, 0, "0.00", 1, "1.00"),
            ],
            found.Products);
        Assert.All(found.Products, product => Assert.True(product.IsDifferent));
    }

    [Fact]
    public void Tallies_add_up_the_same_in_any_order_and_grouping()
    {
        var figure = from product in Gen.Elements(Enum.GetValues<Product>()) from bucket in Gen.Choose(0, 4) from n in Gen.Choose(0, 9) select new OverdueFigure(product, bucket, n, n * 3, n * 5);
        Prop.ForAll(Arb.From(figure.ListOf()), Arb.From(Gen.Choose(0, 99)), (figures, seed) =>
        {
            var random = new Random(seed);
            var whole = OverdueTally.Of(figures);
            var parts = figures.OrderBy(_ => random.Next()).GroupBy(_ => random.Next(3)).Aggregate(OverdueTally.Empty, (sum, part) => sum + OverdueTally.Of(part));
            return whole == parts && whole.ByProduct().Figures.Sum(one => one.Overdue) == figures.Sum(one => one.Overdue);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Cards of M2 and M1, a loan of M2, one that is not overdue, and a row that is rejected.</summary>
    private static ExportText Mixed(int days) => new ExportText(Day.AddDays(days)).Account(1, 1000m).Account(2, 500.50m, 20)
        .Account(4, 70m, 60, ExportText.With("product", "consumer_loan")).Account(3, 0m, 0).Account(5, 33m, 40, ExportText.With("product", "gold"));

    private static void AssertAgrees(ImportReport report, (long Accounts, string Amount) cards, (long Accounts, string Amount)? loans)
    {
        List<ReconciledProduct> expected = [new(Product.CreditCard, cards.Accounts, cards.Amount, cards.Accounts, cards.Amount)];
        if (loans is var (accounts, amount)) expected.Add(new(Product.ConsumerLoan, accounts, amount, accounts, amount));
        Assert.Equal(expected, report.Reconciliation!.Products);
        Assert.False(report.Reconciliation.HasDifference);
    }

    private static ExportText Total(ExportText text, string product, string bucket, int accounts, decimal balance) =>
        text.Row(balance, product, bucket, $"{accounts}", "CNY", balance.ToString("0.00", CultureInfo.InvariantCulture));

    private static async Task<Intake> StartAsync()
    {
        var intake = await Intake.StartAsync(Day.AddDays(-2));
        intake.Host.Broker.DeclareSubscription(Outbox.Topic, "test");
        return intake;
    }

    private static List<string> Alarms(Intake intake) =>
        [.. intake.Host.Broker.Peek(EntityPath.Subscription(Outbox.Topic, "test"), 1_000).Where(message => message.Subject == nameof(ReconciliationDifference)).Select(message => message.Body.ToString())];
}
