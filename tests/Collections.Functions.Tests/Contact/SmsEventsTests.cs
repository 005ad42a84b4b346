using System.Text;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Tests.Contact;

/// <summary>Delivery reports and replies as Event Grid posts them, twice and out of order. (R5.7)</summary>
public class SmsEventsTests
{
    private readonly ContactWorld _world = new();

    [Fact]
    public async Task A_delivery_is_told_once_however_often_it_is_reported()
    {
        var send = await _world.PlannedAsync();
        await _world.SendAsync(send.Contact);
        for (var i = 0; i < 3; i++) await PostAsync(Report("e1", Tag(send), "Delivered"));
        Assert.Equal(new DeliveryReported(send.Contact, Delivered: true), Assert.Single((await _world.FactsAsync()).OfType<DeliveryReported>()));
        Assert.Equal(1, (await _world.StateAsync()).Contacts.Delivered);
    }

    [Fact]
    public async Task A_message_of_unknown_outcome_was_sent_when_it_was_delivered()
    {
        var send = await _world.PlannedAsync();
        _world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Unknown));
        await _world.SendAsync(send.Contact);
        await PostAsync(Report("e1", Tag(send), "Failed"));
        Assert.Equal(ContactState.Unknown, await StateOfAsync(send));
        await PostAsync(Report("e2", Tag(send), "Delivered"));
        Assert.Equal(ContactState.Sent, await StateOfAsync(send));
    }

    [Theory]
    [InlineData("Enroute", true)]
    [InlineData("Delivered", false)]
    public async Task What_is_on_its_way_or_nobodys_tells_nothing(string status, bool ours)
    {
        var send = await _world.PlannedAsync();
        await _world.SendAsync(send.Contact);
        await PostAsync(Report("e1", ours ? Tag(send) : $"{new string('0', 32)}.{Given.Key}.{ContactWorld.Debtor}", status));
        await PostAsync(Report("e2", "something else", status));
        Assert.Empty((await _world.FactsAsync()).OfType<DeliveryReported>());
    }

    [Theory]
    [InlineData("TD")]
    [InlineData(" td。")]
    [InlineData("ＴＤ")]
    [InlineData("退订")]
    [InlineData("Stop!")]
    public async Task A_stop_word_closes_the_channel(string reply)
    {
        await _world.SendAsync((await _world.PlannedAsync()).Contact);
        await PostAsync(Reply("e1", reply));
        await PostAsync(Reply("e1", reply));
        Assert.Equal([Channel.Sms], (await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
    }

    [Fact]
    public async Task Another_reply_is_kept_for_the_owner_among_the_debtors_data()
    {
        await _world.SendAsync((await _world.PlannedAsync()).Contact);
        await PostAsync(Reply("e1", "我下周发工资再还，别停卡"));
        await PostAsync(Reply("e1", "我下周发工资再还，别停卡"));
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).OptOuts);
        var text = Assert.Single(await _world.Store.RowsAsync("Debtors"), row => row.RowKey.Contains("|t", StringComparison.Ordinal));
        Assert.Equal(("reply", "我下周发工资再还，别停卡"), (text.GetString("Kind"), text.GetString("Text")));
    }

    [Fact]
    public async Task The_subscriptions_handshake_is_answered()
    {
        var (status, body) = await PostAsync("""[{"id":"1","eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"abc"}}]""");
        Assert.Equal((200, """{"validationResponse":"abc"}"""), (status, body));
    }

    [Theory]
    [InlineData("wrong", "secret")]
    [InlineData("secret", null)]
    [InlineData(null, "secret")]
    public async Task Without_the_secret_nothing_is_taken(string? key, string? secret)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => PostAsync(Reply("e1", "TD"), key, secret));
        Assert.Equal(401, refused.Status);
    }

    private static string Tag(SendContact send) => new ContactTag(send.Contact, Given.Key, ContactWorld.Debtor).ToString();

    private static string Report(string id, string tag, string status) => JsonSerializer.Serialize(new[]
    {
        new { id, eventType = "Microsoft.Communication.SMSDeliveryReportReceived", data = new { messageId = "m", deliveryStatus = status, Tag = tag } },
    });

    private static string Reply(string id, string message) => JsonSerializer.Serialize(new[]
    {
        new { id, eventType = "Microsoft.Communication.SMSReceived", data = new { messageId = "m", from = $"+86{ContactWorld.Mobile}", message } },
    });

    private async Task<ContactState> StateOfAsync(SendContact send) => (await _world.Ledger.FindAsync(ContactWorld.Debtor, send.Contact, default))!.State;

    private async Task<(int Status, string Body)> PostAsync(string json, string? key = "secret", string? secret = "secret")
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Sms:EventKey", secret)]).Build();
        var context = new DefaultHttpContext { RequestServices = new NoServices() };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(json));
        if (key is not null) context.Request.QueryString = new QueryString($"?key={key}");
        context.Response.Body = new MemoryStream();
        var result = await new SmsEventFunction(_world.Events, settings).Receive(context.Request, default);
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Microsoft.Extensions.Logging.ILoggerFactory)
            ? Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance
            : null;
    }
}
