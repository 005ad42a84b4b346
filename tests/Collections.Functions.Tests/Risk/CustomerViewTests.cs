using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Risk;

/// <summary>Everything about one debtor in one place. (R2.5)</summary>
public sealed class CustomerViewTests : IAsyncLifetime
{
    private static readonly CaseKey Second = new("fedcba98765432100123456789abcdef");

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task All_accounts_of_a_debtor_stand_together_with_their_scores_and_contacts()
    {
        var address = await TwoCasesAsync();
        var contact = (string)(await app.PostAsync($"api/cases/{Second}/contacts", """{"channel":"Call"}""", "li", Roles.Collector)).IsOk().Json["contact"]!;
        (await app.PostAsync($"api/cases/{Given.Key}/suspensions", """{"kind":"Illness","scope":"Debtor","reason":"in hospital"}""", "li", Roles.SeniorCollector)).IsOk();
        var answer = (await app.GetAsync(address, "li", Roles.Collector)).IsOk().Json;
        Assert.Equal(2, answer["cases"]!.AsArray().Count);
        Assert.Equal("8000.00 CNY", (string)answer["overdue"]![0]!);
        Assert.Equal("王**", (string)answer["debtor"]!["name"]!);
        Assert.Equal("****1234", (string)answer["contactPoints"]![0]!["value"]!);
        Assert.Equal("Illness", (string)answer["suspensions"]![0]!["kind"]!);
        Assert.Equal((contact, "Call"), ((string)answer["contacts"]![0]!["contact"]!, (string)answer["contacts"]![0]!["channel"]!));
        var scored = answer["cases"]!.AsArray().Single(one => (string)one!["case"]! == Given.Key.Value)!;
        Assert.Equal([20, 50], scored["scores"]!.AsArray().Select(score => (int)score!["score"]!));
        Assert.Equal("1000.00 CNY", (string)scored["promise"]!["amount"]!);
    }

    [Fact]
    public async Task Who_does_not_work_with_debtors_sees_no_personal_data()
    {
        var address = await TwoCasesAsync();
        (await app.PostAsync($"api/cases/{Given.Key}/suspensions", """{"kind":"Illness","scope":"Debtor","reason":"in hospital"}""", "li", Roles.SeniorCollector)).IsOk();
        var text = (await app.GetAsync(address, "au", Roles.Auditor)).IsOk().Text;
        foreach (var personal in (string[])["王", "****1234", "Illness", "hospital", "contactPoints", "parties"]) Assert.DoesNotContain(personal, text, StringComparison.Ordinal);
        (await app.GetAsync($"api/debtors/{new string('0', 32)}", "li", Roles.Collector)).IsRefused(404, "not-found");
        (await app.GetAsync("api/debtors/13800001234", "li", Roles.Collector)).IsRefused(404, "not-found");
    }

    [Fact]
    public async Task One_person_who_has_work_on_all_his_accounts_is_the_owner()
    {
        var address = await TwoCasesAsync();
        var streams = app.Host.Services.GetRequiredService<ICaseStreams>();
        foreach (var key in (CaseKey[])[Given.Key, Second])
            await streams.AppendAsync(key, await streams.LoadAsync(key, default), "task", "system", [new TaskOpened("call-1", TaskKind.Call, Line.First, PeopleApp.Noon.AddDays(1), "t")], default);
        Assert.Null((string?)(await app.GetAsync(address, "li", Roles.Collector)).IsOk().Json["owner"]);
        foreach (var key in (CaseKey[])[Given.Key, Second]) (await app.PostAsync($"api/cases/{key}/tasks/call-1/assign", """{"person":"ana"}""", "chen", Roles.Supervisor)).IsOk();
        Assert.Equal("ana", (string?)(await app.GetAsync(address, "li", Roles.Collector)).IsOk().Json["owner"]);
        (await app.PostAsync($"api/cases/{Second}/tasks/call-1/assign", """{"person":"bob"}""", "chen", Roles.Supervisor)).IsOk();
        Assert.Null((string?)(await app.GetAsync(address, "li", Roles.Collector)).IsOk().Json["owner"]);
    }

    [Fact]
    public async Task A_case_that_a_file_opened_is_found_before_it_asked_for_any_contact()
    {
        var start = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(7, 0));
        await using var host = await TestApp.StartAsync(start);
        await new BankFile(new DateOnly(2026, 3, 1)).With("A1", new DateOnly(2026, 2, 27), 3_000).With("A2", new DateOnly(2026, 2, 27), 2_000).DropAsync(host);
        await host.RunUntilAsync(start.AddHours(1));
        var debtor = host.Services.GetRequiredService<KeyRing>().Debtor(BankFile.Institution, "D1");
        var answer = await new Desk(host, "li", Roles.Collector).GetAsync($"debtors/{debtor}");
        Assert.Equal(2, answer["cases"]!.AsArray().Count);
        Assert.Empty(answer["contacts"]!.AsArray());
    }

    private async Task<string> TwoCasesAsync()
    {
        var opened = Given.Opening(40);
        await app.GivenAsync(
            opened, new RiskScored("default-2026", 20, RiskLevel.Low, []), new RiskScored("default-2026", 50, RiskLevel.High, []),
            new PromiseMade("p", Given.Cny(1_000), new DateOnly(2026, 3, 6), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 10), "transfer"),
            new PromiseJudged("p", PromiseVerdict.Superseded, Given.Cny(0)), new PromiseMade("q", Given.Cny(1_000), new DateOnly(2026, 3, 6), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 10), "transfer"));
        var other = Given.Opening(20, 3_000) with { Key = Second, Account = new AccountKey("b0000000000000000000000000000000"), Product = Product.CarLoan };
        await app.Host.Services.GetRequiredService<ICaseStreams>().AppendAsync(Second, null, "open", "system", [other], default);
        var cases = app.Host.Services.GetRequiredService<DebtorCases>();
        foreach (var key in (CaseKey[])[Given.Key, Second]) await cases.NoteAsync(opened.Debtor, key, default);
        return $"api/debtors/{opened.Debtor}";
    }
}
