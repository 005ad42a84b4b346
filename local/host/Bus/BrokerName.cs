namespace Collections.Local.Host.Bus;

/// <summary>A name that messages are sent to, and the queues that get them. Its broker's lock guards it.</summary>
internal sealed class BrokerName(string name, BrokerOptions options)
{
    public string Name => name;

    public BrokerEntityKind Kind { get; set; }

    public long Sent { get; set; }

    /// <summary>The subscriptions of a topic; the queue itself, which of a topic without subscriptions keeps the newest for inspection.</summary>
    public List<BrokerQueue> Targets { get; } = [];

    public DuplicateWindow Ids { get; } = new(options.DuplicateWindow, options.DuplicateCapacity);
}
