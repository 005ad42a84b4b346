using System.Text.RegularExpressions;
using Collections.Tests.Browser;
using Microsoft.DurableTask.Client;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Collections.LocalHost.Tests.Inside;

/// <summary>The page as a developer uses it, in a real browser.</summary>
public sealed class InsidePageTests(Chromium chromium) : IAsyncLifetime
{
    private InsideHost inside = null!;

    public async ValueTask InitializeAsync()
    {
        inside = await InsideHost.StartAsync();
        await InsideSamples.FillAsync(inside);
    }

    public ValueTask DisposeAsync() => inside.DisposeAsync();

    [Fact]
    public async Task From_the_overview_to_a_failed_instance_and_what_failed_in_it()
    {
        await using var tab = await OpenAsync("");
        await tab["main"].GetByRole(AriaRole.Link, new() { Name = "Failed" }).ClickAsync();
        await tab.Link("case-0008").ClickAsync();
        await Expect(tab.Page).ToHaveTitleAsync("case-0008 · Local host");
        await Expect(tab[".failure"].First).ToContainTextAsync("No score for 6222-0418");
        await Expect(tab[".turn"]).ToHaveCountAsync(5);
        await Expect(tab[".turn"].Nth(1)).ToContainTextAsync("Score #0 failed");
        await Expect(tab[".turn"].Last).ToContainTextAsync("Failed");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task A_history_tells_inputs_results_and_called_instances()
    {
        await using var tab = await chromium.OpenAsync(new Uri(inside.Host.Address, "host#/instance?id=case-0007"), new Screen(1120, 1000));
        await Expect(tab[".turn"].Nth(0)).ToContainTextAsync("""input {"Account":"6222-0417","Amount":4869846.31}""");
        await Expect(tab[".turn"].Nth(1)).ToContainTextAsync("Score #0 returnedresult 7");
        await Expect(tab[".turn"].Nth(2)).ToContainTextAsync("Set timer #2 for 2026-03-05 06:00:00, a stage of the wait until 2026-04-01 06:00:00");
        await Expect(tab["section", "Still to happen"]).ToContainTextAsync("Timer #3 fires, a stage of the wait until 2026-04-01 06:00:00");
        await Expect(tab["section", "Still to happen"]).ToContainTextAsync("in 3 d");
        await tab.PictureAsync("docs/images/looking-inside.png");
        await tab[".turn"].Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(tab["h1"]).ToHaveTextAsync("case-0007-letter");
        await Expect(tab[".facts"]).ToContainTextAsync("Called bycase-0007");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task An_event_is_raised_and_the_page_shows_what_comes_of_it_by_itself()
    {
        await using var tab = await OpenAsync("instance?id=case-0007");
        await tab.Button("Raise event").ClickAsync();
        await tab.Page.GetByLabel("Name").FillAsync("decide");
        await tab.Page.GetByLabel("Payload").FillAsync("{ \"by\": ");
        await tab.Button("Raise").ClickAsync();
        await Expect(tab["dialog .problem"]).ToContainTextAsync("That is not JSON");

        await tab.Page.GetByLabel("Payload").FillAsync("{ \"by\": \"ana\", \"amount\": 1.10 }");
        await tab.Button("Raise").ClickAsync();
        await tab.SeesAsync("The event was raised.");
        await Expect(tab["section", "Still to happen"]).ToContainTextAsync("Event decide is taken");

        await inside.SettleAsync();
        await Expect(tab[".title .badge"]).ToHaveTextAsync("Completed");
        await Expect(tab["details.section", "Output"]).ToContainTextAsync("1.10");
        await Expect(tab[".turn"].Last).ToContainTextAsync("Event decide came");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task An_instance_is_terminated_restarted_and_purged()
    {
        await using var tab = await OpenAsync("instance?id=case-0007");
        await tab.Button("Restart").ClickAsync();
        await ConfirmAsync(tab, "Restart");
        await Expect(tab["dialog .problem"]).ToContainTextAsync("In virtual time nothing ends until the clock is moved");
        await tab.Button("Cancel").ClickAsync();

        await tab.Button("Terminate").ClickAsync();
        await tab.Page.GetByLabel("Output").FillAsync("\"enough\"");
        await ConfirmAsync(tab, "Terminate", "It is being terminated.");
        await inside.SettleAsync();
        await Expect(tab[".title .badge"]).ToHaveTextAsync("Terminated");

        await tab.Button("Restart").ClickAsync();
        await ConfirmAsync(tab, "Restart", "It was restarted.");
        await inside.SettleAsync();
        await Expect(tab[".title .badge"]).ToHaveTextAsync("Running");

        await inside.Host.Durable.TerminateInstanceAsync("case-0007");
        await inside.SettleAsync();
        await tab.Button("Purge").ClickAsync();
        await ConfirmAsync(tab, "Purge", "It was purged.");
        await Expect(tab["h1"]).ToHaveTextAsync("Instances");
        Assert.Null(await inside.Host.Durable.GetInstanceAsync("case-0007", TestContext.Current.CancellationToken));
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task An_instance_is_suspended_and_resumed()
    {
        await using var tab = await OpenAsync("instance?id=case-0009");
        await Expect(tab[".turn"].Last).ToContainTextAsync("reason looked at");
        await tab.Button("Resume").ClickAsync();
        await ConfirmAsync(tab, "Resume", "It is being resumed.");
        await inside.SettleAsync();
        await Expect(tab.Button("Suspend")).ToBeVisibleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await inside.Host.Durable.GetInstanceAsync("case-0009", TestContext.Current.CancellationToken))!.RuntimeStatus);
    }

    [Fact]
    public async Task Instances_are_searched_while_typing_and_filtered_by_orchestrator()
    {
        await using var tab = await OpenAsync("instances");
        await Expect(tab["tbody tr"]).ToHaveCountAsync(5);
        await tab.Page.GetByLabel("Part of the id").PressSequentiallyAsync("0009");
        await Expect(tab["tbody tr"]).ToHaveCountAsync(2);
        await tab.Page.GetByLabel("Orchestrator").SelectOptionAsync("LetterFlow");
        await Expect(tab["tbody tr"]).ToHaveCountAsync(1);
        await Expect(tab.Page).ToHaveURLAsync(new Regex("id=0009&name=LetterFlow$"));
        await tab.Page.ReloadAsync();
        await Expect(tab["tbody tr"]).ToHaveCountAsync(1);
        await Expect(tab.Page.GetByLabel("Part of the id")).ToHaveValueAsync("0009");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task A_dead_letter_is_looked_at_and_sent_again()
    {
        await using var tab = await OpenAsync("bus");
        await tab["tr", "payments"].GetByRole(AriaRole.Link, new() { Name = "1", Exact = true }).ClickAsync();
        await Expect(tab["article"]).ToContainTextAsync("MaxDeliveryCountExceeded: Message could not be consumed after 10 delivery attempts.");
        await Expect(tab["article"]).ToContainTextAsync("institutionDEMO");
        await tab["article summary"].ClickAsync();
        await Expect(tab["article pre"]).ToContainTextAsync("\"amount\": 100.50,\n  \"note\": \"退订 <b>bold</b>\"");
        await tab.Button("Send again").ClickAsync();
        await ConfirmAsync(tab, "Send again", "The message was sent again.");
        await tab.SeesAsync("Nothing was given up here.");
        await tab.Link("Messages").ClickAsync();
        await Expect(tab["article"]).ToHaveCountAsync(2);
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task A_poison_blob_is_tried_again()
    {
        await using var tab = await OpenAsync("blobs");
        await Expect(tab["tbody tr"].First).ToContainTextAsync("files/bad-01.csv");
        await tab["tbody"].GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await ConfirmAsync(tab, "Try again", "The blob is tried again.");
        await Expect(tab["tr", "files/bad-01.csv"].Locator(".badge")).ToHaveTextAsync("Retrying");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task Timers_lead_to_their_instances_and_functions_to_what_they_run()
    {
        await using var tab = await OpenAsync("timers");
        await Expect(tab["tbody tr"].First).ToContainTextAsync("in 3 d");
        await tab.Link("case-0007").ClickAsync();
        await Expect(tab["h1"]).ToHaveTextAsync("case-0007");
        await tab.Link("Functions").ClickAsync();
        await Expect(tab["tr", "Nightly"]).ToContainTextAsync("in 21 h 15 min");
        await tab["tr", "CaseFlow"].GetByRole(AriaRole.Link).ClickAsync();
        await Expect(tab["tbody tr"]).ToHaveCountAsync(3);
        tab.HasNoComplaints();
    }

    private static async Task ConfirmAsync(Tab tab, string action, string? told = null)
    {
        await tab["dialog"].GetByRole(AriaRole.Button, new() { Name = action, Exact = true }).ClickAsync();
        if (told is not null)
            await tab.SeesAsync(told);
    }

    private Task<Tab> OpenAsync(string page) => chromium.OpenAsync(new Uri(inside.Host.Address, "host#/" + page));
}
