using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Http;

/// <summary>Setting up a bank over HTTP: nothing wrong is saved, and nobody's change is lost.</summary>
public sealed class ProfileEndpointTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_new_bank_is_set_up_without_code()
    {
        var format = Shipped("formats/cn-core.json").Replace("\"cn-core\"", "\"new-core\"", StringComparison.Ordinal);
        var profile = Shipped("profiles/YQBK.json").Replace("\"YQBK\"", "\"NEWB\"", StringComparison.Ordinal).Replace("\"cn-core\"", "\"new-core\"", StringComparison.Ordinal);

        var early = await SendAsync(HttpMethod.Put, "api/profiles/NEWB", profile);
        Assert.Equal(422, early.Status);
        Assert.Equal("$.format", (string?)early.Json["problems"]![0]!["path"]);

        Assert.Equal(204, (await SendAsync(HttpMethod.Put, "api/formats/new-core", format)).Status);
        Assert.Equal(204, (await SendAsync(HttpMethod.Put, "api/profiles/NEWB", profile)).Status);

        var list = JsonNode.Parse((await SendAsync(HttpMethod.Get, "api/profiles")).Text)!.AsArray();
        var entry = list.Single(entry => (string?)entry!["institution"] == "NEWB")!;
        Assert.Equal(("new-core", "root", "2026-03-02T07:30:00Z", 0), ((string?)entry["format"], (string?)entry["savedBy"], (string?)entry["savedAt"], entry["problems"]!.AsArray().Count));
        Assert.Null(list.Single(entry => (string?)entry!["institution"] == "DEMO")!["savedBy"]);
        Assert.Equal(profile, (await SendAsync(HttpMethod.Get, "api/profiles/NEWB")).Text);
    }

    [Fact]
    public async Task What_is_wrong_is_not_saved_and_every_problem_has_its_path()
    {
        var format = Shipped("formats/cn-core.json").Replace("\"yyyyMMdd\"", "\"yy\"", StringComparison.Ordinal).Replace("\"thousands\": \",\"", "\"thousands\": \".\"", StringComparison.Ordinal);

        var answer = await SendAsync(HttpMethod.Put, "api/formats/other", format);

        Assert.Equal(422, answer.Status);
        Assert.Equal(["$.dates[0]", "$.numbers.thousands"], answer.Json["problems"]!.AsArray().Select(problem => (string?)problem!["path"]));
        Assert.Equal("$.name", (string?)(await SendAsync(HttpMethod.Put, "api/formats/other", Shipped("formats/cn-core.json"))).Json["problems"]![0]!["path"]);
        Assert.Equal(404, (await SendAsync(HttpMethod.Get, "api/formats/other")).Status);
        Assert.Equal(422, (await SendAsync(HttpMethod.Put, "api/formats/other", "{ \"name\": \"other\", ")).Status);
        Assert.Equal(422, (await SendAsync(HttpMethod.Put, "api/profiles/a.b", Shipped("profiles/YQBK.json"))).Status);
    }

    [Fact]
    public async Task A_change_is_made_to_the_version_that_was_read_or_not_at_all()
    {
        var read = await SendAsync(HttpMethod.Get, "api/profiles/DEMO");
        var changed = read.Text.Replace("\"maxVanishedShare\": 0.40", "\"maxVanishedShare\": 0.41", StringComparison.Ordinal);

        Assert.Equal(428, (await SendAsync(HttpMethod.Put, "api/profiles/DEMO", changed)).Status);
        Assert.Equal(412, (await SendAsync(HttpMethod.Put, "api/profiles/DEMO", changed, "\"other\"")).Status);
        var saved = await SendAsync(HttpMethod.Put, "api/profiles/DEMO", changed, read.Version);
        Assert.Equal(204, saved.Status);
        Assert.Equal(412, (await SendAsync(HttpMethod.Put, "api/profiles/DEMO", changed, read.Version)).Status);
        Assert.Equal(saved.Version, (await SendAsync(HttpMethod.Get, "api/profiles/DEMO")).Version);
        Assert.Equal(204, (await SendAsync(HttpMethod.Put, "api/profiles/DEMO", read.Text, saved.Version)).Status);
    }

    private static string Shipped(string name) => Encoding.UTF8.GetString(EmbeddedData.Bytes(name));

    private async Task<(int Status, string Text, string? Version, JsonNode Json)> SendAsync(HttpMethod method, string address, string? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", app.Host.IssueToken("root", [Roles.Administrator]));
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await app.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text, response.Headers.ETag?.ToString(), text.StartsWith('{') ? JsonNode.Parse(text)! : new JsonObject());
    }
}
