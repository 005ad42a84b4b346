using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Communication.Email;
using Collections.Local.Durable;
using Collections.Local.Host;
using Collections.Local.Host.Email;
using Collections.LocalHost.Tests.Bus;
using Collections.Tests.Browser;
using Microsoft.Extensions.Logging;
using static Microsoft.Playwright.Assertions;
using EmailMessage = Collections.Local.Host.Email.EmailMessage;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Email;

/// <summary>The e-mail service and the recipients' servers as the inbox plays them, over a real socket and through its page.</summary>
public sealed class EmailInboxTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private readonly List<JsonObject> posted = [];

    private Host host = null!;

    private bool isAppUp = true;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await Host.StartAsync(
            options =>
            {
                options.Clock = HostClock.Virtual(Start);
                options.LogLevel = LogLevel.None;
            },
            Cancellation);
        host.EmailInbox.Webhook = (json, _) =>
        {
            posted.Add(JsonNode.Parse(json)!.AsArray().Single()!.AsObject());
            return Task.FromResult(isAppUp);
        };
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_message_is_kept_and_its_delivery_told_under_the_callers_id()
    {
        var id = Guid.NewGuid();
        var operation = await SendAsync("debtor@example.com", id);
        Assert.Equal((id.ToString(), false), (operation.Id, operation.HasCompleted));
        var message = Assert.Single(host.EmailInbox.Messages());
        Assert.Equal(("bank@example.com", "debtor@example.com", "subject", "text", true, EmailStatus.Accepted), (message.From, message.To, message.Subject, message.Text, message.HasHtml, message.Status));
        await host.RunUntilAsync(Start.AddSeconds(19), Cancellation);
        Assert.Empty(posted);
        await host.RunUntilAsync(Start.AddSeconds(20), Cancellation);
        var told = Assert.Single(posted);
        Assert.Equal("Microsoft.Communication.EmailDeliveryReportReceived", (string)told["eventType"]!);
        Assert.Equal((id.ToString(), "debtor@example.com", "Delivered"), ((string)told["data"]!["messageId"]!, (string)told["data"]!["recipient"]!, (string)told["data"]!["status"]!));
        Assert.Equal(EmailSendStatus.Succeeded, (await operation.WaitForCompletionAsync(Cancellation)).Value.Status);
    }

    [Theory]
    [InlineData(EmailOutcome.Bounce, "Bounced")]
    [InlineData(EmailOutcome.Suppress, "Suppressed")]
    [InlineData(EmailOutcome.Quarantine, "Quarantined")]
    [InlineData(EmailOutcome.Spam, "FilteredSpam")]
    [InlineData(EmailOutcome.Fail, "Failed")]
    [InlineData(EmailOutcome.Lose, null)]
    public async Task Rules_decide_what_becomes_of_a_message(EmailOutcome outcome, string? status)
    {
        host.EmailInbox.SetRule(new EmailRule("@example.com", outcome, DelaySeconds: 60));
        await SendAsync("debtor@example.com");
        await SendAsync("debtor@example.org");
        await host.RunUntilAsync(Start.AddMinutes(2), Cancellation);
        Assert.Equal(status is null ? ["Delivered"] : ["Delivered", status], posted.Select(told => (string)told["data"]!["status"]!));
    }

    [Fact]
    public async Task A_call_can_be_refused_turned_away_or_left_without_an_answer()
    {
        host.EmailInbox.SetRule(new EmailRule("@refuse.example", EmailOutcome.Refuse));
        host.EmailInbox.SetRule(new EmailRule("@throttle.example", EmailOutcome.Throttle, DelaySeconds: 9));
        host.EmailInbox.SetRule(new EmailRule("@timeout.example", EmailOutcome.UnknownTimeout));
        Assert.Equal(400, (await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync("a@refuse.example"))).Status);
        var throttled = await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync("a@throttle.example"));
        Assert.Equal((429, "9"), (throttled.Status, throttled.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait) ? wait : null));
        Assert.Empty(host.EmailInbox.Messages());
        Assert.Equal(0, (await Assert.ThrowsAsync<RequestFailedException>(() => SendAsync("a@timeout.example"))).Status);
        Assert.Equal(EmailStatus.Unanswered, Assert.Single(host.EmailInbox.Messages()).Status);
    }

    [Fact]
    public async Task An_operation_sent_again_is_the_same_message_and_a_wrong_key_is_none()
    {
        var id = Guid.NewGuid();
        await SendAsync("debtor@example.com", id);
        await SendAsync("debtor@example.com", id);
        Assert.Equal(1, host.EmailInbox.Count);
        var stranger = new EmailClient(host.Address, new AzureKeyCredential(Convert.ToBase64String(new byte[32])), Options());
        Assert.Equal(401, (await Assert.ThrowsAsync<RequestFailedException>(() => stranger.SendAsync(WaitUntil.Started, Message("a@example.com"), Cancellation))).Status);
    }

    [Fact]
    public async Task A_client_in_the_same_process_needs_no_socket()
    {
        var options = Options();
        options.Transport = new EmailInboxTransport(host.EmailInbox);
        var client = new EmailClient(host.EmailInbox.ConnectionString(new Uri("http://127.0.0.1/")), options);
        var operation = await client.SendAsync(WaitUntil.Started, Message("debtor@example.com"), Cancellation);
        await host.RunUntilAsync(Start.AddMinutes(1), Cancellation);
        Assert.Equal(EmailSendStatus.Succeeded, (await operation.WaitForCompletionAsync(Cancellation)).Value.Status);
        host.EmailInbox.SetRule(new EmailRule("", EmailOutcome.UnknownTimeout));
        Assert.Equal(0, (await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync(WaitUntil.Started, Message("debtor@example.com"), Cancellation))).Status);
    }

    [Fact]
    public async Task An_app_that_is_down_is_told_again_as_event_grid_does()
    {
        isAppUp = false;
        await SendAsync("debtor@example.com");
        await host.RunUntilAsync(Start.AddSeconds(65), Cancellation);
        Assert.Equal(3, posted.Count);
        isAppUp = true;
        await host.RunUntilAsync(Start.AddHours(1), Cancellation);
        Assert.Equal(4, posted.Count);
        Assert.Single(posted.Select(told => (string)told["id"]!).Distinct());
    }

    [Fact]
    public async Task People_report_another_end_and_set_rules_over_http()
    {
        await SendAsync("debtor@example.com");
        await host.RunUntilAsync(Start.AddMinutes(1), Cancellation);
        using var http = new HttpClient { BaseAddress = host.Address };
        (await http.PostAsJsonAsync("/inbox/email/messages/1/report", new { status = "Bounced" }, Cancellation)).EnsureSuccessStatusCode();
        await host.RunDueAsync(Cancellation);
        Assert.Equal(["Delivered", "Bounced"], posted.Select(told => (string)told["data"]!["status"]!));
        Assert.Equal(400, (int)(await http.PostAsJsonAsync("/inbox/email/messages/1/report", new { status = "Accepted" }, Cancellation)).StatusCode);
        Assert.Equal(404, (int)(await http.PostAsJsonAsync("/inbox/email/messages/9/report", new { status = "Bounced" }, Cancellation)).StatusCode);
        (await http.PostAsJsonAsync("/inbox/email/rules", new { recipientSuffix = "@example.com", outcome = "lose" }, Cancellation)).EnsureSuccessStatusCode();
        Assert.Equal(EmailOutcome.Lose, Assert.Single(host.EmailInbox.Rules).Outcome);
    }

    [Fact]
    public async Task A_restart_keeps_messages_operations_and_the_events_to_come()
    {
        var folder = Directory.CreateTempSubdirectory("email").FullName;
        try
        {
            var clock = new ManualClock();
            var path = Path.Combine(folder, "host.db");
            var message = new EmailMessage
            {
                Sequence = 1,
                OperationId = "o",
                From = "a@b.cd",
                To = "e@f.gh",
                Subject = "账户",
                Text = "您好",
                Status = EmailStatus.Accepted,
                At = clock.GetUtcNow(),
                TechnicalAt = clock.GetUtcNow(),
                Fate = EmailStatus.Bounced,
                EventDue = clock.GetUtcNow().AddSeconds(5),
            };
            using (var database = LocalDatabase.Open(path)) await new SqliteEmailStore(database).SaveAsync([message]);
            using var again = LocalDatabase.Open(path);
            var inbox = new EmailInbox(new SqliteEmailStore(again), clock, TimeProvider.System);
            Assert.Equal(message, Assert.Single(inbox.Messages()));
            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.True(await inbox.RunOneAsync(Cancellation));
            Assert.Equal(EmailStatus.Bounced, Assert.Single(new SqliteEmailStore(again).Load()).Status);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_page_shows_what_people_got_and_reports_a_bounce()
    {
        const string hostile = "<img src=x onerror=alert(1)>";
        await SendAsync("wang@example.com", text: hostile);
        await host.RunUntilAsync(Start.AddMinutes(1), Cancellation);
        await using var tab = await chromium.OpenAsync(new Uri(host.Address, "inbox/email"));
        await tab.SeesAsync(hostile);
        await Expect(tab["main img"]).ToHaveCountAsync(0);
        await tab.SeesAsync("delivered");
        await Expect(tab[".number"]).ToHaveTextAsync("To w••••@example.com");
        await tab[".number"].ClickAsync();
        await Expect(tab[".number"]).ToHaveTextAsync("To wang@example.com");
        await tab.FitsAsync();
        await Axe.HasNoObjectionsAsync(tab);
        await tab.PostedAsync(() => tab.Button("Report a bounce").ClickAsync());
        await Expect(tab[".status"]).ToHaveTextAsync("delivered");
        await Expect(tab["#state"]).ToHaveTextAsync("");
        await host.RunDueAsync(Cancellation);
        await tab.SeesAsync("bounced");
        await tab.Link("SMS inbox").ClickAsync();
        await tab.SeesAsync("No messages yet.");
        await Axe.HasNoObjectionsAsync(tab);
        await tab.Link("E-mail inbox").ClickAsync();
        await tab.SeesAsync("bounced");
        tab.HasNoComplaints();
    }

    [Fact]
    public async Task The_page_is_for_dark_and_narrow_screens_too()
    {
        await SendAsync("wang@example.com");
        foreach (var screen in (Screen[])[Screen.Phone, Screen.Desk with { IsDark = true }])
        {
            await using var tab = await chromium.OpenAsync(new Uri(host.Address, "inbox/email"), screen);
            await tab.SeesAsync("on its way");
            await tab.FitsAsync();
            await Axe.HasNoObjectionsAsync(tab);
        }
    }

    private Task<EmailSendOperation> SendAsync(string to, Guid? id = null, string text = "text") =>
        new EmailClient(host.EmailInbox.ConnectionString(host.Address), Options()).SendAsync(WaitUntil.Started, Message(to, text), id ?? Guid.NewGuid(), Cancellation);

    private static Azure.Communication.Email.EmailMessage Message(string to, string text = "text") => new("bank@example.com", to, new EmailContent("subject") { PlainText = text, Html = $"<p>{text}</p>" });

    private static EmailClientOptions Options() => new() { Retry = { MaxRetries = 0 } };
}
