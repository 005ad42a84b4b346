using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;

namespace Collections.Functions.Tests.Http;

/// <summary>Calls, visits and letters of people over a real socket, each through the gate.</summary>
public sealed class ContactEndpointTests : IAsyncLifetime
{
    private static readonly string Case = $"api/cases/{Given.Key.Value}";

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_call_is_asked_for_made_and_reported()
    {
        await app.GivenAsync(Given.Opening(60), new TaskOpened("call-2", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        var granted = (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>();
        Assert.Equal((VerdictOutcome.Allowed, "王小明", "+8613800001234"), (granted.Verdict.Outcome, granted.Reach!.Name, granted.Reach.At));

        // The same question again is the same contact; another one so soon has to wait.
        Assert.Equal(granted.Contact, (await app.PostAsync($"{Case}/contacts", """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>().Contact);
        var again = await app.SendAsync(HttpMethod.Post, $"{Case}/contacts", app.Host.IssueToken("ana", Roles.Collector), """{"channel":"Call"}""", ("Idempotency-Key", "second"));
        again.IsRefused(409, "contact-deferred");
        Assert.NotNull(again.Json["until"]);

        var result = $"{Case}/contacts/{granted.Contact}/result";
        (await app.PostAsync(result, """{"outcome":"NoAnswer"}""", "ana", Roles.Collector)).IsRefused(400, "invalid-json");
        var told = (await app.PostAsync(result, """{"outcome":"NoAnswer","durationSeconds":20,"note":"rang out"}""", "ana", Roles.Collector)).IsOk().Read<CaseAnswer>();
        Assert.Empty(told.Tasks);
        Assert.Equal(1, told.Contacts.CallAttempts);
        Assert.Contains("rang out", (await app.GetAsync($"{Case}/timeline", "ana", Roles.Collector)).IsOk().Text, StringComparison.Ordinal);
        (await app.PostAsync(result, """{"outcome":"Busy","durationSeconds":20}""", "bo", Roles.Collector)).IsRefused(409, "contact-reported");
        (await app.PostAsync($"{Case}/contacts/{new string('f', 32)}/result", """{"outcome":"Busy","durationSeconds":20}""", "bo", Roles.Collector)).IsRefused(404, "not-found");
    }

    [Fact]
    public async Task A_channel_is_used_by_those_whose_work_it_is()
    {
        await app.GivenAsync(Given.Opening(60));
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Visit"}""", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Letter"}""", "ana", Roles.Field)).IsRefused(403, "role-required");
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Sms"}""", "ana", Roles.Collector)).IsRefused(422, "channel-not-by-person");
        (await app.PostAsync($"{Case}/contacts", """{"channel":"Visit"}""", "fay", Roles.Field)).IsRefused(409, "no-task");
    }

    [Fact]
    public async Task The_lawyers_letter_starts_the_time_to_answer()
    {
        await app.GivenAsync(
            Given.Opening(200, overdue: 60_000), new StageEntered(Stage.LegalHandoff, "test", "approval-1"), new TaskOpened("letter-3", TaskKind.LawyersLetter, Line.Legal, PeopleApp.Noon, "test"));
        var granted = (await app.PostAsync($"{Case}/contacts", """{"channel":"Letter"}""", "counsel", Roles.Legal)).IsOk().Read<GrantedContact>();
        (await app.PostAsync($"{Case}/letters/{granted.Contact}/posted", "{}", "counsel", Roles.Legal)).IsOk();
        Assert.Equal(new DateOnly(2026, 3, 17), Assert.IsType<LetterPosted>((await app.FactsAsync())[^1].Fact).AnswerBy);
    }
}
