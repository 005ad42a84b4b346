using System.Collections.Concurrent;
using System.Net;
using Collections.Tests.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using static Microsoft.Playwright.Assertions;

namespace Collections.LocalHost.Tests.Inside;

/// <summary>What holds for every view of the page: for hostile data, for narrow screens, for the keyboard, for those who do not see it.</summary>
public sealed class InsidePageCareTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly string[] Views =
    [
        "", "functions", "instances", "instance?id=case-0007", "instance?id=case-0008", "instance?id=case-0009", "timers", "blobs", "bus",
        "messages?entity=payments", "messages?entity=payments%2F%24DeadLetterQueue", "instance?id=none",
    ];

    private InsideHost inside = null!;

    public async ValueTask InitializeAsync()
    {
        inside = await InsideHost.StartAsync();
        await InsideSamples.FillAsync(inside);
    }

    public ValueTask DisposeAsync() => inside.DisposeAsync();

    [Fact]
    public async Task Text_from_data_stays_text()
    {
        const string hostile = SampleCases.Hostile;
        await inside.StartCaseAsync(hostile, -1, hostile);
        await inside.Host.Durable.RaiseEventAsync(hostile, hostile, hostile);
        await inside.Host.Durable.SuspendInstanceAsync(hostile, hostile);
        await inside.Host.Storage.Blobs.GetBlobContainerClient("files").UploadBlobAsync($"bad{hostile}.csv", BinaryData.FromString("x"));
        await inside.SendAsync("payments", hostile, message =>
        {
            message.Subject = message.MessageId = message.CorrelationId = hostile;
            message.ApplicationProperties[hostile] = hostile;
        });
        await inside.PassAsync(TimeSpan.FromMinutes(5));

        var id = WebUtility.UrlEncode(hostile);
        await using var tab = await chromium.OpenAsync(Address("instances"));
        string[] views =
        [
            "instances", $"instances?id={id}&name={id}&status={id}", "instance?id=" + id, "instance?id=x" + id, "timers", "blobs",
            "messages?entity=payments%2F%24DeadLetterQueue", "messages?entity=" + id,
        ];
        foreach (var view in views)
        {
            await tab.Page.GotoAsync(Address(view).ToString());
            await tab.SeesAsync(view.Contains("status=", StringComparison.Ordinal) ? "is none of" : view == "timers" ? "case-0007" : "onerror=alert(1)");
            await Expect(tab["img, main script, main style"]).ToHaveCountAsync(0);
        }

        tab.HasNoComplaints();
    }

    [Fact]
    public async Task Every_view_fits_a_telephone()
    {
        var longId = new string('x', 240);
        await inside.StartCaseAsync(longId, account: new string('y', 500));
        await inside.SettleAsync();
        await using var tab = await chromium.OpenAsync(Address(""), Screen.Phone);
        foreach (var view in Views.Append("instance?id=" + longId))
        {
            await ShowAsync(tab, view);
            await tab.FitsAsync();
        }

        await ShowAsync(tab, "instance?id=" + longId);
        await tab.Button("Raise event").ClickAsync();
        await tab.FitsAsync();
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task No_view_shuts_anybody_out()
    {
        await using var tab = await chromium.OpenAsync(Address(""));
        foreach (var view in Views)
        {
            await ShowAsync(tab, view);
            await Axe.HasNoObjectionsAsync(tab);
        }

        await ShowAsync(tab, "instance?id=case-0007");
        await tab.Button("Raise event").ClickAsync();
        await Axe.HasNoObjectionsAsync(tab);
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task Colours_keep_their_contrast_in_the_dark()
    {
        await using var tab = await chromium.OpenAsync(Address(""), Screen.Desk with { IsDark = true });
        foreach (var view in new[] { "", "instances", "instance?id=case-0008", "messages?entity=payments%2F%24DeadLetterQueue" })
        {
            await ShowAsync(tab, view);
            await Axe.HasNoObjectionsAsync(tab, "color-contrast");
        }
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        await using var tab = await chromium.OpenAsync(Address("instances"));
        await tab.SeesAsync("case-0007");
        await tab.TabToAsync(tab.Button("Skip to the content"));
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.TabToAsync(tab.Link("case-0007"));
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab["h1"]).ToHaveTextAsync("case-0007");

        await tab.TabToAsync(tab.Button("Suspend"));
        await tab.Page.Keyboard.PressAsync("Enter");
        await Expect(tab.Page.GetByLabel("Reason")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Expect(tab["dialog"]).ToBeHiddenAsync();
        await Expect(tab.Button("Suspend")).ToBeFocusedAsync();

        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.TypeAsync("a look");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.SeesAsync("It is being suspended.");
        await inside.SettleAsync();
        await Expect(tab[".title .badge"]).ToHaveTextAsync("Suspended");
    }

    [Fact]
    public async Task What_is_open_and_where_the_focus_is_outlast_a_refresh()
    {
        await using var tab = await chromium.OpenAsync(Address("instance?id=case-0009"));
        var details = tab[".turn details"].First;
        await details.Locator("summary").ClickAsync();
        await inside.Host.Durable.ResumeInstanceAsync("case-0009", "again");
        await inside.SettleAsync();
        await Expect(tab[".turn"].Last).ToContainTextAsync("Resumed");
        await Expect(details).ToHaveAttributeAsync("open", "");
        await Expect(details.Locator("summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_page_says_when_the_host_does_not_answer_and_waits_for_it()
    {
        await using var tab = await chromium.OpenAsync(Address("instances"));
        await tab.SeesAsync("case-0007");
        await tab.Page.Context.SetOfflineAsync(true);
        await tab.SeesAsync("The host does not answer; trying again");
        await tab.SeesAsync("case-0007");
        await tab.Page.Context.SetOfflineAsync(false);
        await Expect(tab["#live"]).ToHaveTextAsync("live");
    }

    [Fact]
    public async Task A_page_from_elsewhere_can_neither_change_anything_here_nor_frame_this_page()
    {
        const string name = "case-0007";
        await using var other = await InsideHost.StartAsync(change: options => options.MapEndpoints = endpoints => endpoints.MapGet("/evil", () => Results.Content(
            $$"""
            <form method="post" enctype="text/plain" target="hidden" action="{{inside.Host.Address}}host/api/instance/terminate?id={{name}}"><input name="x" value="1"></form>
            <iframe name="hidden"></iframe><iframe name="framed" src="{{inside.Host.Address}}host"></iframe>
            <script>
              const act = options => fetch('{{inside.Host.Address}}host/api/instance/suspend?id={{name}}', { method: 'POST', body: '{}', ...options }).catch(() => {});
              document.forms[0].submit();
              act({ mode: 'no-cors' }).then(() => act({ headers: { 'X-Local-Host': '1' } })).then(() => { document.title = 'tried'; });
            </script>
            """,
            "text/html")));
        await using var tab = await chromium.OpenAsync(new Uri(new UriBuilder(other.Host.Address) { Host = "localhost" }.Uri, "inbox"));
        ConcurrentQueue<string> answers = [];
        tab.Page.Response += (_, response) => answers.Enqueue($"{response.Request.Method} {new Uri(response.Url).AbsolutePath} {response.Status}");
        await tab.Page.GotoAsync(new Uri(tab.Home, "evil").ToString());
        await Expect(tab.Page).ToHaveTitleAsync("tried");
        // In place of the page stands the browser's own word that it may not be framed.
        await Expect(tab.Page.FrameLocator("[name=framed]").Locator("body")).ToContainTextAsync("refused to connect");

        await inside.SettleAsync();
        Assert.Contains("POST /host/api/instance/terminate 403", answers);
        Assert.DoesNotContain(answers, answer => answer.StartsWith("POST", StringComparison.Ordinal) && !answer.EndsWith("403", StringComparison.Ordinal));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await inside.Host.Durable.GetInstanceAsync(name, TestContext.Current.CancellationToken))!.RuntimeStatus);
    }

    private static async Task ShowAsync(Tab tab, string view)
    {
        await tab.Page.GotoAsync("about:blank");
        await tab.Page.GotoAsync(tab.Home + "#/" + view);
        await Expect(tab["h1"]).ToBeVisibleAsync();
    }

    private Uri Address(string view) => new(inside.Host.Address, "host#/" + view);
}
