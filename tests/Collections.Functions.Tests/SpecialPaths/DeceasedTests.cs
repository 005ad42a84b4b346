using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.SpecialPaths;

/// <summary>A debtor who has died: nothing goes to him, the estate is cleared, heirs are written to. (R3.6)</summary>
public class DeceasedTests
{
    [Fact]
    public async Task Nothing_goes_to_who_has_died_on_any_account_and_the_estate_pays_what_it_has()
    {
        await using var app = await PathApp.StartAsync(accounts: 2);
        await app.RunAsync(3, 3);
        var before = await app.SentAsync();
        await app.PostAsync(app.Collector, "death", new { source = "Relative", on = "2026-02-27", evidence = "his sister called; certificate follows" });
        await app.RunAsync(3, 4);
        foreach (var key in (CaseKey[])[Given.Key, PathApp.Other])
        {
            var task = Assert.Single((await app.CaseAsync(key)).Tasks);
            Assert.Equal((TaskKind.Estate, Line.Legal, PathApp.At(4, 2, 18, 0)), (task.Kind, task.Queue, task.Due));
            Assert.Equal("deceased", Given.Rules.Decide(await app.CaseAsync(key), PathApp.At(3, 4)) is Wait wait ? wait.Because : "");
        }

        Assert.DoesNotContain("sister", System.Text.Json.JsonSerializer.Serialize(await app.FactsAsync<DeathRecorded>()), StringComparison.Ordinal);
        Assert.Equal(2, (await app.Lawyer.WorkAsync("estates")).Count);
        Assert.Equal("contact-stopped", (string?)(await app.PostAsync(app.Collector, "contacts", new { channel = "Call" }, 409))["code"]);

        // The heir is written to, by letter, about the estate alone.
        var heir = (string)(await app.PostAsync(app.Lawyer, "parties", new { role = "Heir", name = "李大山", source = "LawfulPublicSource", address = "示例市样本路9号" }))["id"]!;
        await app.RunAsync(3, 6);
        Assert.Equal((TaskKind.EstateLetter, heir), ((await app.TaskAsync(TaskKind.EstateLetter))!.Kind, (await app.TaskAsync(TaskKind.EstateLetter))!.Because));
        await app.PostAsync(app.Lawyer, "contacts", new { channel = "Call", person = heir }, 403);
        var batch = await app.Lawyer.PostAsync("letters/batch", new { cases = new[] { Given.Key.Value } });
        Assert.Equal("estate-letter", (string?)batch["letters"]![0]!["template"]);
        await app.PostAsync(app.Lawyer, $"letters/{batch["letters"]![0]!["contact"]}/posted", new { });
        Assert.Equal("estate-letter", Assert.Single(await app.FactsAsync<Functions.Negotiation.LetterMailed>()).Template);

        // Nobody answers in time: it rises to the supervisor. Then the heir accepts; the estate has less than is owed.
        await app.RunAsync(4, 4);
        Assert.Contains(await app.Chief.WorkAsync("escalated"), item => (string?)item["kind"] == "Estate");
        await app.PostAsync(app.Lawyer, "estate", new { answer = "Accepted", evidence = "letter of 4 April" }, 422);
        await app.PostAsync(app.Lawyer, "estate", new { answer = "Accepted", evidence = "letter of 4 April", value = "2500 CNY" });
        await app.RunAsync(4, 8);
        Assert.NotNull(await app.TaskAsync(TaskKind.EstateLetter));
        await app.PayAsync("p1", 2_500, new DateOnly(2026, 4, 9));
        await app.RunAsync(4, 10);
        Assert.Equal("no-estate", (await app.TaskAsync(TaskKind.Assessment))!.Because);
        await app.PostAsync(app.Lawyer, $"tasks/{(await app.TaskAsync(TaskKind.Assessment))!.Id}/done", new { });
        await app.RunAsync(4, 24);
        Assert.Empty((await app.CaseAsync()).Tasks);
        Assert.Equal(before, await app.SentAsync());
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public async Task An_estate_that_is_renounced_goes_to_legal_assessment()
    {
        await using var app = await PathApp.StartAsync();
        await app.PostAsync(app.Lawyer, "death", new { source = "Registry", evidence = "extract 12" });
        await app.PostAsync(app.Lawyer, "estate", new { answer = "Renounced", evidence = "declaration before a notary" });
        await app.RunAsync(3, 3);
        Assert.Equal(("no-estate", PathApp.At(3, 16, 18, 0)), ((await app.TaskAsync(TaskKind.Assessment))!.Because, (await app.TaskAsync(TaskKind.Assessment))!.Due));
        Assert.Null(await app.TaskAsync(TaskKind.Estate));
    }

    [Fact]
    public async Task Who_was_thought_dead_is_asked_again_where_the_case_stood()
    {
        await using var app = await PathApp.StartAsync(daysPastDue: 50, accounts: 2);
        await app.RunAsync(3, 3);
        await app.PostAsync(app.Collector, "death", new { source = "Other", evidence = "a neighbour said so" });
        var heir = (string)(await app.PostAsync(app.Lawyer, "parties", new { role = "Heir", name = "李大山", source = "LawfulPublicSource", address = "示例市样本路9号" }))["id"]!;
        await app.RunAsync(3, 23);
        await app.PostAsync(app.Lawyer, "death/correction", new { reason = "he called himself" }, 403);
        await app.PostAsync(app.Chief, "death/correction", new { reason = " " }, 422);
        await app.PostAsync(app.Chief, "death/correction", new { reason = "he called himself" });
        var sent = (await app.SentAsync()).Count;
        await app.RunAsync(3, 30);
        Assert.True((await app.SentAsync()).Count > sent);
        foreach (var key in (CaseKey[])[Given.Key, PathApp.Other])
        {
            var state = await app.CaseAsync(key);
            Assert.Null(state.Paths.Estate);
            Assert.Empty(state.Suspensions.Open);
            Assert.Empty(state.StandIns);
            Assert.Equal(Line.First, state.Line);
            Assert.DoesNotContain(state.Tasks, task => task.Kind is TaskKind.Estate or TaskKind.EstateLetter);
        }

        Assert.Equal("ThirdParty", (string?)(await app.Collector.GetAsync($"cases/{Given.Key.Value}/parties")).AsArray().Single(party => (string?)party!["id"] == heir)!["role"]);
        Assert.Empty(await app.AuditAsync());
    }

    /// <summary>It was known before the account fell overdue at all.</summary>
    [Fact]
    public async Task A_case_that_opens_later_learns_of_the_death_when_it_asks_for_its_first_contact()
    {
        await using var app = await PathApp.StartAsync();
        await app.PostAsync(app.Collector, "death", new { source = "Registry", evidence = "extract 12" });
        await app.PostAsync(app.Collector, "promises", new { amount = "500.00 CNY", due = "2026-03-06", method = "transfer" }, 409);
        await app.RunAsync(3, 10);
        await app.OpenOtherAsync(daysPastDue: 10);
        await app.RunAsync(3, 12);
        Assert.Equal(DeathSource.OtherAccount, Assert.Single(await app.FactsAsync<DeathRecorded>(PathApp.Other)).Source);
        Assert.Equal(TaskKind.Estate, Assert.Single((await app.CaseAsync(PathApp.Other)).Tasks).Kind);
        await app.PostAsync(app.Chief, "death/correction", new { reason = "another of the same name" });
        await app.RunAsync(3, 24);
        Assert.Empty((await app.CaseAsync(PathApp.Other)).Suspensions.Open);
        Assert.NotEmpty(await app.SentAsync(PathApp.Other));
        Assert.Empty(await app.AuditAsync());
    }

    [Fact]
    public void The_auditor_finds_any_message_to_who_has_died()
    {
        foreach (var purpose in Enum.GetValues<Purpose>())
        {
            var audited = new SelfAudit.Audited();
            audited.Then(Given.Start, [.. PathCommands.Death(Given.Case(audited.Opened), "s1", DeathSource.Relative, null)]);
            var at = Given.Start.AddHours(6);
            audited.Then(at, new ContactPlanned("m1", Channel.Sms, purpose, Party.Debtor, "r", "credit-notice"), new SendStarted("m1"), new ContactCompleted("m1", SendOutcome.Sent, "m"));
            audited.Beside(audited.Record("m1", Channel.Sms, at, ContactState.Sent, purpose));
            Assert.Contains(audited.Judge(), violation => violation.Rule == ContactGate.Deceased);
        }
    }
}
