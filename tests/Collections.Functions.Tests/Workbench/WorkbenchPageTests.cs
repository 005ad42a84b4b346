using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Collections.Local.Host;
using Collections.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Collections.Functions.Tests.Workbench;

/// <summary>The workbench as people use it, in a real browser.</summary>
public sealed class WorkbenchPageTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly TaskOpened Call = new("call-2", TaskKind.Call, Line.First, PeopleApp.Noon.AddHours(2), "negotiation-call");

    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync(options =>
    {
        options.People.Add(new SamplePerson("ana", "collector", Roles.Collector));
        options.People.Add(new SamplePerson("bob", "collector", Roles.Collector));
        options.People.Add(new SamplePerson("mei", "senior collector", Roles.SeniorCollector));
        options.People.Add(new SamplePerson("care", "specialist", Roles.Specialist));
        options.People.Add(new SamplePerson("boss", "supervisor", Roles.Supervisor));
        options.People.Add(new SamplePerson("audit", "auditor", Roles.Auditor));
        options.People.Add(new SamplePerson("root", "administrator", Roles.Administrator));
        options.People.Add(new SamplePerson("wei", "compliance", Roles.Compliance));
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_collector_takes_a_call_on_asks_whether_she_may_calls_and_writes_down_a_promise()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        await using var tab = await SignedInAsync("ana");
        await Expect(tab["h1"]).ToHaveTextAsync("My day");
        await tab.PictureAsync("docs/images/workbench-my-day.png");
        await tab.Button("Take on").ClickAsync();
        await Expect(tab["h1"]).ToContainTextAsync("王**");
        await Expect(tab[".verdict"]).ToContainTextAsync("Yes.");
        await tab.PictureAsync("docs/images/workbench-case.png");
        await tab["[aria-labelledby=gate] .act button"].ClickAsync();
        await Expect(tab["dialog"]).ToContainTextAsync("13800001234");
        await tab.Page.GetByLabel("Outcome").SelectOptionAsync("RightPartyPromise");
        await tab.Page.GetByLabel("Note").FillAsync("He will pay on <b>Friday</b><script>alert(1)</script>");
        await tab.Button("Record").ClickAsync();
        await Expect(tab[".timeline"]).ToContainTextAsync("He will pay on <b>Friday</b><script>alert(1)</script>");

        await tab.Button("Promise to pay").ClickAsync();
        await tab.Page.GetByLabel("Due date").FillAsync("2026-03-20");
        await tab.Page.GetByLabel("Method").SelectOptionAsync("app");
        await tab.Button("Record").ClickAsync();
        await Expect(tab["dialog .problem"]).ToContainTextAsync("15 with a supervisor's approval");
        await tab.Page.GetByLabel("Due date").FillAsync("2026-03-06");
        await tab.Button("Record").ClickAsync();
        await Expect(tab["[aria-labelledby=agreed]"]).ToContainTextAsync("5,000.00 CNY by Mar 6, 2026, app");
        await Expect(tab[".verdict"]).ToContainTextAsync("No.");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task Of_two_collectors_who_want_the_same_call_the_second_is_told_who_has_it()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        await using var ana = await SignedInAsync("ana");
        await using var bob = await SignedInAsync("bob");
        await Expect(bob.Button("Take on")).ToBeVisibleAsync();
        await ana.Button("Take on").ClickAsync();
        await Expect(ana["h1"]).ToContainTextAsync("王**");
        await bob.Button("Take on").ClickAsync();
        await bob.SeesAsync("ana is working on this.");
        bob.HasNoComplaints();
    }

    [Fact]
    public async Task What_is_disputed_on_a_call_rests_until_somebody_else_answers_it()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        await using var ana = await SignedInAsync("ana", $"#/case/{Given.Key.Value}");
        await ana["[aria-labelledby=gate] .act button"].ClickAsync();
        await ana.Page.GetByLabel("Outcome").SelectOptionAsync("RightPartyDispute");
        await ana.Page.GetByLabel("What is disputed").SelectOptionAsync("Fees");
        await ana.Page.GetByLabel("Note").FillAsync("never agreed to the annual fee");
        await ana.Button("Record").ClickAsync();
        await Expect(ana["[aria-labelledby=paths]"]).ToContainTextAsync("The fees");
        await Expect(ana[".verdict"]).ToContainTextAsync("No.");
        await ana["summary", "Special circumstances"].ClickAsync();
        await Expect(ana.Button("Answer the dispute")).ToHaveCountAsync(0);
        await Expect(ana.Button("Disputes the debt")).ToHaveCountAsync(0);
        ana.HasNoComplaints();

        await using var mei = await SignedInAsync("mei", $"#/case/{Given.Key.Value}");
        await mei["summary", "Special circumstances"].ClickAsync();
        await mei.PictureAsync("docs/images/workbench-special.png");
        await mei.Button("Answer the dispute").ClickAsync();
        await mei.Page.GetByLabel("Outcome").SelectOptionAsync("Rejected");
        await mei.Page.GetByLabel("Finding").SelectOptionAsync("BeingCorrected");
        await mei.Page.GetByLabel("Explanation").FillAsync("the contract has it on page 3");
        await mei.Button("Record").ClickAsync();
        await Expect(mei["dialog .problem"]).ToContainTextAsync("BeingCorrected");
        await mei.Page.GetByLabel("Finding").SelectOptionAsync("FeesAsAgreed");
        await mei.Button("Record").ClickAsync();
        await Expect(mei[".timeline"]).ToContainTextAsync("Dispute answered");
        await Expect(mei["[aria-labelledby=paths]"]).ToHaveCountAsync(0);
        await Axe.HasNoObjectionsAsync(mei);
        mei.HasNoComplaints();
    }

    [Fact]
    public async Task A_complaint_goes_through_four_hands_and_whoever_is_complained_of_calls_no_more()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        await using var mei = await SignedInAsync("mei", $"#/case/{Given.Key.Value}");
        await mei["summary", "Special circumstances"].ClickAsync();
        await mei.Button("Complains").ClickAsync();
        await mei.Page.GetByLabel("About", new() { Exact = true }).SelectOptionAsync("Conduct");
        await mei["#field-words"].FillAsync("<b>shouted</b> at me");
        await mei.Page.GetByLabel("Complained of").FillAsync("ana");
        await mei.Button("Record").ClickAsync();
        await Expect(mei["[aria-labelledby=complaints]"]).ToContainTextAsync("People’s conduct");
        await Expect(mei[".verdict"]).ToContainTextAsync("Not now.");
        await Expect(mei.Button("Register the complaint")).ToHaveCountAsync(0);
        mei.HasNoComplaints();

        await using var wei = await SignedInAsync("wei");
        await Expect(wei["tbody"]).ToContainTextAsync("Complaint");
        await wei["tbody a.row"].ClickAsync();
        await wei["summary", "Special circumstances"].ClickAsync();
        await wei.Button("Register the complaint").ClickAsync();
        await wei.Page.GetByLabel("Cause").SelectOptionAsync("Rudeness");
        await wei.Page.GetByLabel("Investigator").FillAsync("mei");
        await wei.Button("Record").ClickAsync();
        await Expect(wei[".timeline"]).ToContainTextAsync("Complaint registered");
        await wei.Link("Complaints").ClickAsync();
        await Expect(wei["tbody"]).ToContainTextAsync("Registered");
        await Expect(wei["[aria-labelledby=by-cause]"]).ToContainTextAsync("Rudeness");
        await wei.PictureAsync("docs/images/workbench-complaints.png");
        await Axe.HasNoObjectionsAsync(wei);
        wei.HasNoComplaints();
    }

    [Fact]
    public async Task A_sign_of_harm_stops_every_contact_and_a_trained_person_says_what_comes_next()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        await using var ana = await SignedInAsync("ana", $"#/case/{Given.Key.Value}");
        await ana["summary", "Special circumstances"].ClickAsync();
        await ana.Button("Sign of harm").ClickAsync();
        await ana.Page.GetByLabel("Reason").FillAsync("says that he sees no way out");
        await ana.Button("Record").ClickAsync();
        await Expect(ana["[aria-labelledby=paths]"]).ToContainTextAsync("nobody contacts him");
        ana.HasNoComplaints();

        await using var care = await SignedInAsync("care", $"#/case/{Given.Key.Value}");
        await care["summary", "Special circumstances"].ClickAsync();
        await care.Button("Concern seen to").ClickAsync();
        await care.Page.GetByLabel("Treat as vulnerable from here on").CheckAsync();
        await care.Page.GetByLabel("Reason").FillAsync("was talked to; family is with him");
        await care.Button("Record").ClickAsync();
        await Expect(care["[aria-labelledby=paths]"]).ToContainTextAsync("since");
        care.HasNoComplaints();
    }

    [Fact]
    public async Task A_plan_is_drawn_up_with_its_instalments_before_anybody_asks_for_it()
    {
        await app.GivenAsync(Given.Opening(60));
        await using var tab = await SignedInAsync("ana", $"#/case/{Given.Key.Value}");
        await tab.Button("Offer a plan").ClickAsync();
        await tab.Page.GetByLabel("First due").FillAsync("2026-03-20");
        await Expect(tab["dialog .schedule"]).ToHaveTextAsync("2 instalments of 1,666.66 CNY, the last 1,666.68 CNY");
        await tab.Page.GetByLabel("Income a month").FillAsync("9000");
        await tab.Page.GetByLabel("Spending a month").FillAsync("5000");
        await tab.PictureAsync("docs/images/workbench-plan.png");
        await tab.Button("Record").ClickAsync();
        await Expect(tab[".timeline"]).ToContainTextAsync("Plan offered");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task A_supervisor_finds_what_waits_for_her_and_decides_it_but_not_what_she_proposed_herself()
    {
        var state = await app.GivenAsync(Given.Opening(60));
        (await app.PostAsync($"api/cases/{state.Key.Value}/approvals", """{"subject":"LongPromise","promiseDue":"2026-03-12"}""", "ana", Roles.Collector)).IsOk();
        await using var tab = await SignedInAsync("boss");
        await Expect(tab["tbody"]).ToContainTextAsync("Long promise");
        await tab.PictureAsync("docs/images/workbench-approvals.png");
        await tab["tbody a.row"].ClickAsync();
        await tab.Button("Approve").ClickAsync();
        await Expect(tab[".timeline"]).ToContainTextAsync("Approval decided");
        await tab.Button("Propose").ClickAsync();
        await tab["#field-subject"].SelectOptionAsync("LongPromise");
        await tab.Page.GetByLabel("Due date").FillAsync("2026-03-14");
        await tab.Button("Record").ClickAsync();
        await Expect(tab[".note"]).ToContainTextAsync("To be decided: Long promise");
        await Expect(tab.Button("Approve")).ToHaveCountAsync(0);
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task Everything_can_be_done_without_a_mouse()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        await using var tab = await SignedInAsync("ana");
        await Expect(tab["tbody a.row"]).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("j");
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab["h1"]).ToContainTextAsync("王**");
        await tab.TabToAsync(tab.Button("Promise to pay"));
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab["dialog"]).ToBeVisibleAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(tab["dialog"]).ToHaveCountAsync(0);
        await Expect(tab.Button("Promise to pay")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("/");
        await Expect(tab["#find"]).ToBeFocusedAsync();
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task The_pages_speak_chinese_and_remember_it()
    {
        await app.GivenAsync(Given.Opening(60), Call);
        await using var tab = await SignedInAsync("ana");
        await tab.Button("中文").ClickAsync();
        await Expect(tab["h1"]).ToHaveTextAsync("今日工作");
        await Expect(tab["html"]).ToHaveAttributeAsync("lang", "zh-CN");
        await tab["tbody a.row"].ClickAsync();
        await Expect(tab[".verdict"]).ToContainTextAsync("可以。");
        await tab.Page.ReloadAsync();
        await Expect(tab[".timeline h2"]).ToHaveTextAsync("经过");
        await tab.PictureAsync("docs/images/workbench-chinese.png");
        tab.HasNoComplaints();
    }

    public static TheoryData<string, string> Pages => new()
    {
        { "ana", "#/work" }, { "ana", "#/search" }, { "ana", $"#/case/{Given.Key.Value}" }, { "boss", "#/imports" }, { "boss", "#/stops" }, { "wei", "#/complaints" }, { "root", "#/rules/packs" }, { "root", "#/rule/packs/bank-cn" }, { "audit", "#/audits" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Each_page_fits_a_telephone_and_the_checker_of_accessibility_finds_nothing(string person, string page)
    {
        await app.GivenAsync(Given.Opening(60), Call);
        foreach (var screen in (Screen[])[Screen.Desk, Screen.Phone with { IsDark = true }])
        {
            await using var tab = await SignedInAsync(person, page, screen);
            await Expect(tab["main"]).Not.ToContainTextAsync("Loading…");
            await tab.FitsAsync();
            await Axe.HasNoObjectionsAsync(tab);
            tab.HasNoComplaints();
        }
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_where_one_signs_in_and_out_again()
    {
        await using var tab = await SignedInAsync("audit");
        await Expect(tab["nav"]).Not.ToContainTextAsync("Search case");
        await tab.Link("Sign out").ClickAsync();
        await Expect(tab["h1"]).ToHaveTextAsync("Who are you?");
        await tab.Page.GotoAsync(new Uri(app.Host.Address, "api/workbench/").ToString());
        await Expect(tab["h1"]).ToHaveTextAsync("Who are you?");
    }

    private async Task<Tab> SignedInAsync(string person, string page = "", Screen? screen = null)
    {
        var tab = await chromium.OpenAsync(new Uri(app.Host.Address, "api/workbench/"), screen);
        await tab.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{person} ") }).ClickAsync();
        await Expect(tab[".who"]).ToContainTextAsync(person);
        if (page.Length > 0) await tab.Page.EvaluateAsync("page => { location.hash = page; }", page);
        return tab;
    }
}
