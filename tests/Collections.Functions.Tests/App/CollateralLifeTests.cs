using System.Net;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.App;

/// <summary>What is pledged is disposed of over HTTP, in virtual time: its owner told through the gate, sold by approval, and paid in by the payments file. (R3.9)</summary>
public class CollateralLifeTests
{
    private static readonly string Case = $"cases/{Given.Key}";

    private static DateTimeOffset At(int month, int day, int hour = 12, int minute = 30) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, minute));

    [Fact]
    public async Task It_is_sold_with_notice_and_approval_and_what_it_brings_beyond_the_debt_goes_back()
    {
        await using var host = await TestApp.StartAsync(At(3, 2), options =>
        {
            options.LogLevel = LogLevel.None;
            options.Settings["Audit:Nightly"] = "false";
        });
        var opened = Given.Opening(200, 60_000, Product.Mortgage) with { Pledge = new Pledge(CollateralKind.Home, Given.Cny(150_000), "h") };
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(opened.Debtor, new DebtorProfile { Name = "示例", Address = "示例市样本路1号", Language = "zh-CN", Region = "310000" }, default);
        await host.Services.GetRequiredService<ICaseStreams>().AppendAsync(
            opened.Key, null, "open", "system",
            [
                opened, new StageEntered(Stage.LegalHandoff, "days-past-due", "approval-0"), new LineChanged(Line.Legal, "stage"), new LetterPosted("l", "letter-1", new DateOnly(2026, 3, 1)),
                new DossierBuilt("b", "s", 4), new HandedOver("m", "b", "s"), new HandoffAcknowledged(true, "F-1"),
            ],
            default);
        var (chief, counsel) = (new Desk(host, "chen", Roles.Supervisor), new Desk(host, "zhao", Roles.Legal));
        await host.RunUntilAsync(At(3, 2, 13));
        Assert.Equal("assess", (string)Assert.Single(await counsel.WorkAsync(WorkQueues.Collateral))["because"]!);
        await counsel.PostAsync($"{Case}/collateral", new { step = "Assessed", reference = "A-1", amount = "150000.00 CNY" });

        // The notice is a letter like others: due, judged by the gate, counted, posted.
        await host.RunUntilAsync(At(3, 2, 14));
        Assert.Equal(nameof(TaskKind.CollateralNotice), (string)Assert.Single(await counsel.WorkAsync(WorkQueues.Letters))["kind"]!);
        var letter = await counsel.PostAsync($"{Case}/contacts", new { channel = Channel.Letter });
        await counsel.PostAsync($"{Case}/letters/{letter["contact"]}/posted", new { });
        Assert.Equal(new DateOnly(2026, 3, 17), Assert.Single(await FactsAsync<LetterMailed>()).NextBy);
        await counsel.PostAsync($"{Case}/collateral", new { step = "CourtOrdered", reference = "2026-K-3" });
        await counsel.PostAsync($"{Case}/collateral", new { step = "Valued", reference = "V-1", amount = "140000.00 CNY" });
        await host.RunUntilAsync(At(3, 3));

        var asked = (await counsel.PostAsync($"{Case}/collateral/sale", new { least = "130000.00 CNY" }))["approval"]!;
        Assert.Equal(("CollateralSale", "130000.00 CNY"), ((string)asked["subject"]!, (string)asked["amount"]!));
        await counsel.PostAsync($"{Case}/approvals/{asked["id"]}/decision", new { verdict = "Approve" }, HttpStatusCode.Forbidden);
        await chief.PostAsync($"{Case}/approvals/{asked["id"]}/decision", new { verdict = "Approve" });
        await new Desk(host, "wu", Roles.Legal).PostAsync($"{Case}/approvals/{asked["id"]}/decision", new { verdict = "Approve" });
        await counsel.PostAsync($"{Case}/collateral", new { step = "Sold", reference = "S-1", amount = "129999.99 CNY" }, HttpStatusCode.Conflict);
        var sold = await counsel.PostAsync($"{Case}/collateral", new { step = "Sold", reference = "S-1", amount = "131000.00 CNY", costs = "1000.00 CNY" });
        Assert.Equal("60000.00 CNY", (string)sold["overdue"]!);
        Assert.Equal("10000.00 CNY", (string)sold["collateral"]!["steps"]!.AsArray()[^1]!["proceeds"]!["surplus"]!);

        // Nobody sees to it in time: it rises. Then the money comes in, the case closes, and the surplus is still somebody's work.
        await host.RunUntilAsync(At(3, 16));
        Assert.Contains(await chief.WorkAsync(WorkQueues.Escalated), item => (string)item["because"]! == "proceeds");
        await host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
            Given.Key, "pay", "system", _ => [new PaymentReceived("p", Given.Cny(120_000), new DateOnly(2026, 3, 16), "transfer", "bus")], default);
        await host.RunUntilAsync(At(3, 17));
        Assert.Equal(ClosingReason.PaidOff, (await host.CaseAsync(Given.Key)).Closed);
        Assert.Equal(CollateralRules.Surplus, (string)Assert.Single(await counsel.WorkAsync(WorkQueues.Collateral))["because"]!);
        await counsel.PostAsync($"{Case}/collateral", new { step = "SurplusPaid", reference = "B-1", amount = "10000.00 CNY" });
        Assert.Empty(await counsel.WorkAsync(WorkQueues.Collateral));
        Assert.Equal(
            [CollateralStep.Assessed, CollateralStep.CourtOrdered, CollateralStep.Valued, CollateralStep.Sold, CollateralStep.Reconciled, CollateralStep.SurplusPaid],
            (await FactsAsync<CollateralStepTaken>()).Select(taken => taken.Step));
        Assert.Single(await FactsAsync<ApprovalRequested>());

        async Task<List<T>> FactsAsync<T>() where T : Fact => [.. (await host.FactsAsync(Given.Key)).Select(stored => stored.Fact).OfType<T>()];
    }
}
