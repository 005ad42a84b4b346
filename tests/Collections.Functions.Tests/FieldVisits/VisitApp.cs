using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.FieldVisits;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;

namespace Collections.Functions.Tests.FieldVisits;

/// <summary>A case whose visit is approved, on a Monday afternoon, and the people who visit.</summary>
internal static class VisitApp
{
    public static readonly string Case = $"api/cases/{Given.Key.Value}";

    public static readonly VisitOrder Order = new(PeopleApp.Noon, ["fay", "gu"], Enum.GetValues<VisitPaper>(), Address: AddressProof.BranchRecord);

    /// <param name="more">What happened besides.</param>
    public static Task<CaseState> GivenVisitAsync(this PeopleApp app, decimal overdue = 20_000, params Fact[] more) => app.GivenAsync(
        Given.Opening(95, overdue), [new StageEntered(Stage.FieldVisit, "test", "approval-1"), new LineChanged(Line.Field, "stage"), new TaskOpened("visit-1", TaskKind.Visit, Line.Field, PeopleApp.Noon.AddDays(5), "approved"), .. more]);

    public static Task<Answer> DoAsync(this PeopleApp app, string address, object body, string person = "fay", string role = Roles.Field, string? key = null) => app.SendAsync(
        HttpMethod.Post, $"{Case}/{address}", app.Host.IssueToken(person, role), JsonSerializer.Serialize(body, CollectionsJson.Options), key is null ? [] : [("Idempotency-Key", key)]);

    public static Task<Answer> PlanAsync(this PeopleApp app, VisitOrder? order = null) => app.DoAsync("visits", order ?? Order);

    /// <summary>The contact under which the planned visit goes.</summary>
    public static async Task<string> StartAsync(this PeopleApp app) => (string)(await app.DoAsync("contacts", new { channel = Channel.Visit })).IsOk().Json["contact"]!;

    /// <summary>Planned, begun, and both are there; its contact.</summary>
    public static async Task<string> ArriveAsync(this PeopleApp app)
    {
        (await app.PlanAsync()).IsOk();
        var contact = await app.StartAsync();
        foreach (var visitor in Order.Visitors) (await app.DoAsync($"visits/{contact}/check-in", new { }, visitor)).IsOk();
        return contact;
    }

    public static Task<Answer> ReportAsync(this PeopleApp app, string contact, VisitReport report) => app.DoAsync($"visits/{contact}/report", report);

    public static async Task LeaveAsync(this PeopleApp app, string contact)
    {
        foreach (var visitor in Order.Visitors) (await app.DoAsync($"visits/{contact}/check-out", new { }, visitor)).IsOk();
    }

    public static async Task<IReadOnlyList<T>> FactsOfAsync<T>(this PeopleApp app) => [.. (await app.FactsAsync()).Select(stored => stored.Fact).OfType<T>()];
}
