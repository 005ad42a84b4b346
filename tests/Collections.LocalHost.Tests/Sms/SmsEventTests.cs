using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Collections.Local.Host.Inboxes;
using Collections.Local.Host.Sms;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Collections.LocalHost.Tests.Sms;

public sealed class SmsEventTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_report_follows_after_a_while_with_the_callers_tag()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        string id = (string)Assert.Single(await server.SendAsync("hello"))!["messageId"]!;
        Assert.Equal(server.Business.GetUtcNow() + TimeSpan.FromSeconds(5), server.Inbox.NextDue);

        await server.PassAsync(TimeSpan.FromSeconds(4));
        Assert.Empty(server.Posted);
        await server.PassAsync(TimeSpan.FromSeconds(1));

        JsonObject report = Assert.Single(server.Posted);
        JsonNode data = report["data"]!;
        Assert.Equal("Microsoft.Communication.SMSDeliveryReportReceived", (string)report["eventType"]!);
        Assert.Equal((id, "+8610690000", InboxServer.Debtor), ((string)data["messageId"]!, (string)data["from"]!, (string)data["to"]!));
        Assert.Equal(("Delivered", "contact-1"), ((string)data["deliveryStatus"]!, (string)data["Tag"]!));
        Assert.Equal(1, (int)data["deliveryAttempts"]![0]!["segmentsSucceeded"]!);
        Assert.Equal(server.Business.GetUtcNow(), (DateTimeOffset)data["receivedTimestamp"]!);
        Assert.Equal("Delivered", (string)Assert.Single(await server.MessagesAsync())!["status"]!);
        Assert.Null(server.Inbox.NextDue);
    }

    [Fact]
    public async Task An_event_that_the_app_does_not_take_is_posted_again_unchanged()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SendAsync("hello");
        server.IsAppUp = false;
        await server.PassAsync(TimeSpan.FromSeconds(5));
        await server.PassAsync(TimeSpan.FromSeconds(10));
        server.IsAppUp = true;
        await server.PassAsync(TimeSpan.FromSeconds(29));
        Assert.Equal(2, server.Posted.Count);

        await server.PassAsync(TimeSpan.FromSeconds(1));
        await server.PassAsync(TimeSpan.FromDays(1));

        Assert.Equal(3, server.Posted.Count);
        Assert.Single(server.Posted.Select(posted => posted.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task An_app_that_fails_is_as_one_that_refuses_and_the_inbox_gives_up_in_the_end()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SendAsync("hello");
        server.Inbox.Webhook = (_, _) => throw new HttpRequestException("connection refused");

        for (int hour = 0; hour < 24 * 20; hour++)
            await server.PassAsync(TimeSpan.FromHours(1));

        Assert.Null(server.Inbox.NextDue);
        JsonNode message = Assert.Single(await server.MessagesAsync())!;
        Assert.Equal(("Delivered", 30), ((string)message["status"]!, (int)message["eventAttempts"]!));
    }

    [Fact]
    public async Task A_failed_delivery_is_reported_and_a_lost_one_never()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SetRuleAsync(new { recipientSuffix = "1", outcome = "fail" });
        await server.SetRuleAsync(new { recipientSuffix = "2", outcome = "lose" });
        await server.SetRuleAsync(new { recipientSuffix = "02", outcome = "deliver", delaySeconds = 60 });
        await server.SendAsync("1", "+8613800000011");
        await server.SendAsync("2", "+8613800000012");
        await server.SendAsync("3", "+8613800000002");

        await server.PassAsync(TimeSpan.FromSeconds(59));
        JsonNode data = Assert.Single(server.Posted)["data"]!;
        Assert.Equal(("+8613800000011", "Failed", 1),
            ((string)data["to"]!, (string)data["deliveryStatus"]!, (int)data["deliveryAttempts"]![0]!["segmentsFailed"]!));
        await server.PassAsync(TimeSpan.FromDays(30));

        Assert.Equal(["Delivered", "Lost", "Failed"], (await server.MessagesAsync()).Select(message => (string)message!["status"]!));
        Assert.Equal(2, server.Posted.Count);
    }

    [Fact]
    public async Task A_person_can_reply_in_the_recipients_name()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        string id = (string)Assert.Single(await server.SendAsync("hello"))!["messageId"]!;

        using HttpResponseMessage taken = await server.Client.PostAsJsonAsync($"/inbox/messages/{id}/reply", new { text = "退订" }, Stop);
        using HttpResponseMessage unknown = await server.Client.PostAsJsonAsync("/inbox/messages/Outgoing_1_7_local/reply", new { text = "x" }, Stop);
        using HttpResponseMessage empty = await server.Client.PostAsJsonAsync($"/inbox/messages/{id}/reply", new { text = " " }, Stop);
        await server.PassAsync(TimeSpan.Zero);

        Assert.Equal(
            (HttpStatusCode.Accepted, HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (taken.StatusCode, unknown.StatusCode, empty.StatusCode));
        JsonObject received = Assert.Single(server.Posted);
        Assert.Equal("Microsoft.Communication.SMSReceived", (string)received["eventType"]!);
        Assert.Equal((InboxServer.Debtor, "+8610690000", "退订"),
            ((string)received["data"]!["from"]!, (string)received["data"]!["to"]!, (string)received["data"]!["message"]!));
    }

    [Fact]
    public async Task A_rule_can_let_the_recipient_answer()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SetRuleAsync(new { recipientSuffix = "", outcome = "answer", reply = "明天还" });
        await server.SendAsync("hello");
        await server.PassAsync(TimeSpan.FromSeconds(5));

        Assert.Equal(
            ["Microsoft.Communication.SMSDeliveryReportReceived", "Microsoft.Communication.SMSReceived"],
            server.Posted.Select(posted => (string)posted["eventType"]!));
        Assert.Equal("明天还", (string)server.Posted[1]["data"]!["message"]!);
    }

    [Fact]
    public async Task Nothing_is_reported_to_a_caller_that_asked_for_no_report()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        string body = InboxServer.Body("hello", null, (InboxServer.Debtor, null))
            .Replace("\"enableDeliveryReport\":true", "\"enableDeliveryReport\":false", StringComparison.Ordinal);
        using HttpResponseMessage response = await server.Client.SendAsync(server.Signed(body), Stop);

        await server.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(server.Posted);
        Assert.Equal("Delivered", (string)Assert.Single(await server.MessagesAsync())!["status"]!);
    }

    [Fact]
    public async Task The_running_inbox_posts_over_http_as_event_grid_does()
    {
        var taken = new TaskCompletionSource<(string? EventType, string? ContentType, JsonArray Body)>();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        app.MapPost("/api/sms-events", async (HttpRequest request) =>
        {
            JsonArray body = (await JsonNode.ParseAsync(request.Body))!.AsArray();
            taken.TrySetResult((request.Headers["aeg-event-type"], request.ContentType, body));
            return Results.Ok();
        });
        await app.StartAsync(Stop);
        using var client = new HttpClient();
        await using InboxServer server = await InboxServer.StartAsync(options: new SmsInboxOptions { ReportDelay = TimeSpan.Zero });
        server.Inbox.Webhook = EventWebhook.Http(client, new Uri(new Uri(app.Urls.First()), "/api/sms-events"));
        await server.SendAsync("hello");
        Assert.True(await server.Inbox.RunOneAsync(Stop));

        (string? eventType, string? contentType, JsonArray events) = await taken.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(("Notification", "application/json; charset=utf-8"), (eventType, contentType));
        Assert.Equal("Delivered", (string)Assert.Single(events)!["data"]!["deliveryStatus"]!);
    }
}
