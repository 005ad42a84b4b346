using Azure.Messaging.ServiceBus;
using Collections.Local.Durable;
using Collections.Local.Host.Bus;

namespace Collections.LocalHost.Tests.Bus;

public sealed class SqliteBrokerTests : BrokerContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("broker").FullName;
    private LocalDatabase database;

    public SqliteBrokerTests() => database = Open();

    protected override IBrokerStore Store => new SqliteBrokerStore(database);

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_restart_keeps_waiting_and_locked_messages_with_their_counts()
    {
        await Send("payments", "locked", "waiting", "done");
        await Broker.AbandonAsync((await Receive("payments"))!);
        await Receive("payments");
        await Receive("payments");
        await Broker.CompleteAsync((await Receive("payments"))!);

        InProcessBroker restarted = Restart();

        BrokerDelivery first = (await Receive("payments", restarted))!;
        BrokerDelivery second = (await Receive("payments", restarted))!;
        Assert.Equal(("locked", 3), (first.Message.Body.ToString(), first.Message.DeliveryCount));
        Assert.Equal(("waiting", 2), (second.Message.Body.ToString(), second.Message.DeliveryCount));
        Assert.Null(await Receive("payments", restarted));
    }

    [Fact]
    public async Task A_restart_keeps_subscriptions_schedules_ids_and_dead_letters()
    {
        Broker.DeclareSubscription("events", "reports");
        await Broker.SendAsync(
            "events",
            [
                new ServiceBusMessage("tomorrow")
                {
                    MessageId = "1", ScheduledEnqueueTime = Business.GetUtcNow() + TimeSpan.FromDays(1), ApplicationProperties = { ["n"] = 7 },
                },
            ]);
        await Send("payments", "bad");
        await Broker.DeadLetterAsync((await Receive("payments"))!, "NotJson");
        await Send("unread", "1", "2", "3", "4", "5");
        await Send("unread", "6");

        InProcessBroker restarted = Restart();
        await restarted.SendAsync("events", [new ServiceBusMessage("again") { MessageId = "1" }]);
        long sequence = await restarted.SendAsync("events", [new ServiceBusMessage("new")]);

        Assert.Equal(9, sequence);
        Business.Advance(TimeSpan.FromDays(1));
        Assert.Equal("new", (await Receive("events/Subscriptions/reports", restarted))!.Message.Body.ToString());
        ServiceBusReceivedMessage scheduled = (await Receive("events/Subscriptions/reports", restarted))!.Message;
        Assert.Equal(("tomorrow", 7), (scheduled.Body.ToString(), scheduled.ApplicationProperties["n"]));
        Assert.Null(await Receive("events/Subscriptions/reports", restarted));
        Assert.Equal("NotJson", (await Receive("payments/$DeadLetterQueue", restarted))!.Message.DeadLetterReason);
        Assert.Equal(["2", "3", "4", "5", "6"], restarted.Peek("unread").Select(message => message.Body.ToString()));
        Assert.Equal((6L, 2L), (restarted.SentTo("unread"), restarted.SentTo("events")));
    }

    [Fact]
    public async Task A_message_that_could_not_be_stored_was_not_sent()
    {
        Broker.DeclareQueue("payments");
        await Broker.SendAsync("payments", [new ServiceBusMessage("x") { MessageId = "first" }]);
        database.Dispose();

        await Assert.ThrowsAsync<ServiceBusException>(() => Broker.SendAsync("payments", [new ServiceBusMessage("y") { MessageId = "second" }]));

        InProcessBroker restarted = Restart();
        await restarted.SendAsync("payments", [new ServiceBusMessage("y again") { MessageId = "second" }]);
        Assert.Equal("x", (await Receive("payments", restarted))!.Message.Body.ToString());
        Assert.Equal("y again", (await Receive("payments", restarted))!.Message.Body.ToString());
    }

    private LocalDatabase Open() => LocalDatabase.Open(Path.Combine(folder, "host.db"));

    private InProcessBroker Restart()
    {
        database.Dispose();
        database = Open();
        return new InProcessBroker(Store, Business, Technical, Options);
    }
}
