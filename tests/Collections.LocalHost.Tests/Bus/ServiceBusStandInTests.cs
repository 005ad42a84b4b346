using Azure.Messaging.ServiceBus;

namespace Collections.LocalHost.Tests.Bus;

public sealed class ServiceBusStandInTests
{
    [Fact]
    public async Task A_client_of_the_stand_in_says_how_to_reach_the_service()
    {
        await using var client = new ServiceBusClient("Endpoint=sb://bank.servicebus.windows.net/;SharedAccessKeyName=k;SharedAccessKey=x");
        await using ServiceBusSender sender = client.CreateSender("payments");

        Assert.Equal(("bank.servicebus.windows.net", "payments"), (client.FullyQualifiedNamespace, sender.EntityPath));
        var failure = await Assert.ThrowsAsync<NotSupportedException>(
            () => sender.SendMessageAsync(new ServiceBusMessage("x"), TestContext.Current.CancellationToken));
        Assert.Contains("-p:AzurePackages=official", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_refuses_what_the_official_one_refuses()
    {
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { MessageId = "" });
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { MessageId = new string('x', 129) });
        Assert.Throws<ArgumentException>(() => new ServiceBusMessage { SessionId = new string('x', 129) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { TimeToLive = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ServiceBusMessage { SessionId = "a", PartitionKey = "b" });
    }
}
