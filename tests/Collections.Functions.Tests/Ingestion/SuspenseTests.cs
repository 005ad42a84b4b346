using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.App;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>What comes before its account, or before what it refers to, waits and is not lost. (R1.9)</summary>
public sealed class SuspenseTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task A_payment_of_an_unknown_account_waits_and_is_recorded_before_the_cases_first_decision()
    {
        await using var intake = await Intake.StartAsync(Day);
        var payments = await intake.ImportAsync(Payments(1).Payment(1, "P1", 100m, Day.AddDays(1)).Payment(1, "P0", 50m, Day).Payment(2, "P2", 7m));
        Assert.Equal(3, payments.Unclear);

        await intake.ImportAsync(new ExportText(Day).Account(1));

        var facts = await intake.FactsAsync(1);
        Assert.IsType<CaseOpened>(facts[0]);
        Assert.Equal([50m, 100m], facts.Skip(1).Take(2).Cast<PaymentReceived>().Select(paid => paid.Amount.Amount));
        Assert.IsType<RiskScored>(facts[3]);
        Assert.Equal(900m, (await intake.CaseAsync(1))!.Overdue.Amount);
        Assert.Equal(7m, Assert.Single(await WaitingAsync(intake)).Amount!.Value.Amount);
    }

    [Fact]
    public async Task What_was_paid_on_the_spell_before_lowers_the_new_spell_once()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, overdue: 0m, daysPastDue: 0));
        Assert.False((await intake.CaseAsync(1))!.IsOpen);
        var (late, early) = (new PaymentRow(ExportText.Number(1), "P1", Day.AddDays(3), new Money(300m, "CNY"), "wallet", null), Day.AddDays(2));
        await intake.Host.Services.GetRequiredService<PaymentIntake>().TakeAsync("DEMO", late, "bus", default);
        await intake.Host.Services.GetRequiredService<PaymentIntake>().TakeAsync("DEMO", late with { PaymentId = "P0", PaidOn = early }, "bus", default);

        await intake.ImportAsync(new ExportText(early).Account(1, daysPastDue: 5));
        await intake.ImportAsync(new ExportText(Day.AddDays(3), ExportKind.Payments).Payment(1, "P1", 300m));

        var present = (await intake.CaseAsync(1, 2))!;
        Assert.Equal((2, true, 700m), (present.Spell, present.IsOpen, present.Overdue.Amount));
        Assert.NotNull(Assert.Single((await intake.FactsAsync(1, 2)).OfType<PaymentReceived>()).CarriedFrom);

        await intake.ImportAsync(new ExportText(Day.AddDays(4), ExportKind.Payments).Payment(1, "R1", -300m, reverses: "P1"));
        Assert.Equal(1000m, (await intake.CaseAsync(1, 2))!.Overdue.Amount);
    }

    [Fact]
    public async Task What_has_waited_too_long_is_let_go_and_counted()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ProfileAsync(profile => profile with { SuspenseDays = 20 });
        await intake.ImportAsync(Payments(1).Payment(2, "P2", 7m));
        var later = Day.AddMonths(1);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        Assert.Single(await WaitingAsync(intake));
        await intake.ImportAsync(new ExportText(later, ExportKind.Payments).Payment(3, "P3", 5m, later));

        var report = await intake.ImportAsync(new ExportText(later).Account(1, daysPastDue: 60));

        Assert.Equal((1, "7.00", 1, "5.00"), (report.Reconciliation!.Expired, report.Reconciliation.ExpiredAmount, report.Reconciliation.Waiting, report.Reconciliation.WaitingAmount));
        Assert.Equal(5m, Assert.Single(await WaitingAsync(intake)).Amount!.Value.Amount);
    }

    [Fact]
    public async Task A_reversal_waits_with_its_payment_and_both_are_recorded_in_order()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Payments(1).Payment(1, "R1", -1000m, reverses: "P1").Payment(1, "P1", 1000m));

        await intake.ImportAsync(new ExportText(Day).Account(1));

        var facts = await intake.FactsAsync(1);
        Assert.IsType<PaymentReceived>(facts[1]);
        Assert.IsType<PaymentReversed>(facts[2]);
        Assert.Equal(1000m, (await intake.CaseAsync(1))!.Overdue.Amount);
        Assert.True((await intake.CaseAsync(1))!.IsOpen);
        Assert.Empty(await WaitingAsync(intake));
    }

    [Fact]
    public async Task A_reversal_that_comes_before_its_payment_waits_for_it()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        var early = await intake.ImportAsync(Payments(1).Payment(1, "R1", -1000m, reverses: "P1"));
        Assert.Equal(1, early.Unclear);

        await intake.ImportAsync(Payments(2).Payment(1, "P1", 1000m));

        var state = (await intake.CaseAsync(1))!;
        Assert.Equal((true, 1000m), (state.IsOpen, state.Overdue.Amount));
        Assert.Empty(await WaitingAsync(intake));
    }

    [Fact]
    public async Task The_same_payment_from_two_sides_waits_once_and_counts_once()
    {
        await using var intake = await Intake.StartAsync(Day);
        var row = new PaymentRow(ExportText.Number(1), "P1", Day.AddDays(1), new Money(300m, "CNY"), "wallet", null);
        await intake.Host.Services.GetRequiredService<PaymentIntake>().TakeAsync("DEMO", row, "bus", default);
        await intake.ImportAsync(Payments(1).Payment(1, "P1", 300m));
        Assert.Single(await WaitingAsync(intake));

        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(Payments(2).Payment(1, "P1", 300m));

        Assert.Single((await intake.FactsAsync(1)).OfType<PaymentReceived>());
        Assert.Equal(700m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    /// <summary>File and bus, each at any moment of the other and of the opening, several times over.</summary>
    [Fact]
    public async Task A_payment_that_races_itself_and_the_opening_of_its_case_counts_once_and_waits_for_nothing()
    {
        await using var intake = await Intake.StartAsync(Day);
        var payments = intake.Host.Services.GetRequiredService<PaymentIntake>();
        await intake.DropAsync(new ExportText(Day).Account(1).Account(2).Account(3));
        var opening = intake.RunAsync();
        var racing = Enumerable.Range(0, 60).Select(n => Task.Run(() => payments.TakeAsync(
            "DEMO", new PaymentRow(ExportText.Number(1 + (n % 3)), $"P{n % 6}", Day.AddDays(1), new Money(100m, "CNY"), "wallet", null), n % 2 == 0 ? "bus" : "file", default)));
        await Task.WhenAll(racing.Append(opening));
        await intake.RunAsync();

        for (var account = 1; account <= 3; account++)
        {
            Assert.Equal(2, (await intake.FactsAsync(account)).OfType<PaymentReceived>().Count());
            Assert.Equal(800m, (await intake.CaseAsync(account))!.Overdue.Amount);
        }

        Assert.Empty(await WaitingAsync(intake));
    }

    [Fact]
    public async Task People_see_what_waits_by_page_with_age_and_amount_and_without_numbers()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Payments(1).Payment(1, "P1", 100m).Payment(2, "P2", 7m).Payment(3, "P3", 9m));
        await intake.RunAsync(Day.AddDays(4));
        var supervisor = new Desk(intake.Host, "wu", Roles.Supervisor);

        var first = await supervisor.GetAsync("suspense?institution=DEMO&take=2");
        var second = await supervisor.GetAsync($"suspense?institution=DEMO&take=2&cursor={Uri.EscapeDataString(first["next"]!.GetValue<string>())}");

        var items = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).ToList();
        Assert.Equal(["100.00 CNY", "7.00 CNY", "9.00 CNY"], items.Select(item => item!["amount"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(items, item => Assert.Equal(3, item!["ageDays"]!.GetValue<int>()));
        Assert.DoesNotContain(ExportText.Number(1), first.ToJsonString() + second.ToJsonString(), StringComparison.Ordinal);
    }

    internal static async Task<IReadOnlyList<SuspenseEntry>> WaitingAsync(Intake intake) =>
        (await intake.Host.Services.GetRequiredService<Suspense>().ListAsync("DEMO", 500, null, default)).Items;

    private static ExportText Payments(int days) => new(Day.AddDays(days), ExportKind.Payments);
}
