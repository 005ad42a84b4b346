using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Collections.Local.Host.Sms;

namespace Collections.LocalHost.Tests.Sms;

public sealed class SmsSendTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_call_is_taken_and_shown()
    {
        await using InboxServer server = await InboxServer.StartAsync();

        JsonNode result = Assert.Single(await server.SendAsync("您好，您的信用卡账单已逾期。"))!;

        Assert.Equal((InboxServer.Debtor, 202, true), ((string)result["to"]!, (int)result["httpStatusCode"]!, (bool)result["successful"]!));
        JsonNode shown = Assert.Single(await server.MessagesAsync())!;
        Assert.Equal((string)result["messageId"]!, (string)shown["id"]!);
        Assert.Equal(("您好，您的信用卡账单已逾期。", "contact-1", "Accepted"), ((string)shown["text"]!, (string)shown["tag"]!, (string)shown["status"]!));
    }

    [Fact]
    public async Task Each_recipient_has_a_result_of_its_own()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SetRuleAsync(new { recipientSuffix = "99", outcome = "refuse" });
        string body = InboxServer.Body("hello", null, ("+8613800000001", null), ("+8613800000099", null), ("13800000002", null));

        using HttpResponseMessage response = await server.Client.SendAsync(server.Signed(body), Stop);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        JsonArray results = (await response.Content.ReadFromJsonAsync<JsonObject>(Stop))!["value"]!.AsArray();
        Assert.Equal([true, false, false], results.Select(result => (bool)result!["successful"]!));
        Assert.Equal([202, 400, 400], results.Select(result => (int)result!["httpStatusCode"]!));
        Assert.Equal("Invalid To phone number format.", (string)results[2]!["errorMessage"]!);
    }

    [Fact]
    public async Task A_call_that_is_not_signed_with_the_key_for_this_body_now_is_denied()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        string body = InboxServer.Body("hello", null, (InboxServer.Debtor, null));
        string otherKey = Convert.ToBase64String(new byte[64]);

        HttpRequestMessage changed = server.Signed(body);
        changed.Content = new StringContent(body.Replace("hello", "pay me", StringComparison.Ordinal));
        HttpRequestMessage unsigned = server.Signed(body);
        unsigned.Headers.Remove("Authorization");
        HttpRequestMessage elsewhere = server.Signed(body);
        elsewhere.RequestUri = new Uri(InboxServer.Path + "&x=1", UriKind.Relative);
        HttpRequestMessage[] calls = [server.Signed(body, otherKey), changed, unsigned, elsewhere, server.Signed(body, at: DateTimeOffset.UtcNow.AddHours(-1))];

        foreach (HttpRequestMessage call in calls)
        {
            using HttpResponseMessage response = await server.Client.SendAsync(call, Stop);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Denied", (string)(await response.Content.ReadFromJsonAsync<JsonObject>(Stop))!["error"]!["code"]!);
            call.Dispose();
        }

        Assert.Equal(0, server.Inbox.Count);
    }

    [Fact]
    public async Task The_same_repeatability_id_is_the_same_message()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        string first = (string)Assert.Single(await server.SendAsync("hello", repeatabilityId: "r-1"))!["messageId"]!;

        Assert.Equal(first, (string)Assert.Single(await server.SendAsync("hello", repeatabilityId: "r-1"))!["messageId"]!);
        Assert.NotEqual(first, (string)Assert.Single(await server.SendAsync("hello", repeatabilityId: "r-2"))!["messageId"]!);
        Assert.Equal(2, server.Inbox.Count);
    }

    [Theory]
    [InlineData("""{"smsRecipients":[{"to":"+8613800001234"}],"message":"x"}""")]
    [InlineData("""{"from":"+86","smsRecipients":[],"message":"x"}""")]
    [InlineData("""{"from":"+86","smsRecipients":[null],"message":"x"}""")]
    [InlineData("""{"from":"+86","smsRecipients":[{"to":"+8613800001234"}]}""")]
    [InlineData("not json")]
    [InlineData("null")]
    public async Task A_body_that_is_no_message_is_refused(string body)
    {
        await using InboxServer server = await InboxServer.StartAsync();
        using HttpResponseMessage response = await server.Client.SendAsync(server.Signed(body), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);

        using HttpResponseMessage noVersion = await server.Client.SendAsync(server.Signed(body, path: "/sms"), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, noVersion.StatusCode);
    }

    [Fact]
    public async Task A_throttled_recipient_makes_the_call_wait_and_nothing_is_stored()
    {
        await using InboxServer server = await InboxServer.StartAsync(options: new SmsInboxOptions { Rules = [new("34", SmsOutcome.Throttle, 7)] });

        using HttpResponseMessage response = await server.Client.SendAsync(
            server.Signed(InboxServer.Body("hello", null, (InboxServer.Debtor, null))), Stop);

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (response.StatusCode, response.Headers.RetryAfter!.Delta));
        Assert.Equal(0, server.Inbox.Count);
    }

    [Fact]
    public async Task An_unknown_outcome_is_a_message_taken_and_a_connection_broken()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SetRuleAsync(new { recipientSuffix = "1234", outcome = "unknown-timeout" });

        await Assert.ThrowsAsync<HttpRequestException>(() => server.SendAsync("hello"));

        Assert.Equal("Unanswered", (string)Assert.Single(await server.MessagesAsync())!["status"]!);
        Assert.Null(server.Inbox.NextDue);
    }

    [Fact]
    public async Task Messages_are_found_by_recipient_and_tag_newest_first()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        await server.SendAsync("1", "+8613800000001", tag: "a");
        await server.SendAsync("2", "+8613800000002", tag: "a");
        await server.SendAsync("3", "+8613800000002", tag: "b");

        Assert.Equal(["3", "2", "1"], Texts(await server.MessagesAsync()));
        Assert.Equal(["3", "2"], Texts(await server.MessagesAsync("?to=+8613800000002")));
        Assert.Equal(["2", "1"], Texts(await server.MessagesAsync("?tag=a")));
        Assert.Equal(["2"], Texts(await server.MessagesAsync("?before=3&limit=1")));
    }

    [Fact]
    public async Task The_page_runs_nothing_but_its_own_script()
    {
        await using InboxServer server = await InboxServer.StartAsync();
        using HttpResponseMessage response = await server.Client.GetAsync("/inbox", Stop);
        string page = await response.Content.ReadAsStringAsync(Stop);

        string policy = response.Headers.GetValues("Content-Security-Policy").Single();
        string nonce = policy.Split("script-src 'nonce-")[1].Split('\'')[0];
        Assert.Contains($"<script nonce=\"{nonce}\">", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", page, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(JsonArray messages) => messages.Select(message => (string)message!["text"]!);
}
