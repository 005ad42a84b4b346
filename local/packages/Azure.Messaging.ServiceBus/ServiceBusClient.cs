using Azure.Core;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// The client's surface. It cannot speak AMQP: senders of a client made by a public constructor throw <see cref="NotSupportedException"/>
/// on use. A host that offers a broker derives from it through the protected constructor, as it can from the official type.
/// </summary>
public class ServiceBusClient : IAsyncDisposable
{
    protected ServiceBusClient()
    {
    }

    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string connectionString, ServiceBusClientOptions options)
    {
        FullyQualifiedNamespace = ConnectionString.Namespace(connectionString);
        Identifier = options?.Identifier ?? FullyQualifiedNamespace;
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        ArgumentNullException.ThrowIfNull(credential);
        FullyQualifiedNamespace = fullyQualifiedNamespace;
        Identifier = options?.Identifier ?? fullyQualifiedNamespace;
    }

    public virtual string FullyQualifiedNamespace { get; }

    public virtual string Identifier { get; }

    public virtual bool IsClosed { get; private set; }

    public virtual ServiceBusSender CreateSender(string queueOrTopicName)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        return new UnconnectedSender(this, queueOrTopicName);
    }

    public virtual ValueTask DisposeAsync()
    {
        IsClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private sealed class UnconnectedSender(ServiceBusClient client, string queueOrTopicName) : ServiceBusSender(client, queueOrTopicName);
}
