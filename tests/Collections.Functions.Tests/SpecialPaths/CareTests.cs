using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.SpecialPaths;

/// <summary>Debtors who are vulnerable or ill, and signs of abuse or self-harm. (R2.3, R3.6)</summary>
public class CareTests
{
    private static readonly object Notice = new { source = "Debtor", basis = "ExplicitConsent", code = "H2", words = "in hospital until summer" };

    [Fact]
    public async Task A_vulnerable_debtor_is_helped_first_called_by_trained_people_and_never_pressed()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 80, accounts: 2);
        var trained = new Desk(app.Host, "tan", Roles.Specialist);
        await app.RunAsync(3, 3);
        await app.PostAsync(app.Collector, "vulnerability", Notice);
        var before = (await app.SentAsync()).Concat(await app.SentAsync(PathApp.Other)).Count();
        await app.RunAsync(3, 5);
        foreach (var key in (CaseKey[])[Given.Key, PathApp.Other])
        {
            Assert.Equal("help-offer", (await app.SentAsync(key))[^1]);
            Assert.Equal(Line.Specialist, (await app.TaskAsync(TaskKind.Call, key))!.Queue);
        }

        var facts = System.Text.Json.JsonSerializer.Serialize<IEnumerable<Fact>>((await app.Host.FactsAsync(Given.Key)).Select(stored => stored.Fact), CollectionsJson.Options);
        Assert.DoesNotContain("hospital", facts, StringComparison.Ordinal);
        Assert.DoesNotContain("H2", facts, StringComparison.Ordinal);
        Assert.Equal(2, (await trained.WorkAsync("calls-specialist")).Count);
        await app.Collector.GetAsync($"cases/{Given.Key.Value}");
        await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }, 403);
        await app.RunAsync(3, 5, 15);
        await app.CallAsync(trained, CallOutcome.RightPartyNoResult);
        await app.PostAsync(app.Collector, "approvals", new { subject = "FieldVisit" }, 409);

        // A month on somebody looks whether it still holds; nothing has gone up meanwhile, though 111 days are past due.
        await app.RunAsync(4, 3);
        var review = (await app.TaskAsync(TaskKind.CareReview))!;
        Assert.Equal((Line.Specialist, PathApp.At(4, 8, 18, 0)), (review.Queue, review.Due));
        Assert.Empty(await app.FactsAsync<ApprovalRequested>());
        Assert.Equal(Stage.Negotiation, (await app.CaseAsync()).Stage);
        Assert.Equal(before + 2, (await app.SentAsync()).Concat(await app.SentAsync(PathApp.Other)).Count());
        await app.PostAsync(trained, $"tasks/{review.Id}/done", new { });

        // It ends: the days under it are not counted, and the second line is not reached at once.
        await app.PostAsync(trained, "vulnerability/end", new { reason = "back at work" });
        await app.RunAsync(4, 9);
        Assert.InRange(Given.Rules.View(await app.CaseAsync(), PathApp.At(4, 9)).LadderDay, 80, 90);
        Assert.Equal(Line.Second, (await app.CaseAsync()).Line);
        Assert.True((await app.SentAsync()).Count > 1);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task A_supervisor_may_let_the_case_of_a_vulnerable_debtor_go_up()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 95);
        await app.PostAsync(app.Collector, "vulnerability/escalation", new { reason = "x" }, 403);
        await app.PostAsync(app.Chief, "vulnerability/escalation", new { reason = "x" }, 409);
        await app.PostAsync(app.Collector, "vulnerability", Notice);
        await app.RunAsync(3, 12);
        Assert.DoesNotContain("negotiation", await app.SentAsync());
        await app.PostAsync(app.Chief, "vulnerability/escalation", new { reason = "he sells the house" });
        await app.RunAsync(3, 20);
        Assert.Contains("negotiation", await app.SentAsync());
        Assert.Equal(Line.Specialist, (await app.TaskAsync(TaskKind.Call))!.Queue);
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task A_sign_of_self_harm_stops_everything_until_a_trained_person_has_looked()
    {
        await using var app = await PathApp.StartAsync(accounts: 2);
        var trained = new Desk(app.Host, "tan", Roles.Specialist);
        await app.RunAsync(3, 3);
        await app.PostAsync(app.Collector, "concern", new { reason = "he said that he wants to end it" });
        var sent = (await app.SentAsync()).Count;
        await app.RunAsync(3, 3, 12, 40);
        var task = (await app.TaskAsync(TaskKind.Concern))!;
        Assert.Equal(PathApp.At(3, 3, 16, 30), task.Due);
        Assert.Single(await app.Chief.WorkAsync("care"));
        Assert.Equal("contact-stopped", (string?)(await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }, 409, PathApp.Other))["code"]);
        await app.RunAsync(3, 3, 17);
        Assert.Contains(await app.Chief.WorkAsync("escalated"), item => (string?)item["kind"] == "Concern");
        await app.RunAsync(3, 10);
        Assert.Equal(sent, (await app.SentAsync()).Count);

        await app.PostAsync(app.Collector, "concern/seen", new { vulnerable = true, reason = "x" }, 403);
        await app.PostAsync(trained, "concern/seen", new { vulnerable = true, reason = "spoke to him and his doctor" });
        await app.RunAsync(3, 12);
        foreach (var key in (CaseKey[])[Given.Key, PathApp.Other])
        {
            Assert.Empty((await app.CaseAsync(key)).Suspensions.Open);
            Assert.NotNull((await app.CaseAsync(key)).Paths.Care);
        }

        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task A_case_that_opens_later_asks_a_vulnerable_debtor_for_nothing_either()
    {
        await using var app = await PathApp.StartAsync();
        await app.PostAsync(app.Collector, "vulnerability", Notice);
        await app.RunAsync(3, 10);
        await app.OpenOtherAsync(daysPastDue: 10);
        await app.RunAsync(3, 16);
        Assert.Equal(CareSource.OtherAccount, Assert.Single(await app.FactsAsync<VulnerabilityNoted>(PathApp.Other)).Source);
        Assert.All(await app.SentAsync(PathApp.Other), template => Assert.Equal("help-offer", template));
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public void The_auditor_finds_what_presses_a_vulnerable_debtor()
    {
        foreach (var (role, found) in ((string, bool)[])[("collector", true), ("specialist", false), ("supervisor", false)])
        {
            var audited = new SelfAudit.Audited().Then(Given.Start, new VulnerabilityNoted(CareSource.Debtor, CareBasis.ExplicitConsent, "n"));
            var at = Given.Start.AddHours(6);
            audited.Then(at, new CallRecorded("c1", null, at, CallOutcome.NoAnswer, 0)).Beside(audited.Record("c1", Channel.Call, at, ContactState.Reported) with { By = $"li/{role}" });
            Assert.Equal(found, audited.Judge().Any(violation => violation.Rule == "pressure-on-vulnerable"));
        }

        Assert.Contains(
            new SelfAudit.Audited().Then(Given.Start, new VulnerabilityNoted(CareSource.Debtor, CareBasis.ExplicitConsent, "n")).Message(Given.Start.AddHours(6), "m1").Judge(), violation => violation.Rule == "pressure-on-vulnerable");
        Assert.Contains(
            new SelfAudit.Audited().Then(Given.Start, new VulnerabilityNoted(CareSource.Debtor, CareBasis.ExplicitConsent, "n"), new StageEntered(Stage.FieldVisit, "days-past-due")).Judge(), violation => violation.Rule == "pressure-on-vulnerable");
    }
}
