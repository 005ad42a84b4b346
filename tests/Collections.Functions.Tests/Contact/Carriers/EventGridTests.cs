using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact.Carriers;

/// <summary>Delivery reports as Event Grid posts them: twice, out of order, in both schemas, good ones beside bad ones. (R5.7, R9.3)</summary>
public class EventGridTests
{
    private readonly ContactWorld _world = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delivery_is_told_once_however_often_it_is_reported(bool cloud)
    {
        var send = await SentAsync();
        for (var i = 0; i < 3; i++) await PostAsync([Report("e1", send, "Delivered")], cloud);
        Assert.Equal(new DeliveryReported(send.Contact, Delivered: true), Assert.Single((await _world.FactsAsync()).OfType<DeliveryReported>()));
        Assert.Equal(1, (await _world.StateAsync()).Contacts.Delivered);
        Assert.Equal(EntryResult.Delivered, await EntryAsync());
    }

    [Theory]
    [InlineData("Failed", "Delivered")]
    [InlineData("Delivered", "Failed")]
    public async Task In_whichever_order_reports_come_delivered_has_the_last_word(string first, string second)
    {
        var send = await SentAsync();
        await PostAsync([Report("e1", send, first)]);
        await PostAsync([Report("e2", send, second)]);
        Assert.Equal((ContactState.Sent, true), await HeldAsync(send));
        Assert.Equal(EntryResult.Delivered, await EntryAsync());
        Assert.Equal(1, (await _world.StateAsync()).Contacts.Delivered);
    }

    [Theory]
    [InlineData("Delivered", true, EntryResult.Delivered)]
    [InlineData("Failed", false, EntryResult.Undelivered)]
    public async Task A_report_may_come_before_our_own_answer(string status, bool delivered, EntryResult counted)
    {
        var send = await _world.PlannedAsync();
        _world.Provider.Answer = async _ =>
        {
            await PostAsync([Report("e1", send, status)]);
            return new ProviderAnswer(SendOutcome.Sent, "m-1");
        };
        await _world.SendAsync(send.Contact);
        Assert.Equal((ContactState.Sent, delivered), await HeldAsync(send));
        Assert.Equal(counted, await EntryAsync());
        Assert.Equal(new ContactCompleted(send.Contact, SendOutcome.Sent, delivered ? "m" : "m-1"), Assert.Single((await _world.FactsAsync()).OfType<ContactCompleted>()));
    }

    [Fact]
    public async Task Every_order_of_reports_and_answer_ends_alike()
    {
        foreach (var answer in (SendOutcome[])[SendOutcome.Sent, SendOutcome.Unknown])
        {
            foreach (var order in Orders(["answer", "Delivered", "Failed", "Delivered"]))
            {
                var test = new EventGridTests();
                var send = await test._world.PlannedAsync();
                var at = Array.IndexOf(order, "answer");
                test._world.Provider.Answer = async _ =>
                {
                    foreach (var status in order[..at]) await test.PostAsync([Report("e", send, status)]);
                    return new ProviderAnswer(answer, answer == SendOutcome.Sent ? "m" : null);
                };
                await test._world.SendAsync(send.Contact);
                foreach (var status in order[(at + 1)..]) await test.PostAsync([Report("e", send, status)]);

                Assert.Equal((ContactState.Sent, true), await test.HeldAsync(send));
                Assert.Equal(EntryResult.Delivered, await test.EntryAsync());
                Assert.Equal(1, (await test._world.StateAsync()).Contacts.Delivered);
                Assert.Null((await test._world.StateAsync()).Contacts.Open);
            }
        }
    }

    [Fact]
    public async Task A_message_of_unknown_outcome_was_sent_when_it_was_delivered()
    {
        _world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Unknown));
        var send = await SentAsync();
        await PostAsync([Report("e1", send, "Failed")]);
        Assert.Equal((ContactState.Unknown, false), await HeldAsync(send));
        await PostAsync([Report("e2", send, "Delivered")]);
        Assert.Equal((ContactState.Sent, true), await HeldAsync(send));
    }

    [Theory]
    [InlineData("4004 - number does not exist", true, false)]
    [InlineData("4007 - opted out", false, true)]
    [InlineData("4006 - not reachable", false, false)]
    public async Task What_will_never_arrive_is_not_sent_again(string details, bool invalid, bool optedOut)
    {
        var send = await SentAsync();
        await PostAsync([Report("e1", send, "Failed", details: details)]);
        var ledger = await _world.Ledger.LoadAsync(ContactWorld.Debtor, default);
        Assert.Equal(invalid ? [_world.Profiles.PhoneHash(ContactWorld.Mobile)] : [], ledger.InvalidPhones);
        Assert.Equal(optedOut ? [Channel.Sms] : [], ledger.OptOuts);
        Assert.Equal(EntryResult.Undelivered, await EntryAsync());
    }

    [Theory]
    [InlineData("Enroute", true)]
    [InlineData("Delivered", false)]
    public async Task What_is_on_its_way_or_nobodys_tells_nothing(string status, bool ours)
    {
        var send = await SentAsync();
        await PostAsync([Report("e1", ours ? send : new SendContact(new string('0', 32)), status)]);
        Assert.Empty((await _world.FactsAsync()).OfType<DeliveryReported>());
    }

    [Theory]
    [InlineData("2026-03-02 20:59:59", null)]
    [InlineData("2026-03-02 21:00:00", "bank-cn/working-hours")]
    [InlineData("2026-03-03 03:00:00", "cn-national/night")]
    public async Task A_delivery_outside_the_window_raises_an_alarm(string at, string? rule)
    {
        var send = await SentAsync();
        await PostAsync([Report("e1", send, "Delivered", at: Ledgers.At(at))]);
        var alarm = (await _world.FactsAsync()).OfType<DeliveredOutsideWindow>().SingleOrDefault();
        Assert.Equal(rule is null, alarm is null);
        if (alarm is not null) Assert.Equal(Ledgers.At(at), alarm.At);
    }

    [Fact]
    public async Task One_bad_event_does_not_lose_the_others()
    {
        var send = await SentAsync();
        var gone = new ContactTag(send.Contact, new CaseKey(new string('1', 32)), ContactWorld.Debtor);
        var (status, _, _) = await PostAsync([new { no = "event" }, Event("e0", "Microsoft.Communication.SMSDeliveryReportReceived", new { Tag = gone.ToString() }), Report("e1", send, "Delivered")]);
        Assert.Equal(200, status);
        Assert.Single((await _world.FactsAsync()).OfType<DeliveryReported>());
    }

    [Fact]
    public async Task What_cannot_be_taken_now_makes_the_batch_come_again()
    {
        var send = await SentAsync();
        var outage = new OutageTransport(_world.Store.Storage, 1, OutageTransport.Seen, after: false);
        var events = _world.EventsWith(_world.RepliesOver(outage.Tables()));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => PostAsync([Reply("r1", "hello"), Report("e1", send, "Delivered")], events: events));
        Assert.Equal(503, refused.Status);
        Assert.Single((await _world.FactsAsync()).OfType<DeliveryReported>());
    }

    [Fact]
    public async Task The_subscriptions_handshake_is_answered()
    {
        var (status, body, _) = await PostAsync([Event("1", "Microsoft.EventGrid.SubscriptionValidationEvent", new { validationCode = "abc" })]);
        Assert.Equal((200, """{"validationResponse":"abc"}"""), (status, body));
    }

    [Fact]
    public async Task The_handshake_of_cloud_events_allows_event_grid_alone()
    {
        var function = Posting.FunctionOver(_world, Settings.Of());
        var (status, _, headers) = await Posting.RunAsync(request => function.Sms(request, default), "", method: "OPTIONS", origin: "eventgrid.azure.net");
        Assert.Equal((200, "eventgrid.azure.net"), (status, headers["WebHook-Allowed-Origin"].ToString()));
        await Assert.ThrowsAsync<RefusedException>(() => Posting.RunAsync(request => function.Sms(request, default), "", method: "OPTIONS", origin: "example.com"));
    }

    [Theory]
    [InlineData("wrong", "secret")]
    [InlineData("secret", null)]
    [InlineData(null, "secret")]
    public async Task Without_the_secret_nothing_is_taken(string? key, string? secret)
    {
        var function = Posting.FunctionOver(_world, Settings.Of(("Sms:EventKey", secret)));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Posting.RunAsync(request => function.Sms(request, default), "[]", key));
        Assert.Equal(401, refused.Status);
    }

    private static IEnumerable<string[]> Orders(string[] of) =>
        of.Length < 2 ? [of] : of.SelectMany((first, at) => Orders([.. of[..at], .. of[(at + 1)..]]).Select(rest => (string[])[first, .. rest]));

    private static object Report(string id, SendContact send, string status, string? details = null, DateTimeOffset? at = null) => Event(id, "Microsoft.Communication.SMSDeliveryReportReceived", new
    {
        messageId = "m",
        deliveryStatus = status,
        deliveryStatusDetails = details,
        receivedTimestamp = at,
        Tag = new ContactTag(send.Contact, Given.Key, ContactWorld.Debtor).ToString(),
    });

    private static object Reply(string id, string message) => Event(id, "Microsoft.Communication.SMSReceived", new { messageId = "m", from = $"+86{ContactWorld.Mobile}", message });

    private static object Event(string id, string eventType, object data) => new { id, eventType, data };

    private async Task<SendContact> SentAsync()
    {
        var send = await _world.PlannedAsync();
        await _world.SendAsync(send.Contact);
        return send;
    }

    private async Task<(ContactState State, bool? Delivered)> HeldAsync(SendContact send)
    {
        var record = (await _world.Ledger.FindAsync(ContactWorld.Debtor, send.Contact, default))!.Record;
        return (record.State, record.Delivered);
    }

    private async Task<EntryResult> EntryAsync() => Assert.Single((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries).Result;

    private Task<(int Status, string Body, Microsoft.AspNetCore.Http.IHeaderDictionary Headers)> PostAsync(object[] posted, bool cloud = false, AzureEvents? events = null)
    {
        var json = JsonSerializer.Serialize(posted);
        if (cloud) json = json.Replace("\"eventType\"", "\"specversion\":\"1.0\",\"source\":\"/x\",\"type\"", StringComparison.Ordinal);
        var function = Posting.FunctionOver(_world, Settings.Of(("Sms:EventKey", "secret")), events: events);
        return Posting.RunAsync(request => function.Sms(request, default), json, "secret");
    }
}
