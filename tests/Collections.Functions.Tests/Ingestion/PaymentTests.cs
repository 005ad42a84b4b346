using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

public sealed class PaymentTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task A_payments_file_that_is_held_keeps_promises_from_being_judged_without_it()
    {
        await using var intake = await Intake.StartAsync(Day);
        var watermark = intake.Host.Services.GetRequiredService<IPaymentsWatermark>();
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(new ExportText(Day, ExportKind.Payments).Payment(1, "P0", 1m));
        var held = await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 10m), bend: manifest => manifest with { Amount = "11.00" });

        await intake.ImportAsync(new ExportText(Day.AddDays(2), ExportKind.Payments).Payment(1, "P2", 20m));

        Assert.Equal(ImportStatus.Held, held.Status);
        Assert.Equal(Day, await watermark.ThroughAsync("DEMO", default));
    }

    [Fact]
    public async Task Payments_by_file_reach_their_cases_and_move_the_watermark()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1).Account(2));

        var report = await intake.ImportAsync(Payments(1).Payment(1, "P1", 400m).Payment(2, "P2", 100.5m).Payment(9, "P9", 7m));

        Assert.Equal((ImportStatus.Completed, 3L, "507.50"), (report.Status, report.Accepted, report.Amount));
        Assert.Equal((0L, 2L, 0L, 1L), (report.Opened, report.Updated, report.Unchanged, report.Unclear));
        Assert.Equal(600m, (await intake.CaseAsync(1))!.Overdue.Amount);
        Assert.Equal(Day.AddDays(1), await intake.Host.Services.GetRequiredService<IPaymentsWatermark>().ThroughAsync("DEMO", default));
    }

    [Fact]
    public async Task The_same_payment_by_bus_and_by_file_counts_once()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await SendAsync(intake, 1, "P1", "400.00");
        await SendAsync(intake, 1, "P1", "400.00");
        await intake.RunAsync();

        var report = await intake.ImportAsync(Payments(1).Payment(1, "P1", 400m));

        Assert.Equal((0L, 1L), (report.Updated, report.Unchanged));
        Assert.Equal("bus", Assert.Single((await intake.FactsAsync(1)).OfType<PaymentReceived>()).Source);
        Assert.Equal(600m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Fact]
    public async Task A_payment_by_message_ends_its_case_within_a_second()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await SendAsync(intake, 1, "P1", "1000.00");

        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddSeconds(1));

        Assert.Equal(ClosingReason.PaidOff, (await intake.CaseAsync(1))!.Closed);
    }

    [Theory]
    [InlineData("P1")]
    [InlineData(null)]
    public async Task A_payment_that_comes_while_storage_is_away_waits_in_the_queue_and_counts_once(string? messageId)
    {
        await using var intake = await Intake.StartAsync(Day, faults: "storage.busy=0.5,storage.lost=0.5,bus.lock=0.3");
        intake.Host.Faults.IsOn = false;
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await SendAsync(intake, 1, "P1", "400.00", messageId);
        intake.Host.Faults.IsOn = true;
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(2));
        intake.Host.Faults.IsOn = false;
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(1));
        Assert.Single((await intake.FactsAsync(1)).OfType<PaymentReceived>());
        Assert.Empty(intake.Host.Broker.Peek(EntityPath.DeadLetters(PaymentMessages.Queue)));
        Assert.Empty(intake.Host.Broker.Peek(PaymentMessages.Queue));
    }

    [Fact]
    public async Task A_payment_twice_in_a_file_and_an_empty_payments_file()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));

        var twice = await intake.ImportAsync(Payments(1).Payment(1, "P1", 400m).Payment(1, "P1", 400m));
        var empty = await intake.ImportAsync(Payments(2));

        Assert.Equal((1L, 1L, "400.00", "400.00"), (twice.Accepted, twice.RejectedBy["duplicate"], twice.Amount, twice.RejectedAmount));
        Assert.Equal((ImportStatus.Completed, 0L, "0.00"), (empty.Status, empty.Rows, empty.Amount));
    }

    [Fact]
    public async Task A_reversed_payment_opens_the_case_again()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(Payments(1).Payment(1, "P1", 1000m));
        Assert.False((await intake.CaseAsync(1))!.IsOpen);

        var report = await intake.ImportAsync(Payments(2).Payment(1, "R1", -1000m, reverses: "P1").Payment(1, "R2", 5m, reverses: "P7"));

        Assert.Equal((1L, 1L), (report.Updated, report.Unclear));
        var state = (await intake.CaseAsync(1))!;
        Assert.True(state.IsOpen);
        Assert.Equal(1000m, state.Overdue.Amount);
    }

    [Fact]
    public async Task A_payment_dated_before_the_case_is_recorded_and_takes_nothing_off_the_balance()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));

        await intake.ImportAsync(Payments(1).Payment(1, "P1", 400m, Day.AddDays(-10)));

        Assert.Single((await intake.FactsAsync(1)).OfType<PaymentReceived>());
        Assert.Equal(1000m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    private static ExportText Payments(int days) => new(Day.AddDays(days), ExportKind.Payments);

    private static async Task SendAsync(Intake intake, int account, string id, string amount, string? messageId = null)
    {
        var message = new PaymentMessage("DEMO", ExportText.Number(account), id, Day.AddDays(1), "CNY", amount, "wallet", null);
        await using var sender = intake.Host.Services.GetRequiredService<ServiceBusClient>().CreateSender(PaymentMessages.Queue);
        var sent = new ServiceBusMessage(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(message, CollectionsJson.Options)));
        if (messageId is not null) sent.MessageId = messageId;
        await sender.SendMessageAsync(sent);
    }
}
