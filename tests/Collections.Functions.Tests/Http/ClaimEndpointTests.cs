using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>Who works on what: claims, assignments, and changes on what was looked at. (R6.2)</summary>
public sealed class ClaimEndpointTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private static readonly TaskOpened Call = new("call-2", TaskKind.Call, Line.First, PeopleApp.Noon.AddHours(2), "negotiation-call");

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Of_two_who_take_a_task_at_once_one_gets_it_and_the_other_is_told_who()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        var answers = await Task.WhenAll(PostAsync("claim", "ana"), PostAsync("claim", "bob"));
        var winner = Assert.Single(answers, answer => answer.Problem is null).Read<CaseAnswer>().Tasks.Single().Claim!;
        var loser = Assert.Single(answers, answer => answer.Problem is not null);
        loser.IsRefused(409, "task-claimed");
        Assert.Equal(winner.Person, (string?)loser.Json["person"]);
        Assert.NotNull((string?)loser.Json["until"]);
        Assert.Equal(winner, Assert.Single((await QueueAsync()).Items).Claim);
    }

    [Fact]
    public async Task Nobody_calls_a_debtor_whom_somebody_else_is_about_to_call()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        (await PostAsync("claim", "ana")).IsOk();
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "bob", Roles.Collector)).IsRefused(409, "task-claimed");
        Assert.NotEqual("task-claimed", (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).Problem);
    }

    [Fact]
    public async Task A_claim_is_given_back_and_taken_again_and_by_nobody_else_but_a_supervisor()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        (await PostAsync("claim", "ana")).IsOk();
        (await PostAsync("claim", "ana")).IsOk();
        (await PostAsync("release", "bob")).IsRefused(403, "not-yours");
        Assert.Null((await PostAsync("release", "ana")).IsOk().Read<CaseAnswer>().Tasks.Single().Claim);
        Assert.Equal("ana", (await PostAsync("claim", "ana")).IsOk().Read<CaseAnswer>().Tasks.Single().Claim!.Person);
        (await PostAsync("release", "boss", Roles.Supervisor)).IsOk();
        Assert.Equal(["TaskClaimed", "TaskReleased", "TaskClaimed", "TaskReleased"], (await app.FactsAsync()).Skip(2).Select(stored => stored.Fact.GetType().Name));
    }

    [Fact]
    public async Task A_lease_ends_and_an_assignment_does_not()
    {
        var now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        var state = (await app.GivenAsync(Given.Opening(60), Call)).After(new TaskClaimed("call-2", "ana", now + TaskClaims.Lease), now);
        var bob = new Caller("bob", [Roles.Collector], Roles.Collector);
        Assert.Throws<RefusedException>(() => TaskClaims.Claim(state, "call-2", bob, now + TaskClaims.Lease - TimeSpan.FromTicks(1)));
        Assert.IsType<TaskClaimed>(Assert.Single(TaskClaims.Claim(state, "call-2", bob, now + TaskClaims.Lease)));
        var given = state.After(new TaskAssigned("call-2", "ana"), now);
        Assert.Throws<RefusedException>(() => TaskClaims.Claim(given, "call-2", bob, now.AddYears(1)));
    }

    [Fact]
    public async Task A_supervisor_gives_a_task_to_a_person_and_nobody_takes_it_away()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        (await PostAsync("claim", "ana")).IsOk();
        (await app.PostAsync($"{Case}/tasks/call-2/assign", """{"person":"bob"}""", "boss", Roles.Supervisor)).IsOk();
        (await PostAsync("claim", "ana")).IsRefused(409, "task-claimed");
        (await app.PostAsync($"{Case}/tasks/call-2/assign", """{"person":"王小明"}""", "boss", Roles.Supervisor)).IsRefused(422, "bad-person");
        (await app.PostAsync($"{Case}/tasks/call-9/assign", """{"person":"bob"}""", "boss", Roles.Supervisor)).IsRefused(409, "task-not-open");
        (await app.PostAsync($"{Case}/tasks/call-2/claim", "{}", "sun", Roles.Field)).IsRefused(403, "another-queue");
    }

    [Fact]
    public async Task A_queue_is_shared_out_evenly_and_once_and_leaves_out_what_somebody_has()
    {
        await ManyAsync(7);
        (await app.PostAsync($"api/cases/{KeyOf(0).Value}/tasks/call-2/claim", "{}", "eve", Roles.Collector)).IsOk();
        const string wish = """{"queue":"calls-first","people":["ana","bob"]}""";
        var shared = (await app.PostAsync("api/worklist/assign", wish, "boss", Roles.Supervisor)).IsOk().Read<SharedOut>();
        Assert.Equal([3, 3], shared.Given.Values);
        Assert.Equal(0, (await app.PostAsync("api/worklist/assign", wish, "boss", Roles.Supervisor)).IsOk().Read<SharedOut>().Given.Values.Sum());
        var people = (await QueueAsync()).Items.Select(item => item.Claim!.Person).Order().ToList();
        Assert.Equal(["ana", "ana", "ana", "bob", "bob", "bob", "eve"], people);
        (await app.PostAsync("api/worklist/assign", wish, "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.PostAsync("api/worklist/assign", """{"queue":"calls-first","people":[]}""", "boss", Roles.Supervisor)).IsRefused(422, "bad-people");
    }

    [Fact]
    public async Task Each_queue_tells_how_much_waits_and_how_much_of_it_is_late()
    {
        await ManyAsync(3);
        await app.GivenAsync(Given.Opening(60), Call with { Due = PeopleApp.Noon.AddHours(-1) });
        var counts = (await app.GetAsync("api/worklist/queues", "ana", Roles.Collector)).IsOk().Read<QueueCounts>().Queues;
        Assert.Equal(new QueueCount("calls-first", 4, 1, false), counts.Single(count => count.Queue == "calls-first"));
        Assert.DoesNotContain(counts, count => count.Queue is WorkQueues.Letters or WorkQueues.Escalated);
    }

    [Fact]
    public async Task Who_names_the_version_that_he_saw_changes_nothing_newer()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        var token = app.Host.IssueToken("ana", Roles.Collector);
        const string promise = """{"amount":"100.00 CNY","due":"2026-03-06","method":"app"}""";
        (await app.SendAsync(HttpMethod.Post, $"{Case}/promises", token, promise, ("If-Match", "\"1\""), ("Idempotency-Key", "p"))).IsRefused(412, "case-changed");
        (await app.SendAsync(HttpMethod.Post, $"{Case}/promises", token, promise, ("If-Match", "yesterday"))).IsRefused(400, "if-match");
        (await app.SendAsync(HttpMethod.Post, $"{Case}/promises", token, promise, ("If-Match", "\"2\""), ("Idempotency-Key", "p"))).IsOk();
        (await app.SendAsync(HttpMethod.Post, $"{Case}/promises", token, promise, ("If-Match", "\"2\""), ("Idempotency-Key", "p"))).IsOk();
        using var read = new HttpRequestMessage(HttpMethod.Get, Case) { Headers = { Authorization = new("Bearer", token) } };
        using var answer = await app.Host.Http.SendAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal("\"3\"", answer.Headers.ETag!.Tag);
    }

    private static CaseKey KeyOf(int number) => new($"{number:x32}");

    private async Task ManyAsync(int cases)
    {
        for (var i = 0; i < cases; i++) await app.GivenAsync(Given.Opening(60) with { Key = KeyOf(i), Account = new AccountKey($"{i:x32}"), Debtor = new DebtorKey($"{i + 100:x32}") }, Call);
    }

    private Task<Answer> PostAsync(string what, string person, string role = Roles.Collector) => app.PostAsync($"{Case}/tasks/call-2/{what}", "{}", person, role);

    private async Task<WorklistPage> QueueAsync() => (await app.GetAsync("api/worklist?queue=calls-first", "boss", Roles.Supervisor)).IsOk().Read<WorklistPage>();
}
