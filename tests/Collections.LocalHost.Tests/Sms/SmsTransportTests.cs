using Azure;
using Azure.Communication.Sms;
using Collections.Local.Durable;
using Collections.Local.Host.Sms;

namespace Collections.LocalHost.Tests.Sms;

public sealed class SmsTransportTests
{
    private readonly BusinessClock clock = BusinessClock.Virtual(new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.Zero));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_services_client_sends_without_a_socket_and_its_report_is_work_of_virtual_time()
    {
        var inbox = new SmsInbox(new MemorySmsStore(), clock, TimeProvider.System);
        var events = new List<string>();
        inbox.Webhook = (json, _) =>
        {
            events.Add(json);
            return Task.FromResult(true);
        };

        Response<SmsSendResult> sent = await Client(inbox).SendAsync(
            "+8610690000", "+8613800001234", "您好", new SmsSendOptions(enableDeliveryReport: true) { Tag = "contact-1" }, Stop);

        Assert.Equal((202, true), (sent.GetRawResponse().Status, sent.Value.Successful));
        Assert.Equal(sent.Value.MessageId, Assert.Single(inbox.Messages()).Id);
        Assert.False(await inbox.RunOneAsync(Stop));
        clock.AdvanceTo(inbox.NextDue!.Value);
        Assert.True(await inbox.RunOneAsync(Stop));
        Assert.Contains("\"Tag\":\"contact-1\"", Assert.Single(events), StringComparison.Ordinal);
        Assert.Null(inbox.NextDue);
    }

    [Fact]
    public async Task Refusals_and_broken_connections_look_as_they_do_over_a_socket()
    {
        var inbox = new SmsInbox(
            new MemorySmsStore(),
            clock,
            TimeProvider.System,
            new SmsInboxOptions { Rules = [new("1", SmsOutcome.UnknownTimeout), new("2", SmsOutcome.Throttle, 9), new("3", SmsOutcome.Refuse)] });
        SmsClient client = Client(inbox);

        var broken = await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync("+86106", "+8613800000001", "x", cancellationToken: Stop));
        var throttled = await Assert.ThrowsAsync<RequestFailedException>(() => client.SendAsync("+86106", "+8613800000002", "x", cancellationToken: Stop));
        SmsSendResult refused = await client.SendAsync("+86106", "+8613800000003", "x", cancellationToken: Stop);

        Assert.Equal((0, 429), (broken.Status, throttled.Status));
        Assert.Equal("9", throttled.GetRawResponse()!.Headers.TryGetValue("Retry-After", out string? wait) ? wait : null);
        Assert.Equal((false, 400), (refused.Successful, refused.HttpStatusCode));

        var stranger = new SmsInbox(new MemorySmsStore(), clock, TimeProvider.System);
        var denied = await Assert.ThrowsAsync<RequestFailedException>(
            () => Client(inbox, stranger.AccessKey).SendAsync("+86106", "+8613800000009", "x", cancellationToken: Stop));
        Assert.Equal((401, "Denied"), (denied.Status, denied.ErrorCode));
    }

    private static SmsClient Client(SmsInbox inbox, string? key = null)
    {
        var options = new SmsClientOptions { Transport = new SmsInboxTransport(inbox), Retry = { MaxRetries = 0 } };
        return key is null
            ? new SmsClient(inbox.ConnectionString(new Uri("http://sms.local:8080")), options)
            : new SmsClient(new Uri("http://sms.local:8080"), new AzureKeyCredential(key), options);
    }
}
