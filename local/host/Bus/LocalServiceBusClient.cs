using Azure.Messaging.ServiceBus;
using Collections.Local.Host.Faults;

namespace Collections.Local.Host.Bus;

/// <summary>The Service Bus client that the app is given: its senders put messages into the broker of this process.</summary>
public sealed class LocalServiceBusClient(InProcessBroker broker, FaultPlan? faults = null) : ServiceBusClient
{
    private bool isClosed;

    public override string FullyQualifiedNamespace => "localhost";

    public override string Identifier => "in-process";

    public override bool IsClosed => isClosed;

    public override ServiceBusSender CreateSender(string queueOrTopicName)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        ArgumentException.ThrowIfNullOrWhiteSpace(queueOrTopicName);
        return new LocalServiceBusSender(broker, queueOrTopicName, faults);
    }

#pragma warning disable CA2215 // The official base closes a connection, and this client has none.
    public override ValueTask DisposeAsync()
    {
        isClosed = true;
        return ValueTask.CompletedTask;
    }
#pragma warning restore CA2215
}
