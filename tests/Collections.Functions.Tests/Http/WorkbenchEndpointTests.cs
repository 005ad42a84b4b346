using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>What the workbench needs of the API: its files, signing in by a page, who I am, finding a case.</summary>
public sealed class WorkbenchEndpointTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options => options.People.Add(new SamplePerson("ana", "collector", Roles.Collector)));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_pages_files_are_guarded_kept_by_browsers_and_nothing_else_is_served()
    {
        using var client = new HttpClient { BaseAddress = app.Host.Address };
        using var page = await client.GetAsync("api/workbench/", TestContext.Current.CancellationToken);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "api/workbench/") { Headers = { IfNoneMatch = { page.Headers.ETag! } } };
        using var kept = await client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(304, (int)kept.StatusCode);
        foreach (var path in (string[])["api/workbench/../host.json", "api/workbench/data/packs/bank-cn.json", "api/workbench/App.js", "api/workbench/pages/"])
            Assert.Equal(404, (int)(await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_person_signs_in_by_the_page_and_the_cookie_is_no_scripts_business()
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new System.Net.CookieContainer() };
        using var client = new HttpClient(handler) { BaseAddress = app.Host.Address };
        using var refused = await client.GetAsync("api/me", TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)refused.StatusCode);
        using var lead = await client.GetAsync("api/signin?return=/api/workbench/", TestContext.Current.CancellationToken);
        Assert.Equal("/host/signin?return=%2Fapi%2Fworkbench%2F", lead.Headers.Location!.OriginalString);
        using var form = new FormUrlEncodedContent([new("name", "ana")]);
        using var signed = await client.PostAsync(lead.Headers.Location, form, TestContext.Current.CancellationToken);
        Assert.Equal("/api/workbench/", signed.Headers.Location!.OriginalString);
        var cookie = signed.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        var me = System.Text.Json.JsonSerializer.Deserialize<Me>(await client.GetStringAsync("api/me", TestContext.Current.CancellationToken), CollectionsJson.Options)!;
        Assert.Equal(("ana", "collector"), (me.Id, Assert.Single(me.Roles)));
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "api/search") { Headers = { { "Sec-Fetch-Site", "cross-site" } } };
        using var stopped = await client.SendAsync(foreign, TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)stopped.StatusCode);
        using var nobody = new FormUrlEncodedContent([new("name", "mallory")]);
        Assert.Equal(400, (int)(await client.PostAsync("host/signin", nobody, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Signing_in_leads_nowhere_but_back_here(string back)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = app.Host.Address };
        foreach (var address in (string[])["api/signin", "api/signout"])
        {
            using var answer = await client.GetAsync($"{address}?return={Uri.EscapeDataString(back)}", TestContext.Current.CancellationToken);
            Assert.EndsWith("?return=%2F", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_case_is_found_by_what_a_caller_can_name_and_its_debtor_stays_masked()
    {
        var keys = app.Host.Services.GetRequiredService<KeyRing>();
        var opened = Given.Opening(60) with { Account = keys.Account("DEMO", "6222-1"), Debtor = keys.Debtor("DEMO", "C-1") };
        await app.GivenAsync(opened);
        await app.Host.Services.GetRequiredService<Accounts>().SaveAsync(opened.Account, "DEMO", new AccountCase(opened.Key, 1), default);
        await app.Host.Services.GetRequiredService<DebtorProfiles>().ListAsync(opened.Debtor, "13800001234", opened.Key, null, PeopleApp.Noon, default);

        foreach (var wish in (string[])["""{"institution":"DEMO","account":" 6222-1 "}""", """{"point":"13800001234"}"""])
        {
            var answer = (await app.PostAsync("api/search", wish, "ana", Roles.Collector)).IsOk();
            var found = Assert.Single(answer.Read<List<FoundCase>>());
            Assert.Equal((opened.Key, "王**"), (found.Case, found.Name));
            Assert.DoesNotContain("小明", answer.Text, StringComparison.Ordinal);
        }

        Assert.Null(Assert.Single((await app.PostAsync("api/search", """{"institution":"DEMO","account":"6222-1"}""", "aud", Roles.Auditor)).IsOk().Read<List<FoundCase>>()).Name);
        Assert.Empty((await app.PostAsync("api/search", """{"institution":"OTHER","account":"6222-1"}""", "ana", Roles.Collector)).IsOk().Read<List<FoundCase>>());
        (await app.PostAsync("api/search", """{"account":"6222-1"}""", "ana", Roles.Collector)).IsRefused(422, "nothing-to-find");
    }
}
