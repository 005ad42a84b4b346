using Collections.Local.Durable;
using Collections.Local.Host.Sms;
using Collections.LocalHost.Tests.Bus;

namespace Collections.LocalHost.Tests.Sms;

public sealed class SqliteSmsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("sms").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_restart_keeps_messages_ids_and_the_events_to_come()
    {
        var clock = new ManualClock();
        string path = Path.Combine(folder, "host.db");
        string id;
        IReadOnlyList<SmsMessage> before;
        using (LocalDatabase database = LocalDatabase.Open(path))
        {
            await using InboxServer server = await InboxServer.StartAsync(new SqliteSmsStore(database), business: clock);
            await server.SendAsync("told", tag: null);
            await server.PassAsync(TimeSpan.FromSeconds(5));
            id = (string)(await server.SendAsync("in time", repeatabilityId: "r-1"))[0]!["messageId"]!;
            await server.SetRuleAsync(new { recipientSuffix = "", outcome = "answer" });
            await server.SendAsync("answered");
            Assert.Single(server.Posted);
            before = server.Inbox.Messages();
        }

        using (LocalDatabase database = LocalDatabase.Open(path))
        {
            await using InboxServer server = await InboxServer.StartAsync(new SqliteSmsStore(database), business: clock);
            Assert.Equal(before, server.Inbox.Messages());
            Assert.Equal(id, (string)(await server.SendAsync("in time", repeatabilityId: "r-1"))[0]!["messageId"]!);

            await server.PassAsync(TimeSpan.FromSeconds(5));

            Assert.Equal(
                ["SMSDeliveryReportReceived", "SMSDeliveryReportReceived", "SMSReceived"],
                server.Posted.Select(posted => ((string)posted["eventType"]!).Split('.')[^1]));
            Assert.Equal(["STOP", "answered", "in time", "told"], server.Inbox.Messages().Select(message => message.Text));
        }
    }

    [Fact]
    public async Task A_message_that_cannot_be_stored_is_not_taken()
    {
        LocalDatabase database = LocalDatabase.Open(Path.Combine(folder, "host.db"));
        await using InboxServer server = await InboxServer.StartAsync(new SqliteSmsStore(database));
        database.Dispose();

        using HttpResponseMessage response = await server.Client.SendAsync(
            server.Signed(InboxServer.Body("hello", null, (InboxServer.Debtor, "r-1"))), TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal(0, server.Inbox.Count);
    }
}
