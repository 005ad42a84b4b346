using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;
using Collections.Functions.DebtorPage;
using Collections.Functions.Legal.Limitation;
using Collections.Functions.Negotiation;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Collections.Tests.Browser;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace Collections.Functions.Tests.DebtorPage;

/// <summary>What a debtor sees and does behind the link of a message.</summary>
public sealed class DebtorPageTests(Chromium chromium) : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options => options.Settings["Signing:Keys:1"] = Convert.ToBase64String("a signing key for this test"u8));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_statement_shows_amounts_and_no_person()
    {
        await app.GivenAsync(Given.Opening(40));
        var answer = (await app.SendAsync(HttpMethod.Get, $"api/pay/{Token()}/statement", null)).IsOk();
        var shown = answer.Read<DebtorStatement>();
        Assert.Equal((Given.Cny(5_000), 41, false, new DateOnly(2026, 3, 9)), (shown.Debt!.Overdue, shown.Debt.DaysPastDue, shown.Debt.Closed, shown.Debt.MayPromiseThrough!.Value));
        foreach (var personal in (string[])["王", "13800001234", "上海"]) Assert.DoesNotContain(personal, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_debtor_orders_is_recorded_in_his_name_within_policy_and_once()
    {
        await app.GivenAsync(Given.Opening(40));
        (await PostAsync("promises", """{"amount":"5000 CNY","due":"2026-03-12","method":"app"}""")).IsRefused(409, "approval-needed");
        (await PostAsync("promises", """{"amount":"5000 CNY","due":"2026-03-06","method":"app"}""", "k1")).IsOk();
        (await PostAsync("promises", """{"amount":"5000 CNY","due":"2026-03-06","method":"app"}""", "k1")).IsOk();
        var promise = Assert.Single(await app.FactsAsync(), stored => stored.Fact is PromiseMade);
        Assert.Equal("debtor/debtor", promise.By);

        // Within policy it is offered; the code in the next message confirms it.
        const string means = """
            "means":{"income":"9000 CNY","spending":"5000 CNY","otherDebts":"0 CNY"}
            """;
        Assert.Equal("offered", (await PostAsync("plans", $$"""{"instalments":3,"firstDue":"2026-03-20",{{means}}}""")).IsOk().Read<LinkAnswer>().Done);
        Assert.NotNull((await app.CaseAsync()).Plans.Offer);
        (await PostAsync("plans", $$"""{"instalments":13,"firstDue":"2026-03-20",{{means}}}""")).IsRefused(422, "instalments");
        (await PostAsync("opt-outs", """{"channel":"Letter"}""")).IsRefused(422, "channel");
        (await PostAsync("opt-outs", """{"channel":"Sms"}""")).IsOk();
        Assert.Contains(Channel.Sms, (await app.CaseAsync()).Contacts.OptedOut);
        (await PostAsync("disputes", """{"reason":"Fees","words":"<b>never</b> agreed"}""")).IsOk();
        var state = await app.CaseAsync();
        Assert.Equal(DisputeReason.Fees, state.Paths.Dispute!.Reason);
        Assert.Null((await app.SendAsync(HttpMethod.Get, $"api/pay/{Token()}/statement", null)).IsOk().Read<DebtorStatement>().Debt!.MayPromiseThrough);
    }

    [Fact]
    public async Task A_plan_beyond_policy_is_talked_about_and_not_offered()
    {
        await app.GivenAsync(Given.Opening(40));
        var answer = await PostAsync("plans", """{"instalments":2,"firstDue":"2026-03-20","means":{"income":"100 CNY","spending":"90 CNY","otherDebts":"0 CNY"}}""");
        Assert.Equal("asked", answer.IsOk().Read<LinkAnswer>().Done);
        var state = await app.CaseAsync();
        Assert.Null(state.Plans.Offer);
        Assert.Equal("plan-asked", state.Task(TaskKind.Review)!.Because);
        Assert.Contains(await app.FactsAsync(), stored => stored.Fact is LimitationInterrupted { Ground: InterruptionGround.PlanRequested });
    }

    [Fact]
    public async Task Nothing_of_the_debt_is_shown_where_it_is_talked_about_in_person()
    {
        await app.GivenAsync(Given.Opening(40), new Functions.Contact.Suspensions.SuspensionSet("s", nameof(SuspensionKind.Care), true, null, null));
        Assert.Null((await app.SendAsync(HttpMethod.Get, $"api/pay/{Token()}/statement", null)).IsOk().Read<DebtorStatement>().Debt);
        (await PostAsync("paid-claims", """{"paidOn":"2026-03-01"}""")).IsRefused(409, "in-person");
    }

    [Fact]
    public async Task Links_that_are_wrong_are_all_alike_and_soon_not_answered_at_all()
    {
        await app.GivenAsync(Given.Opening(40));
        var details = new HashSet<string>();
        for (var i = 0; i < LinkLimits.Wrong; i++)
        {
            var refused = await app.SendAsync(HttpMethod.Get, $"api/pay/{new string((char)('A' + i), PayToken.Length)}/statement", null);
            refused.IsRefused(404, "not-found");
            details.Add((string)refused.Json["detail"]!);
        }

        Assert.Single(details);
        (await app.SendAsync(HttpMethod.Get, $"api/pay/{new string('Z', PayToken.Length)}/statement", null)).IsRefused(429, "too-often");
        (await app.SendAsync(HttpMethod.Get, $"api/pay/{Token()}/statement", null)).IsOk();
        for (var i = 0; i < LinkLimits.OfLink; i++) await PostAsync("paid-claims", """{"paidOn":"2020-03-01"}""", $"k{i}");
        (await PostAsync("paid-claims", """{"paidOn":"2026-03-01"}""", "last")).IsRefused(429, "too-often");
    }

    [Fact]
    public async Task The_page_lets_a_debtor_promise_in_his_language_on_his_telephone()
    {
        await app.GivenAsync(Given.Opening(40));
        await using var tab = await chromium.OpenAsync(new Uri(app.Host.Address, $"api/debtor/?t={Token()}"), Screen.Phone);
        await tab.Button("中文").ClickAsync();
        await tab.SeesAsync("已逾期 41 天");
        await tab.PictureAsync("docs/images/debtor-page.png");
        await Axe.HasNoObjectionsAsync(tab);
        await tab.FitsAsync();
        await tab.Button("English").ClickAsync();
        Assert.DoesNotContain("t=", tab.Page.Url, StringComparison.Ordinal);
        await tab["summary", "Say when you will pay"].ClickAsync();
        await tab.Page.GetByLabel("On", new() { Exact = true }).First.FillAsync("2026-03-05");
        await tab["details[open] button"].ClickAsync();
        await tab.SeesAsync("Thank you: your promise is taken down.");
        await tab.SeesAsync("CN¥5,000.00 by Mar 5, 2026");
        await tab["summary", "Object"].ClickAsync();
        await tab.Page.GetByLabel("In your words").FillAsync("<img src=x onerror=alert(1)>");
        await tab["details[open] button"].Last.ClickAsync();
        await tab.SeesAsync("Your objection is registered.");
        await Expect(tab["summary", "Say when you will pay"]).ToHaveCountAsync(0);
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task A_wrong_link_shows_what_to_do_and_nothing_else()
    {
        await using var tab = await chromium.OpenAsync(new Uri(app.Host.Address, "api/debtor/?t=wrong"));
        await tab.SeesAsync("This link is wrong or has ended.");
        await Expect(tab["section"]).ToHaveCountAsync(1);
        await Axe.HasNoObjectionsAsync(tab);
        tab.HasNoComplaints();
    }

    private string Token() => app.Host.Services.GetRequiredService<PayLinks>().Of("https://pay.example.com/demo", Given.Key, new string('a', 32)).Query[3..];

    private Task<Answer> PostAsync(string what, string body, string? key = null) =>
        app.SendAsync(HttpMethod.Post, $"api/pay/{Token()}/{what}", null, body, ("Idempotency-Key", key ?? Guid.NewGuid().ToString("N")));
}
