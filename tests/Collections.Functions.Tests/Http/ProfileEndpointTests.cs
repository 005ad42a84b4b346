using System.Text;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Http;

/// <summary>Setting up a bank over HTTP: nothing wrong is taken in, and two people want it.</summary>
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
        var profiles = app.Host.Services.GetRequiredService<InstitutionProfiles>();
        Assert.Equal(["$.format"], await ProblemsAsync("profiles/NEWB", profile));

        await EnforceAsync("formats/new-core", format);
        Assert.Equal("no-profile", (await profiles.FindAsync("NEWB", default)).Code);
        await EnforceAsync("profiles/NEWB", profile);

        Assert.Equal("new-core", (await profiles.GetAsync("NEWB", default)).Format);
        Assert.Equal(profile, (await app.GetAsync("api/governance/profiles/NEWB", "ada", Roles.Administrator)).IsOk().Text);
        var names = (await app.GetAsync("api/governance/profiles", "ada", Roles.Administrator)).IsOk().Read<IReadOnlyList<GovernedEntry>>().Select(entry => entry.Name);
        Assert.Superset(new HashSet<string> { "DEMO", "NEWB", "YQBK" }, names.ToHashSet());
    }

    [Fact]
    public async Task What_is_wrong_is_not_taken_in_and_every_problem_has_its_path()
    {
        var format = Shipped("formats/cn-core.json").Replace("\"yyyyMMdd\"", "\"yy\"", StringComparison.Ordinal).Replace("\"thousands\": \",\"", "\"thousands\": \".\"", StringComparison.Ordinal);
        Assert.Equal(["$.dates[0]", "$.numbers.thousands"], await ProblemsAsync("formats/other", format));
        Assert.Equal(["$.name"], await ProblemsAsync("formats/other", Shipped("formats/cn-core.json")));
        Assert.Single(await ProblemsAsync("formats/other", "{ \"name\": \"other\", "));
        Assert.Equal(["$.pack"], await ProblemsAsync("profiles/DEMO", Shipped("profiles/DEMO.json").Replace("\"currency\"", "\"pack\": \"none\", \"currency\"", StringComparison.Ordinal)));
        Assert.Equal(["$.institution"], await ProblemsAsync("profiles/a.b", Shipped("profiles/YQBK.json")));
        (await app.GetAsync("api/governance/formats/other", "ada", Roles.Administrator)).IsRefused(404, "not-found");
    }

    [Fact]
    public async Task A_banks_pack_binds_its_own_contacts_alone()
    {
        await EnforceAsync("profiles/DEMO", Shipped("profiles/DEMO.json").Replace("\"currency\"", "\"pack\": \"cn-national\", \"currency\"", StringComparison.Ordinal));
        var laws = app.Host.Services.GetRequiredService<Functions.Contact.ILawBook>();
        Assert.Equal("cn-national", (await laws.ForAsync("DEMO", default)).Pack.Name);
        Assert.Equal("bank-cn", (await laws.ForAsync("YQBK", default)).Pack.Name);
    }

    private async Task EnforceAsync(string document, string json)
    {
        (await app.PostAsync($"api/governance/{document}/versions", json, "ada", Roles.Administrator)).IsOk();
        (await app.PostAsync($"api/governance/{document}/versions/1/decision", """{"approve":true}""", "cora", Roles.Compliance)).IsOk();
    }

    private async Task<IReadOnlyList<string?>> ProblemsAsync(string document, string json)
    {
        var answer = await app.PostAsync($"api/governance/{document}/versions", json, "ada", Roles.Administrator);
        answer.IsRefused(422, "document-invalid");
        return [.. answer.Json["problems"]!.AsArray().Select(problem => (string?)problem!["path"])];
    }

    private static string Shipped(string name) => Encoding.UTF8.GetString(EmbeddedData.Bytes(name));
}
