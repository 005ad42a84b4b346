using System.Text;
using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Governance;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Governance;

/// <summary>What binds the program changes by four eyes, from a day on, and can be taken back.</summary>
public sealed class GovernanceEndpointTests : IAsyncLifetime
{
    private const string Pack = "api/governance/packs/bank-cn";

    private static readonly string Shipped = Encoding.UTF8.GetString(EmbeddedData.Bytes("packs/bank-cn.json"));

    /// <summary>The afternoon is closed.</summary>
    private static readonly string Stricter = Shipped.Replace("\"09:00-21:00\"", "\"09:00-12:00\"", StringComparison.Ordinal).Replace("\"2026.2\"", "\"2026.3\"", StringComparison.Ordinal);

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_pack_binds_from_the_moment_that_another_person_lets_it_in()
    {
        await app.GivenAsync(Given.Opening(60));
        var proposed = (await ProposeAsync(Stricter, "ada")).IsOk().Read<GovernedVersion>();
        Assert.Equal((1, VersionState.Proposed), (proposed.Number, proposed.State));
        Assert.Equal(VerdictOutcome.Allowed, await VerdictAsync("before"));

        (await DecideAsync(1, "ada")).IsRefused(403, "approval-by-proposer");
        (await app.PostAsync($"{Pack}/versions/1/decision", """{"approve":true}""", "sue", Roles.Supervisor)).IsRefused(403, "role-required");
        Assert.Equal("cora", (await DecideAsync(1, "cora")).IsOk().Read<GovernedVersion>().DecidedBy);
        Assert.Equal(1, (await DecideAsync(1, "cora")).IsOk().Read<GovernedVersion>().Number);
        (await DecideAsync(1, "cy")).IsRefused(409, "already-decided");

        Assert.Equal(VerdictOutcome.Deferred, await VerdictAsync("after"));
        Assert.Equal(Stricter, (await GetAsync(Pack)).Text);
        Assert.Equal(1, (await GetAsync($"{Pack}/versions")).Read<GovernedVersions>().InForce);
    }

    [Fact]
    public async Task The_way_back_is_an_earlier_version_proposed_again()
    {
        await app.GivenAsync(Given.Opening(60));
        (await ProposeAsync(Stricter, "ada")).IsOk();
        (await DecideAsync(1, "cora")).IsOk();
        Assert.Equal(2, (await app.PostAsync($"{Pack}/versions/0/again", "", "ada", Roles.Administrator)).IsOk().Read<GovernedVersion>().Number);
        (await DecideAsync(2, "cora")).IsOk();
        Assert.Equal(Shipped, (await GetAsync(Pack)).Text);
        Assert.Equal(VerdictOutcome.Allowed, await VerdictAsync("back"));
    }

    [Fact]
    public async Task A_version_with_a_date_waits_for_it()
    {
        var from = PeopleApp.Noon.AddDays(2);
        (await app.PostAsync($"{Pack}/versions?effectiveFrom=2020-01-01T00:00:00Z", Stricter, "ada", Roles.Administrator)).IsRefused(422, "effective-in-past");
        (await app.PostAsync($"{Pack}/versions?effectiveFrom=soon", Stricter, "ada", Roles.Administrator)).IsRefused(400, "invalid-instant");
        (await app.PostAsync($"{Pack}/versions?effectiveFrom={from:yyyy-MM-ddTHH:mm:ssZ}", Stricter, "ada", Roles.Administrator)).IsOk();
        (await DecideAsync(1, "cora")).IsOk();
        Assert.Equal(Shipped, (await GetAsync(Pack)).Text);
        await app.Host.RunUntilAsync(from.AddSeconds(-1));
        Assert.Equal(Shipped, (await GetAsync(Pack)).Text);
        await app.Host.RunUntilAsync(from);
        Assert.Equal(Stricter, (await GetAsync(Pack)).Text);
    }

    [Fact]
    public async Task What_is_wrong_is_not_taken_in_and_what_is_rejected_never_binds()
    {
        var wrong = await ProposeAsync(Stricter.Replace("\"maximum\": 5", "\"maximum\": 0", StringComparison.Ordinal), "ada");
        wrong.IsRefused(422, "document-invalid");
        Assert.NotEmpty(wrong.Json["problems"]!.AsArray());
        (await ProposeAsync("{ \"name\": ", "ada")).IsRefused(422, "document-invalid");
        (await app.PostAsync("api/governance/packs/other/versions", Stricter, "ada", Roles.Administrator)).IsRefused(422, "document-invalid");
        (await app.PostAsync("api/governance/laws/bank-cn/versions", Stricter, "ada", Roles.Administrator)).IsRefused(404, "not-found");
        (await app.PostAsync("api/governance/packs/..%2Fx/versions", Stricter, "ada", Roles.Administrator)).IsRefused(422, "invalid-name");

        (await ProposeAsync(Stricter, "ada")).IsOk();
        (await app.PostAsync($"{Pack}/versions/1/decision", """{"approve":false}""", "cora", Roles.Compliance)).IsRefused(422, "comment-needed");
        (await app.PostAsync($"{Pack}/versions/1/decision", """{"approve":false,"comment":"too strict"}""", "cora", Roles.Compliance)).IsOk();
        (await DecideAsync(1, "cora")).IsRefused(409, "already-decided");
        Assert.Equal(Shipped, (await GetAsync(Pack)).Text);
        (await DecideAsync(7, "cora")).IsRefused(404, "not-found");
    }

    [Fact]
    public async Task The_same_proposal_twice_is_one_and_only_its_proposer_takes_it_back()
    {
        Assert.Equal(1, (await ProposeAsync(Stricter, "ada")).IsOk().Read<GovernedVersion>().Number);
        Assert.Equal(1, (await ProposeAsync(Stricter, "ada")).IsOk().Read<GovernedVersion>().Number);
        Assert.Equal(2, (await ProposeAsync(Stricter, "ari")).IsOk().Read<GovernedVersion>().Number);
        (await WithdrawAsync(1, "ari")).IsRefused(403, "not-proposer");
        (await WithdrawAsync(1, "ada")).IsOk();
        (await DecideAsync(1, "cora")).IsRefused(409, "already-decided");
        var entry = Assert.Single((await GetAsync("api/governance/packs")).Read<IReadOnlyList<GovernedEntry>>(), entry => entry.Name == "bank-cn");
        Assert.Equal((0, 1), (entry.InForce, entry.Waiting));
    }

    [Fact]
    public async Task A_law_stays_readable_by_its_hash_when_another_is_in_force()
    {
        var laws = app.Host.Services.GetRequiredService<ILawBook>();
        var old = await laws.ForAsync("DEMO", default);
        (await ProposeAsync(Stricter, "ada")).IsOk();
        (await DecideAsync(1, "cora")).IsOk();
        var present = await laws.ForAsync("DEMO", default);
        Assert.NotEqual(old.Pack.Hash, present.Pack.Hash);

        var services = app.Host.Services;
        var elsewhere = new GovernedLawBook(services.GetRequiredService<GovernedDocuments>(), new GovernedStore(services.GetRequiredService<Blobs>()), services.GetRequiredService<IInstitutionDirectory>(), "bank-cn");
        Assert.Equal(old.Pack.Rules.Select(rule => rule.Id), (await elsewhere.AsOfAsync(old.Pack.Hash, null, default))!.Pack.Rules.Select(rule => rule.Id));
        Assert.Equal("2026.2", (await elsewhere.AsOfAsync(old.Pack.Hash, null, default))!.Pack.Version);
        Assert.Equal("2026.3", (await elsewhere.AsOfAsync(present.Pack.Hash, null, default))!.Pack.Version);
        Assert.Null(await elsewhere.AsOfAsync(new string('0', 64), null, default));
    }

    [Fact]
    public async Task A_year_is_added_to_the_calendar_and_contact_waits_for_it_no_longer()
    {
        await app.Host.RunUntilAsync(BusinessTime.At(new DateOnly(2027, 1, 4), new TimeOnly(15, 30)));
        await app.GivenAsync(Given.Opening(60) with { Position = Given.Opening(60).Position with { BusinessDate = new DateOnly(2027, 1, 3) } });
        var waits = await app.PostAsync($"api/cases/{Given.Key.Value}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector);
        waits.IsRefused(409, "contact-deferred");
        Assert.Equal(ContactGate.CalendarMissing, (string?)waits.Json["rule"]);

        var calendar = JsonNode.Parse(EmbeddedData.Bytes("calendars/cn.json"))!;
        calendar["years"]!.AsArray().Add(JsonNode.Parse("""{"year":2027,"source":"a test","holidays":["2027-01-01"],"workingDays":["2027-01-02"]}"""));
        const string Calendar = "api/governance/calendars/cn/versions";
        var wrong = calendar.DeepClone();
        wrong["years"]!.AsArray()[^1]!["workingDays"]![0] = "2027-01-05";
        (await app.PostAsync(Calendar, wrong.ToJsonString(), "ada", Roles.Administrator)).IsRefused(422, "document-invalid");
        (await app.PostAsync(Calendar, calendar.ToJsonString(), "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync($"{Calendar}/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
        Assert.Equal(VerdictOutcome.Allowed, await VerdictAsync("again"));
    }

    [Fact]
    public async Task A_law_may_not_be_changed_so_that_what_lies_over_it_would_loosen_it()
    {
        var national = Encoding.UTF8.GetString(EmbeddedData.Bytes("packs/cn-national.json")).Replace("\"everyDays\": 1", "\"everyDays\": 60", StringComparison.Ordinal);
        var answer = await app.PostAsync("api/governance/packs/cn-national/versions", national, "ada", Roles.Administrator);
        answer.IsRefused(422, "document-invalid");
        Assert.Contains("'bank-cn', which lies over it", (string?)answer.Json["problems"]![0]!["problem"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_scheduled_for_later_must_fit_what_is_in_force_then()
    {
        // From the tenth day on the house asks for 60 days, and from the twentieth the law does.
        var national = Encoding.UTF8.GetString(EmbeddedData.Bytes("packs/cn-national.json")).Replace("\"everyDays\": 1", "\"everyDays\": 60", StringComparison.Ordinal);
        const string Nation = "api/governance/packs/cn-national/versions";
        (await app.PostAsync($"{Nation}?effectiveFrom={In(20)}", national, "ada", Roles.Administrator)).IsRefused(422, "document-invalid");
        (await app.PostAsync($"{Pack}/versions?effectiveFrom={In(10)}", Shipped.Replace("\"everyDays\": 30", "\"everyDays\": 60", StringComparison.Ordinal), "ada", Roles.Administrator)).IsOk();
        (await DecideAsync(1, "cora")).IsOk();
        (await app.PostAsync($"{Nation}?effectiveFrom={In(20)}", national, "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync($"{Nation}/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();

        // Going back to what the house had before fits today, and not from the twentieth day on.
        var back = await app.PostAsync($"{Pack}/versions?effectiveFrom={In(12)}", Shipped, "ada", Roles.Administrator);
        back.IsRefused(422, "document-invalid");
        Assert.StartsWith("from 2026-03-22", (string?)back.Json["problems"]![0]!["problem"], StringComparison.Ordinal);
        (await app.PostAsync($"{Pack}/versions?effectiveFrom={In(5)}", Shipped, "ada", Roles.Administrator)).IsOk();
    }

    [Fact]
    public async Task Packs_do_not_come_to_lie_over_each_other_one_after_the_other()
    {
        const string House = """{"name":"house","version":"1","about":"a test","rules":[]}""";
        (await app.PostAsync("api/governance/packs/house/versions", House.Replace("\"rules\"", "\"over\":\"bank-cn\",\"rules\"", StringComparison.Ordinal), "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync("api/governance/packs/house/versions/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
        (await ProposeAsync(Shipped.Replace("\"over\": \"cn-national\"", "\"over\": \"house\"", StringComparison.Ordinal), "ada")).IsRefused(422, "document-invalid");
        (await app.PostAsync($"{Pack}/versions?effectiveFrom={In(3)}", Shipped.Replace("\"over\": \"cn-national\"", "\"over\": \"house\"", StringComparison.Ordinal), "ada", Roles.Administrator))
            .IsRefused(422, "document-invalid");
    }

    [Fact]
    public async Task An_old_verdict_is_judged_by_the_calendar_of_its_day()
    {
        var laws = app.Host.Services.GetRequiredService<ILawBook>();
        var old = await laws.ForAsync("DEMO", default);
        var calendar = JsonNode.Parse(EmbeddedData.Bytes("calendars/cn.json"))!;
        calendar["years"]!.AsArray().First(year => (int)year!["year"]! == 2026)!["holidays"]!.AsArray().Add("2026-03-03");
        (await app.PostAsync("api/governance/calendars/cn/versions", calendar.ToJsonString(), "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync("api/governance/calendars/cn/versions/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
        var day = new DateOnly(2026, 3, 3);
        Assert.False((await laws.ForAsync("DEMO", default)).Calendar.IsWorkingDay(day));
        var services = app.Host.Services;
        var elsewhere = new GovernedLawBook(services.GetRequiredService<GovernedDocuments>(), new GovernedStore(services.GetRequiredService<Blobs>()), services.GetRequiredService<IInstitutionDirectory>(), "bank-cn");
        Assert.True((await elsewhere.AsOfAsync(old.Pack.Hash, old.Calendar.Reference, default))!.Calendar.IsWorkingDay(day));
        Assert.False((await elsewhere.AsOfAsync(old.Pack.Hash, null, default))!.Calendar.IsWorkingDay(day));
    }

    private static string In(int days) => PeopleApp.Noon.AddDays(days).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private Task<Answer> ProposeAsync(string json, string person) => app.PostAsync($"{Pack}/versions?reason=a%20test", json, person, Roles.Administrator);

    private Task<Answer> DecideAsync(int number, string person) =>
        app.PostAsync($"{Pack}/versions/{number}/decision", """{"approve":true}""", person, Roles.Compliance, Roles.Administrator);

    private Task<Answer> WithdrawAsync(int number, string person) =>
        app.SendAsync(HttpMethod.Delete, $"{Pack}/versions/{number}", app.Host.IssueToken(person, Roles.Administrator));

    private async Task<Answer> GetAsync(string address) => (await app.GetAsync(address, "otto", Roles.Auditor)).IsOk();

    private async Task<VerdictOutcome> VerdictAsync(string key)
    {
        var answer = await app.SendAsync(
            HttpMethod.Post, $"api/cases/{Given.Key.Value}/contacts", app.Host.IssueToken("ana", Roles.Collector), """{"channel":"Call"}""", ("Idempotency-Key", key));
        return answer.Problem == "contact-deferred" ? VerdictOutcome.Deferred : answer.IsOk().Read<GrantedContact>().Verdict.Outcome;
    }
}
