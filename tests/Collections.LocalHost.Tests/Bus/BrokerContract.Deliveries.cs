using Azure.Messaging.ServiceBus;
using Collections.Local.Host.Bus;

namespace Collections.LocalHost.Tests.Bus;

public abstract partial class BrokerContract
{
    [Fact]
    public async Task A_locked_message_is_delivered_again_once_its_lock_has_ended()
    {
        await Send("payments", "a");
        BrokerDelivery first = (await Receive("payments"))!;

        Business.Advance(TimeSpan.FromDays(30));
        Assert.Null(await Receive("payments"));

        Technical.Advance(Options.LockDuration);
        BrokerDelivery second = (await Receive("payments"))!;

        Assert.Equal(2, second.Message.DeliveryCount);
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => Broker.CompleteAsync(first));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
        await Broker.CompleteAsync(second);
    }

    [Fact]
    public async Task A_renewed_lock_holds_for_its_full_time_from_then()
    {
        await Send("payments", "a");
        BrokerDelivery delivery = (await Receive("payments"))!;
        Technical.Advance(Options.LockDuration - TimeSpan.FromSeconds(1));
        Assert.True(Broker.TryRenewLock(delivery));

        Technical.Advance(Options.LockDuration - TimeSpan.FromSeconds(1));
        Assert.Null(await Receive("payments"));
        Technical.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Broker.TryRenewLock(delivery));
        Assert.NotNull(await Receive("payments"));
    }

    [Fact]
    public async Task An_abandoned_message_comes_again_before_later_ones()
    {
        await Send("payments", "a", "b");
        await Broker.AbandonAsync((await Receive("payments"))!);

        BrokerDelivery again = (await Receive("payments"))!;

        Assert.Equal(("a", 2), (again.Message.Body.ToString(), again.Message.DeliveryCount));
    }

    [Fact]
    public async Task A_message_that_fails_ten_times_becomes_a_dead_letter()
    {
        await Send("payments", "poison", "good");
        for (int i = 1; i <= 10; i++)
        {
            BrokerDelivery delivery = (await Receive("payments"))!;
            Assert.Equal(("poison", i), (delivery.Message.Body.ToString(), delivery.Message.DeliveryCount));
            await Broker.AbandonAsync(delivery);
        }

        Assert.Equal(["good"], await Drain("payments"));
        BrokerDelivery letter = (await Receive(EntityPath.DeadLetters("payments")))!;
        Assert.Equal(("poison", "MaxDeliveryCountExceeded", "payments"),
            (letter.Message.Body.ToString(), letter.Message.DeadLetterReason, letter.Message.DeadLetterSource));
    }

    [Fact]
    public async Task A_receiver_can_dead_letter_with_a_reason()
    {
        await Send("payments", "bad");
        await Broker.DeadLetterAsync((await Receive("payments"))!, "NotJson", "line 1");

        Assert.Null(await Receive("payments"));
        ServiceBusReceivedMessage letter = Assert.Single(Broker.Peek(EntityPath.DeadLetters("payments")));
        Assert.Equal(("NotJson", "line 1"), (letter.DeadLetterReason, letter.DeadLetterErrorDescription));
    }

    [Fact]
    public async Task A_dead_letter_sent_again_goes_to_the_subscription_that_gave_it_up_as_if_it_had_never_been_delivered()
    {
        Broker.DeclareSubscription("events", "audit");
        Broker.DeclareSubscription("events", "archive");
        var sent = new ServiceBusMessage("bad") { MessageId = "m1", ApplicationProperties = { ["type"] = "Paid" } };
        await Broker.SendAsync("events", [sent]);
        string audit = EntityPath.Subscription("events", "audit");
        BrokerDelivery delivery = (await Receive(audit))!;
        await Broker.DeadLetterAsync(delivery, "NotJson");
        await Assert.ThrowsAsync<ServiceBusException>(() => Broker.ResendAsync(audit, delivery.Message.SequenceNumber));
        await Assert.ThrowsAsync<ServiceBusException>(() => Broker.ResendAsync(EntityPath.DeadLetters(audit), 99));

        Business.Advance(TimeSpan.FromMinutes(1));
        await Broker.ResendAsync(EntityPath.DeadLetters(audit), delivery.Message.SequenceNumber);

        Assert.Empty(Broker.Peek(EntityPath.DeadLetters(audit)));
        Assert.Single(Broker.Peek(EntityPath.Subscription("events", "archive")));
        ServiceBusReceivedMessage again = (await Receive(audit))!.Message;
        Assert.Equal(("bad", "m1", 1, Business.GetUtcNow(), null), (again.Body.ToString(), again.MessageId, again.DeliveryCount, again.EnqueuedTime, again.DeadLetterReason));
        Assert.Equal("Paid", Assert.Single(again.ApplicationProperties).Value);
    }
}
