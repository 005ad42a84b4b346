using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;
using Collections.Local.Host.Bus;

namespace Collections.LocalHost.Tests.Bus;

/// <summary>What the broker does, whatever its store.</summary>
public abstract partial class BrokerContract
{
    private protected ManualClock Business { get; } = new();

    private protected ManualClock Technical { get; } = new();

    private protected InProcessBroker Broker => field ??= new InProcessBroker(Store, Business, Technical, Options);

    protected virtual BrokerOptions Options { get; } = new() { KeptWithoutReader = 5 };

    protected abstract IBrokerStore Store { get; }

    [Fact]
    public async Task Messages_come_in_the_order_in_which_they_were_sent()
    {
        await Send("payments", "a", "b");
        await Send("payments", "c");

        Assert.Equal(["a", "b", "c"], await Drain("payments"));
        Assert.Null(await Receive("payments"));
    }

    [Fact]
    public async Task A_message_keeps_everything_that_its_sender_set()
    {
        var id = Guid.Parse("0f6ff7a8-6b1c-4f4e-9a5e-3f9d0d7b1c11");
        await using ServiceBusSender sender = new LocalServiceBusClient(Broker).CreateSender("payments");
        await sender.SendMessageAsync(
            new ServiceBusMessage(BinaryData.FromString("{\"金额\":1}"))
            {
                MessageId = "m1",
                CorrelationId = "c1",
                Subject = "s",
                ContentType = "application/json",
                SessionId = "acc",
                ReplyTo = "r",
                To = "t",
                ApplicationProperties = { ["type"] = "Paid", ["n"] = 42L, ["id"] = id, ["at"] = Business.GetUtcNow(), ["amount"] = 12.30m },
            },
            TestContext.Current.CancellationToken);

        ServiceBusReceivedMessage message = (await Receive("payments"))!.Message;

        Assert.Equal("{\"金额\":1}", message.Body.ToString());
        Assert.Equal(("m1", "c1", "s", "application/json"), (message.MessageId, message.CorrelationId, message.Subject, message.ContentType));
        Assert.Equal(("acc", "r", "t", TimeSpan.MaxValue), (message.SessionId, message.ReplyTo, message.To, message.TimeToLive));
        Assert.Equal(
            new Dictionary<string, object> { ["type"] = "Paid", ["n"] = 42L, ["id"] = id, ["at"] = Business.GetUtcNow(), ["amount"] = 12.30m },
            message.ApplicationProperties);
        Assert.Equal((1, 1L, Business.GetUtcNow()), (message.DeliveryCount, message.SequenceNumber, message.EnqueuedTime));
    }

    [Fact]
    public async Task A_message_id_counts_once_within_ten_minutes_of_business_time()
    {
        await Broker.SendAsync("payments", [WithId("1"), WithId("2"), WithId("1")]);
        Technical.Advance(TimeSpan.FromHours(1));
        Business.Advance(TimeSpan.FromMinutes(9));
        await Broker.SendAsync("payments", [WithId("2")]);
        await Broker.SendAsync("others", [WithId("1")]);
        Assert.Equal(["1", "2"], await Drain("payments"));

        Business.Advance(TimeSpan.FromMinutes(1));
        await Broker.SendAsync("payments", [WithId("1")]);
        Assert.Equal(["1"], await Drain("payments"));
        Assert.Equal((3L, 1L), (Broker.SentTo("payments"), Broker.SentTo("others")));
    }

    [Fact]
    public async Task A_scheduled_message_waits_for_its_business_time()
    {
        Broker.DeclareQueue("payments");
        DateTimeOffset due = Business.GetUtcNow() + TimeSpan.FromHours(2);
        await using ServiceBusSender sender = new LocalServiceBusClient(Broker).CreateSender("payments");
        await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), due, TestContext.Current.CancellationToken);
        long cancelled = await sender.ScheduleMessageAsync(new ServiceBusMessage("never"), due, TestContext.Current.CancellationToken);
        await sender.CancelScheduledMessageAsync(cancelled, TestContext.Current.CancellationToken);

        Assert.Null(await Receive("payments"));
        Assert.Equal(due, Broker.NextDue);
        Technical.Advance(TimeSpan.FromHours(3));
        Assert.Null(await Receive("payments"));

        Business.Advance(TimeSpan.FromHours(2));
        await Send("payments", "now");
        Assert.Equal(["later", "now"], await Drain("payments"));
        await Assert.ThrowsAsync<ServiceBusException>(() => Broker.CancelScheduledAsync("payments", cancelled));
    }

    [Fact]
    public async Task Peeking_shows_what_waits_in_its_order_and_takes_nothing()
    {
        Broker.DeclareQueue("payments");
        await Broker.SendAsync("payments", [new ServiceBusMessage("later")], Business.GetUtcNow() + TimeSpan.FromHours(1));
        await Send("payments", "a", "b");
        BrokerDelivery held = (await Receive("payments"))!;

        Assert.Equal(
            [("b", 3L, 0, ServiceBusMessageState.Active), ("later", 1L, 0, ServiceBusMessageState.Scheduled)],
            Broker.Peek("payments").Select(message => (message.Body.ToString(), message.SequenceNumber, message.DeliveryCount, message.State)));
        await Broker.AbandonAsync(held);
        Assert.Equal(["a", "b", "later"], Broker.Peek("payments").Select(message => message.Body.ToString()));
        Assert.Equal(["a", "b"], await Drain("payments"));
    }

    [Fact]
    public async Task A_message_past_its_time_to_live_is_not_delivered()
    {
        await Broker.SendAsync("payments", [new ServiceBusMessage("old") { TimeToLive = TimeSpan.FromMinutes(1) }, new ServiceBusMessage("new")]);
        Business.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(["new"], await Drain("payments"));
    }

    [Fact]
    public async Task Each_subscription_gets_its_own_copy_from_its_declaration_on()
    {
        await Send("events", "before");
        Broker.DeclareSubscription("events", "reports");
        Broker.DeclareSubscription("events", "search");
        await Send("EVENTS", "after");

        Assert.Equal(["after"], await Drain(EntityPath.Subscription("events", "reports")));
        Assert.Equal(["after"], await Drain(EntityPath.Subscription("Events", "Search")));
        Assert.Equal(2, Broker.SentTo("events"));
    }

    [Fact]
    public async Task What_nobody_reads_is_counted_and_the_newest_kept()
    {
        for (int i = 1; i <= 12; i++)
            await Send("legal-handoffs", $"h{i}");

        Assert.Equal(["h8", "h9", "h10", "h11", "h12"], Broker.Peek("legal-handoffs").Select(message => message.Body.ToString()));
        Assert.Equal(12, Broker.SentTo("legal-handoffs"));
        Assert.Null(Broker.NextDue);
        // Whoever comes to read it as a queue finds them.
        Assert.Equal(["h8", "h9", "h10", "h11", "h12"], await Drain("legal-handoffs"));
    }

    [Fact]
    public void A_name_is_either_a_queue_or_a_topic()
    {
        Broker.DeclareQueue("payments");
        Broker.DeclareSubscription("events", "reports");

        Assert.Throws<InvalidOperationException>(() => Broker.DeclareSubscription("payments", "x"));
        Assert.Throws<InvalidOperationException>(() => Broker.DeclareQueue("events"));
    }

    [Fact]
    public async Task The_next_message_over_all_entities_is_the_one_sent_first()
    {
        Broker.DeclareQueue("b");
        Broker.DeclareQueue("a");
        await Send("b", "1");
        await Send("a", "2");
        await Send("b", "3");

        var order = new List<string>();
        while (Broker.Next is { } next)
        {
            BrokerDelivery delivery = (await Receive(next.Entity))!;
            order.Add(delivery.Message.Body.ToString());
            await Broker.CompleteAsync(delivery);
        }

        Assert.Equal(["1", "2", "3"], order);
    }

    [Fact]
    public async Task A_waiting_receiver_wakes_for_new_messages_due_ones_and_ended_locks()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        Task<BrokerDelivery?> waiting = Broker.ReceiveAsync("payments", Timeout.InfiniteTimeSpan, stop);
        Assert.False(waiting.IsCompleted);
        await Send("payments", "a");
        BrokerDelivery first = (await waiting)!;

        waiting = Broker.ReceiveAsync("payments", Timeout.InfiniteTimeSpan, stop);
        Technical.Advance(Options.LockDuration);
        Assert.Equal(2, (await waiting)!.Message.DeliveryCount);

        await Broker.SendAsync("payments", [new ServiceBusMessage("b")], Business.GetUtcNow() + TimeSpan.FromMinutes(1));
        waiting = Broker.ReceiveAsync("payments", Timeout.InfiniteTimeSpan, stop);
        Business.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("b", (await waiting)!.Message.Body.ToString());
        Assert.Equal("a", first.Message.Body.ToString());

        waiting = Broker.ReceiveAsync("payments", TimeSpan.FromSeconds(3), stop);
        Technical.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(await waiting);
    }

    [Fact]
    public async Task What_the_service_refuses_is_refused()
    {
        var big = await Assert.ThrowsAsync<ServiceBusException>(
            () => Broker.SendAsync("payments", [new ServiceBusMessage(new string('x', 256 * 1024 + 1))]));
        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, big.Reason);
        await Assert.ThrowsAsync<SerializationException>(
            () => Broker.SendAsync("payments", [new ServiceBusMessage("x") { ApplicationProperties = { ["list"] = new List<int>() } }]));
        Assert.Equal(0, Broker.SentTo("payments"));
    }

    private protected Task Send(string name, params string[] bodies) => Broker.SendAsync(name, bodies.Select(body => new ServiceBusMessage(body)));

    private protected Task<BrokerDelivery?> Receive(string entity, InProcessBroker? from = null) =>
        (from ?? Broker).ReceiveAsync(entity, cancellationToken: TestContext.Current.CancellationToken);

    private protected async Task<List<string>> Drain(string entity)
    {
        var bodies = new List<string>();
        while (await Receive(entity) is { } delivery)
        {
            bodies.Add(delivery.Message.Body.ToString());
            await Broker.CompleteAsync(delivery);
        }

        return bodies;
    }

    private static ServiceBusMessage WithId(string id) => new(id) { MessageId = id };
}

public sealed class MemoryBrokerTests : BrokerContract
{
    protected override IBrokerStore Store { get; } = new MemoryBrokerStore();
}
