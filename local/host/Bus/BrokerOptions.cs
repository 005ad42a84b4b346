namespace Collections.Local.Host.Bus;

/// <summary>The broker's limits; the defaults are those of a Service Bus namespace of the standard tier.</summary>
public sealed record BrokerOptions
{
    /// <summary>How long a receiver owns a message, in technical time, unless it renews the lock.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Deliveries after which a message that is never completed is dead-lettered.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>How long a message id is remembered, in business time.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many message ids are remembered per queue or topic, so that a burst in one instant of virtual time stays bounded.</summary>
    public int DuplicateCapacity { get; init; } = 20_000;

    /// <summary>How many of the newest messages to a name without a reader are kept for inspection; one large batch may exceed it until the next.</summary>
    public int KeptWithoutReader { get; init; } = 1_000;

    /// <summary>Largest message, body and properties, in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024;
}
