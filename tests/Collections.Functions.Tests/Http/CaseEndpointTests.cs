using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>People's work on a case over a real socket.</summary>
public sealed class CaseEndpointTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_case_is_read_with_its_debtor_masked_and_by_auditors_without()
    {
        await app.GivenAsync(Given.Opening(60));
        var answer = (await app.GetAsync(Case, "ana", Roles.Collector)).IsOk();
        var card = answer.Read<CaseAnswer>();
        Assert.Equal(("王**", "****1234"), (card.Debtor!.Name, Assert.Single(card.Debtor.Phones).Number));
        Assert.DoesNotContain("小明", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800001234", answer.Text, StringComparison.Ordinal);
        Assert.Equal(Given.Cny(5_000), card.Overdue);
        Assert.Null((await app.GetAsync(Case, "aud", Roles.Auditor)).IsOk().Read<CaseAnswer>().Debtor);
    }

    [Theory]
    [InlineData("ffffffffffffffffffffffffffffffff")]
    [InlineData("short")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF")]
    [InlineData("x'%20or%20true")]
    public async Task An_unknown_case_is_not_found(string id)
    {
        (await app.GetAsync($"api/cases/{id}", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.GetAsync($"api/cases/{id}/timeline", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.PostAsync($"api/cases/{id}/promises", """{"amount":"1.00 CNY","due":"2026-03-03","method":"app"}""", "ana", Roles.Collector)).IsRefused(404, "not-found");
        (await app.PostAsync($"api/cases/{id}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsRefused(404, "not-found");
    }

    [Fact]
    public async Task A_promise_is_recorded_once_however_often_it_is_sent()
    {
        await app.GivenAsync(Given.Opening(60));
        var token = app.Host.IssueToken("ana", Roles.Collector);
        for (var i = 0; i < 3; i++)
        {
            var promised = await app.SendAsync(
                HttpMethod.Post, $"{Case}/promises", token, """{"amount":"100.00 CNY","due":"2026-03-06","method":"app"}""", ("Idempotency-Key", "k-1"));
            Assert.Equal(Given.Cny(100), promised.IsOk().Read<CaseAnswer>().Promise!.Amount);
        }

        var fact = Assert.Single(await app.FactsAsync(), stored => stored.Fact is PromiseMade);
        Assert.Equal("ana/collector", fact.By);
        (await app.PostAsync($"{Case}/promises", """{"amount":"100.00 CNY","due":"2026-03-12","method":"app"}""", "ana", Roles.Collector)).IsRefused(409, "approval-needed");
        (await app.PostAsync($"{Case}/promises", """{"amount":"0.00 CNY","due":"2026-03-06","method":"app"}""", "ana", Roles.Collector)).IsRefused(422, "bad-amount");
    }

    [Fact]
    public async Task A_long_promise_passes_a_supervisor_first()
    {
        await app.GivenAsync(Given.Opening(60));
        var asked = (await app.PostAsync($"{Case}/approvals", """{"subject":"LongPromise","promiseDue":"2026-03-12"}""", "ana", Roles.Collector)).IsOk().Read<CaseAnswer>();
        (await app.PostAsync($"{Case}/approvals/{asked.Approval!.Id}/decision", """{"verdict":"Approve"}""", "chief", Roles.Supervisor)).IsOk();
        var promised = (await app.PostAsync($"{Case}/promises", """{"amount":"100.00 CNY","due":"2026-03-12","method":"app"}""", "ana", Roles.Collector)).IsOk();
        Assert.Equal(asked.Approval.Id, promised.Read<CaseAnswer>().Promise!.Approval);
    }

    [Fact]
    public async Task A_decision_is_refused_to_its_proposer_to_other_roles_and_on_other_facts()
    {
        var open = await AskedAsync("chief");
        var decision = $"{Case}/approvals/{open.Id}/decision";
        (await app.PostAsync(decision, """{"verdict":"Approve"}""", "chief", Roles.Supervisor)).IsRefused(403, "approval-by-proposer");
        (await app.PostAsync(decision, """{"verdict":"Approve"}""", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.PostAsync(decision, """{"verdict":"Approve"}""", "counsel", Roles.Legal)).IsRefused(403, "role-may-not-decide");
        (await app.PostAsync(decision, "{}", "boss", Roles.Supervisor)).IsRefused(400, "invalid-json");
        (await app.PostAsync(decision, """{"verdict":0}""", "boss", Roles.Supervisor)).IsRefused(400, "invalid-json");
        (await app.PostAsync(decision, """{"verdict":"Reject"}""", "boss", Roles.Supervisor)).IsRefused(422, "comment-needed");
        var commands = app.Host.Services.GetRequiredService<CaseCommands>();
        await commands.ExecuteAsync(Given.Key, "pay", "system", _ => [new PaymentReceived("p", Given.Cny(1), new DateOnly(2026, 3, 2), "transfer", "bus")], default);
        (await app.PostAsync(decision, """{"verdict":"Approve"}""", "boss", Roles.Supervisor)).IsRefused(409, "facts-changed");
        Assert.DoesNotContain(await app.FactsAsync(), stored => stored.Fact is ApprovalDecided);
    }

    [Fact]
    public async Task A_comment_stands_with_the_debtor_and_is_read_by_those_who_work_the_case()
    {
        const string words = "王小明 called me at home";
        var open = await AskedAsync("ana");
        var token = app.Host.IssueToken("chief", Roles.Supervisor);
        for (var i = 0; i < 2; i++)
        {
            (await app.SendAsync(
                HttpMethod.Post, $"{Case}/approvals/{open.Id}/decision", token, $$"""{"verdict":"Reject","comment":"{{words}}"}""", ("Idempotency-Key", "d"))).IsOk();
        }

        var decided = Assert.IsType<ApprovalDecided>(Assert.Single(await app.FactsAsync(), stored => stored.Fact is ApprovalDecided).Fact);
        Assert.NotNull(decided.Comment);
        var (mine, audited) = (await app.GetAsync($"{Case}/timeline", "ana", Roles.Collector), await app.GetAsync($"{Case}/timeline", "aud", Roles.Auditor));
        Assert.Contains(words, mine.IsOk().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(words, audited.IsOk().Text, StringComparison.Ordinal);
        Assert.Equal((await app.CaseAsync()).Version, audited.Json["entries"]!.AsArray().Count);
        (await app.PostAsync($"{Case}/approvals/{open.Id}/decision", """{"verdict":"Approve"}""", "boss", Roles.Supervisor)).IsRefused(409, "approval-not-open");
    }

    [Fact]
    public async Task A_timeline_is_read_page_by_page()
    {
        await AskedAsync("ana");
        var (seen, next) = (new List<int>(), (string?)"0");
        while (next is not null)
        {
            var page = (await app.GetAsync($"{Case}/timeline?take=2&after={next}", "ana", Roles.Collector)).IsOk().Json;
            seen.AddRange(page["entries"]!.AsArray().Select(entry => (int)entry!["sequence"]!));
            next = page["next"]?.ToString();
        }

        Assert.Equal(Enumerable.Range(1, (int)(await app.CaseAsync()).Version), seen);
    }

    [Fact]
    public async Task The_worklist_shows_each_role_its_queues_and_heals_itself()
    {
        var open = await AskedAsync("ana");
        var queue = $"api/worklist?queue={WorkQueues.Approvals(Roles.Supervisor)}";
        (await app.GetAsync(queue, "ana", Roles.Collector)).IsRefused(403, "queue-not-yours");
        (await app.GetAsync("api/worklist?queue=nothing", "ana", Roles.Collector)).IsRefused(400, "bad-query");
        (await app.GetAsync($"{queue}&take=0", "chief", Roles.Supervisor)).IsRefused(400, "bad-query");
        Assert.Empty((await app.GetAsync($"{queue}&due=2026-03-02", "chief", Roles.Supervisor)).IsOk().Read<WorklistPage>().Items);
        var item = Assert.Single((await app.GetAsync(queue, "chief", Roles.Supervisor)).IsOk().Read<WorklistPage>().Items);
        Assert.Equal((Given.Key, open.Id, open.Deadline), (item.Case, item.Id, item.Due));

        var index = app.Host.Services.GetRequiredService<WorkIndex>();
        await index.ApplyAsync([new WorkChange(WorkQueues.Approvals(Roles.Supervisor), "202603020000|00|gone|approval-1", item with { Id = "approval-1" }, 1)], default);
        Assert.Equal(open.Id, Assert.Single((await app.GetAsync(queue, "chief", Roles.Supervisor)).IsOk().Read<WorklistPage>().Items).Id);
        Assert.Single((await index.ListAsync(WorkQueues.Approvals(Roles.Supervisor), null, 10, null, default)).Rows);
    }

    [Fact]
    public async Task A_queue_is_read_page_by_page_in_its_order()
    {
        foreach (var n in Enumerable.Range(0, 5))
        {
            var opened = Given.Opening(60) with { Key = new CaseKey(new string((char)('a' + n), 32)) };
            await app.GivenAsync(opened, new TaskOpened("review-2", TaskKind.Review, Line.First, PeopleApp.Noon.AddDays(5 - n), "test"));
        }

        var (seen, cursor) = (new List<DateTimeOffset>(), "");
        do
        {
            var page = (await app.GetAsync($"api/worklist?queue=review&take=2&cursor={Uri.EscapeDataString(cursor)}", "chief", Roles.Supervisor)).IsOk().Read<WorklistPage>();
            seen.AddRange(page.Items.Select(item => item.Due));
            cursor = page.Next ?? "";
        }
        while (cursor.Length > 0);
        Assert.Equal(Enumerable.Range(1, 5).Select(days => PeopleApp.Noon.AddDays(days)), seen);
    }

    [Fact]
    public async Task A_review_is_closed_by_hand_and_a_call_only_by_its_result()
    {
        await app.GivenAsync(
            Given.Opening(60), new TaskOpened("review-2", TaskKind.Review, Line.First, PeopleApp.Noon, "test"), new TaskOpened("call-3", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        (await app.PostAsync($"{Case}/tasks/call-3/done", "{}", "senior", Roles.SeniorCollector)).IsRefused(409, "result-needed");
        (await app.PostAsync($"{Case}/tasks/call-9/done", "{}", "senior", Roles.SeniorCollector)).IsRefused(409, "task-not-open");
        Assert.Equal("call-3", Assert.Single((await app.PostAsync($"{Case}/tasks/review-2/done", "{}", "senior", Roles.SeniorCollector)).IsOk().Read<CaseAnswer>().Tasks).Id);
    }

    [Fact]
    public async Task Only_a_case_that_was_handed_over_is_acknowledged()
    {
        await app.GivenAsync(Given.Opening(200));
        (await app.PostAsync($"{Case}/handoff/acknowledgement", """{"accepted":true,"reference":"F-1"}""", "counsel", Roles.Legal)).IsRefused(409, "not-handed-over");
    }

    private async Task<ApprovalRequested> AskedAsync(string proposer)
    {
        await app.GivenAsync(
            Given.Opening(95, overdue: 20_000),
            new StageEntered(Stage.Negotiation, "test"),
            new DeliveryReported("c", Delivered: true),
            new CallRecorded("c2", null, PeopleApp.Noon, CallOutcome.NoAnswer, 10));
        return (await app.PostAsync($"{Case}/approvals", """{"subject":"FieldVisit"}""", proposer, Roles.Supervisor)).IsOk().Read<CaseAnswer>().Approval!;
    }
}
