using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Held;
using Collections.Functions.Platform;
using Collections.Local.Host.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Held files, and the supervisor who decides about them over HTTP. (R1.3)</summary>
public sealed class HeldFileTests
{
    private static readonly DateOnly Day = new(2026, 4, 30);

    [Fact]
    public async Task A_released_file_is_taken_without_what_was_waived_and_the_report_says_who_and_why()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await HoldAsync(intake);

        var (status, answer) = await PostAsync(intake, $"{held.Id}/release", "the bank rounds 6212345678901234567");
        Assert.Equal((HttpStatusCode.OK, "Waiting"), (status, (string?)answer["status"]));
        await intake.RunAsync();

        var report = await ReportAsync(intake, held.Id);
        Assert.Equal((ImportStatus.Completed, 1L), (report.Status, report.Opened));
        Assert.NotNull(await intake.CaseAsync(1));
        var decision = Assert.Single(report.Decisions);
        Assert.Equal((HoldVerdict.Released, "ann"), (decision.Verdict, decision.By));
        Assert.Equal(["amount-sum"], decision.Waived);
        Assert.Equal("the bank rounds 621234*********4567", decision.Reason);
    }

    [Fact]
    public async Task A_discarded_file_never_changes_anything_but_its_bytes_under_a_new_marker_do()
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = new ExportText(Day).Account(1);
        var held = await intake.ImportAsync(text, bend: manifest => manifest with { Amount = "1.00" });

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(intake, $"{held.Id}/discard", "sent by mistake")).Status);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(intake, $"{held.Id}/discard", "said twice")).Status);
        await intake.RunAsync();
        var discarded = await ReportAsync(intake, held.Id);
        Assert.Equal(ImportStatus.Discarded, discarded.Status);
        Assert.Equal("sent by mistake", Assert.Single(discarded.Decisions).Reason);
        Assert.Null(await intake.CaseAsync(1));
        Assert.Equal((HttpStatusCode.Conflict, "not-held"), Problem(await PostAsync(intake, $"{held.Id}/release", "after all")));

        var again = await intake.ImportAsync(text);
        Assert.Equal((ImportStatus.Completed, 1L), (again.Status, again.Opened));
        Assert.Equal(ImportStatus.Discarded, (await ReportAsync(intake, held.Id)).Status);
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("manifest")]
    public async Task A_file_that_is_not_what_was_sent_cannot_be_released_but_discarded(string code)
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await intake.ImportAsync(
            new ExportText(Day).Account(1), bend: manifest => code == "sha256" ? manifest with { Sha256 = new string('a', 64) } : manifest with { Rows = -1 });

        Assert.Equal((HttpStatusCode.Conflict, "not-releasable"), Problem(await PostAsync(intake, $"{held.Id}/release", "take it")));
        Assert.Equal((HttpStatusCode.OK, "Discarded"), Outcome(await PostAsync(intake, $"{held.Id}/discard", "useless")));
        await intake.RunAsync();
        Assert.Null(await intake.CaseAsync(1));
    }

    [Fact]
    public async Task What_a_person_cannot_answer_for_holds_the_file_again_until_something_changed()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await intake.ImportAsync(new ExportText(Day).Account(1), bend: manifest => manifest with { Rows = 2 });

        Assert.Equal((HttpStatusCode.OK, "Waiting"), Outcome(await PostAsync(intake, $"{held.Id}/release", "look again")));
        await intake.RunAsync();
        var again = await ReportAsync(intake, held.Id);
        Assert.Equal((ImportStatus.Held, "row-count"), (again.Status, Assert.Single(again.Reasons).Code));
        Assert.Empty(Assert.Single(again.Decisions).Waived);

        // The same words about the file as it is held now are another decision.
        Assert.Equal((HttpStatusCode.OK, "Waiting"), Outcome(await PostAsync(intake, $"{held.Id}/release", "look again")));
        await intake.RunAsync();
        Assert.Equal(2, (await ReportAsync(intake, held.Id)).Decisions.Count);
        Assert.Null(await intake.CaseAsync(1));
    }

    [Fact]
    public async Task Waivers_add_up_when_one_hold_hides_another()
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = new ExportText(Day).Account(1);
        for (var i = 2; i <= 20; i++) text.Account(i, bend: ExportText.With("mobile", "none"));
        var held = await intake.ImportAsync(text, bend: manifest => manifest with { Amount = "1.00" });
        Assert.Equal("amount-sum", held.Reasons[0].Code);

        await PostAsync(intake, $"{held.Id}/release", "known");
        await intake.RunAsync();
        Assert.Equal("rejected-share", (await ReportAsync(intake, held.Id)).Reasons[0].Code);
        await PostAsync(intake, $"{held.Id}/release", "known too");
        await intake.RunAsync();

        var report = await ReportAsync(intake, held.Id);
        Assert.Equal((ImportStatus.Completed, 1L, 19L), (report.Status, report.Accepted, report.Rejected));
        Assert.Null(await intake.CaseAsync(2));
    }

    [Fact]
    public async Task A_snapshot_that_misses_many_accounts_is_taken_once_released()
    {
        await using var intake = await Intake.StartAsync(Day);
        var first = new ExportText(Day);
        for (var i = 1; i <= 30; i++) first.Account(i);
        await intake.ImportAsync(first);
        var second = new ExportText(Day.AddDays(1));
        for (var i = 1; i <= 17; i++) second.Account(i, daysPastDue: 41);
        var held = await intake.ImportAsync(second);
        Assert.Equal("vanished-share", held.Reasons[0].Code);

        await PostAsync(intake, $"{held.Id}/release", "a portfolio was sold");
        await intake.RunAsync();

        var report = await ReportAsync(intake, held.Id);
        Assert.Equal((ImportStatus.Completed, 13L), (report.Status, report.Unclear));
        Assert.Contains(await intake.FactsAsync(30), fact => fact is AbsentFromSnapshot);
    }

    [Fact]
    public async Task A_file_released_after_a_newer_one_was_taken_is_old()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await HoldAsync(intake);
        await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, 700m, 41).Account(2, 50m));

        await PostAsync(intake, $"{held.Id}/release", "late");
        await intake.RunAsync();

        var report = await ReportAsync(intake, held.Id);
        Assert.Equal((ImportStatus.Completed, "older", 0L), (report.Status, Assert.Single(report.Reasons).Code, report.Updated));
        Assert.Equal(700m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Fact]
    public async Task Released_twice_at_once_it_is_taken_once()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await HoldAsync(intake);

        var answers = await Task.WhenAll(
            PostAsync(intake, $"{held.Id}/release", "first", "ann"), PostAsync(intake, $"{held.Id}/release", "second", "bob"),
            PostAsync(intake, $"{held.Id}/release", "first", "ann"));
        await intake.RunAsync();

        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal((HttpStatusCode.Conflict, "not-held"), Problem(answer)));
        var report = await ReportAsync(intake, held.Id);
        Assert.Equal((ImportStatus.Completed, 1L), (report.Status, report.Opened));
        Assert.Single(report.Decisions);
    }

    [Fact]
    public async Task Of_a_release_and_a_discard_at_once_one_counts()
    {
        for (var round = 0; round < 5; round++)
        {
            await using var intake = await Intake.StartAsync(Day);
            var held = await HoldAsync(intake);

            var (release, discard) = (PostAsync(intake, $"{held.Id}/release", "take it", "ann"), PostAsync(intake, $"{held.Id}/discard", "never", "bob"));
            await Task.WhenAll(release, discard);
            await intake.RunAsync();

            var report = await ReportAsync(intake, held.Id);
            var decision = Assert.Single(report.Decisions);
            var released = (await release).Status == HttpStatusCode.OK;
            Assert.NotEqual(released, (await discard).Status == HttpStatusCode.OK);
            Assert.Equal(released ? (HoldVerdict.Released, ImportStatus.Completed) : (HoldVerdict.Discarded, ImportStatus.Discarded), (decision.Verdict, report.Status));
            Assert.Equal(released, await intake.CaseAsync(1) is not null);
        }
    }

    [Fact]
    public async Task A_release_that_was_queued_and_not_noted_is_noted_when_its_turn_comes()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await HoldAsync(intake);
        var state = intake.Host.Services.GetRequiredService<InstitutionState>();
        var decision = new HoldDecision(HoldVerdict.Released, "ann", intake.Host.Clock.GetUtcNow(), "known", ["amount-sum"], ["amount-sum"], "http-1");

        // The process dies between the two writes, and the hourly look finds what is in the queue.
        await state.EnqueueAsync(new QueuedFile(held.Id, held.Institution, held.Name, held.Manifest!, 1), decision, default);
        await intake.Host.RunUntilAsync(intake.Host.Clock.GetUtcNow().AddHours(2));

        var report = await ReportAsync(intake, held.Id);
        Assert.Equal((ImportStatus.Completed, "http-1"), (report.Status, Assert.Single(report.Decisions).Command));
    }

    [Fact]
    public async Task The_same_key_is_the_same_decision_however_late()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await intake.ImportAsync(new ExportText(Day).Account(1), bend: manifest => manifest with { Rows = 2 });
        await PostAsync(intake, $"{held.Id}/release", "look again", key: "k1");
        await intake.RunAsync();

        Assert.Equal((HttpStatusCode.OK, "Held"), Outcome(await PostAsync(intake, $"{held.Id}/release", "look again", key: "k1")));
        Assert.Single((await ReportAsync(intake, held.Id)).Decisions);
    }

    [Fact]
    public async Task Only_a_supervisor_decides_and_says_why()
    {
        await using var intake = await Intake.StartAsync(Day);
        var held = await HoldAsync(intake);
        Assert.Equal((HttpStatusCode.Forbidden, "role-required"), Problem(await PostAsync(intake, $"{held.Id}/release", "me", role: Roles.Collector)));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "reason-needed"), Problem(await PostAsync(intake, $"{held.Id}/release", " ")));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), Problem(await PostAsync(intake, "DEMO-20260430-0000000000000000/discard", "gone")));
        var taken = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1));
        Assert.Equal((HttpStatusCode.Conflict, "not-held"), Problem(await PostAsync(intake, $"{taken.Id}/discard", "too late")));
    }

    [Fact]
    public async Task What_was_decided_is_published_without_what_the_person_wrote()
    {
        await using var intake = await Intake.StartAsync(Day);
        intake.Host.Broker.DeclareSubscription(Outbox.Topic, "test");
        var held = await HoldAsync(intake);
        await PostAsync(intake, $"{held.Id}/release", "Mr Wang says so");
        await intake.RunAsync();

        var told = intake.Host.Broker.Peek(EntityPath.Subscription(Outbox.Topic, "test"), 100).Where(message => message.Subject == nameof(ImportReport)).ToList();
        Assert.Equal(["Held", "Completed"], told.Select(message => (string?)JsonNode.Parse(message.Body.ToString())!["status"]));
        Assert.Contains("\"by\":\"ann\"", told[1].Body.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Wang", told[1].Body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Queues_and_reports_of_earlier_versions_stay_readable()
    {
        var file = JsonSerializer.Deserialize<QueuedFile>(
            """{"import":"DEMO-20260430-0123456789abcdef","institution":"DEMO","name":"a.csv","manifest":{"kind":"delinquency","institution":"DEMO","businessDate":"2026-04-30","sequence":1,"complete":true,"rows":1,"amount":"1.00","sha256":"00"},"order":"x","content":"y"}""",
            CollectionsJson.Options)!;
        Assert.Equal((0, 1), (file.Release, file.Manifest.Sequence));
        var report = JsonSerializer.Deserialize<ImportReport>("""{"id":"a","institution":"DEMO","name":"a.csv","status":"Held","receivedAt":"2026-05-01T00:00:00Z"}""", CollectionsJson.Options)!;
        Assert.Empty(report.Decisions);
    }

    /// <summary>A file whose sum is not the manifest's.</summary>
    private static Task<ImportReport> HoldAsync(Intake intake) =>
        intake.ImportAsync(new ExportText(Day).Account(1), bend: manifest => manifest with { Amount = "1000.01" });

    private static async Task<ImportReport> ReportAsync(Intake intake, string id) => (await intake.Host.Services.GetRequiredService<ImportReports>().FindAsync(id, default))!;

    private static (HttpStatusCode, string?) Problem((HttpStatusCode Status, JsonNode Body) answer) => (answer.Status, (string?)answer.Body["code"]);

    private static (HttpStatusCode, string?) Outcome((HttpStatusCode Status, JsonNode Body) answer) => (answer.Status, (string?)answer.Body["status"]);

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(
        Intake intake, string path, string reason, string person = "ann", string role = Roles.Supervisor, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/imports/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", intake.Host.IssueToken(person, role));
        if (key is not null) request.Headers.Add(Requests.IdempotencyKey, key);
        request.Content = new StringContent(JsonSerializer.Serialize(new HoldAnswer(reason), CollectionsJson.Options), Encoding.UTF8, "application/json");
        using var response = await intake.Host.Http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
