namespace Azure.Messaging.ServiceBus;

/// <summary>Settings of a <see cref="ServiceBusClient"/>.</summary>
public class ServiceBusClientOptions
{
    /// <summary>Names the client in logs; made from the namespace when not set.</summary>
    public string Identifier { get; set; }

    public ServiceBusTransportType TransportType { get; set; }
}

/// <summary>How AMQP travels to the service.</summary>
public enum ServiceBusTransportType
{
    AmqpTcp = 0,
    AmqpWebSockets = 1,
}
