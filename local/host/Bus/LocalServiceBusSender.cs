using Azure.Messaging.ServiceBus;
using Collections.Local.Host.Faults;

namespace Collections.Local.Host.Bus;

/// <summary>Sends to a queue or topic of the broker in this process. A call returns once the message is committed.</summary>
public sealed class LocalServiceBusSender(InProcessBroker broker, string entityPath, FaultPlan? faults = null) : ServiceBusSender
{
    private bool isClosed;

    public override string FullyQualifiedNamespace => "localhost";

    public override string EntityPath => entityPath;

    public override string Identifier => entityPath;

    public override bool IsClosed => isClosed;

    public override Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    public override Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        CheckOpen(cancellationToken);
        return faults.SendAsync(entityPath, late => broker.SendAsync(entityPath, messages, late: late), cancellationToken);
    }

    public override Task<long> ScheduleMessageAsync(
        ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        CheckOpen(cancellationToken);
        return faults.SendAsync(entityPath, late => broker.SendAsync(entityPath, [message], scheduledEnqueueTime, late), cancellationToken);
    }

    public override Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default)
    {
        CheckOpen(cancellationToken);
        return broker.CancelScheduledAsync(entityPath, sequenceNumber);
    }

    public override Task CloseAsync(CancellationToken cancellationToken = default)
    {
        isClosed = true;
        return Task.CompletedTask;
    }

    private void CheckOpen(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
