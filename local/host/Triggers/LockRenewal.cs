using System.Collections.Concurrent;
using Collections.Local.Host.Bus;

namespace Collections.Local.Host.Triggers;

/// <summary>Renews the locks of the messages that a function works on, each for a limited time; after that the message comes again.</summary>
internal sealed class LockRenewal : IDisposable
{
    private readonly InProcessBroker broker;
    private readonly TimeSpan longest;
    private readonly TimeProvider technical;
    private readonly ConcurrentDictionary<BrokerDelivery, long> held = new(ReferenceEqualityComparer.Instance);
    private readonly ITimer timer;

    /// <param name="broker">Holds the locks.</param>
    /// <param name="longest">How long a message is kept from its first lock on; <see cref="Timeout.InfiniteTimeSpan"/> without limit.</param>
    /// <param name="technical">Time of locks.</param>
    public LockRenewal(InProcessBroker broker, TimeSpan longest, TimeProvider technical)
    {
        this.broker = broker;
        this.longest = longest;
        this.technical = technical;

        // Twice before a lock ends, so that one late turn of the timer does no harm.
        var period = broker.LockDuration / 3;
        timer = technical.CreateTimer(static renewal => ((LockRenewal)renewal!).Renew(), this, period, period);
    }

    public void Begin(BrokerDelivery delivery) => held[delivery] = technical.GetTimestamp();

    public void End(BrokerDelivery delivery) => held.TryRemove(delivery, out _);

    public void Dispose() => timer.Dispose();

    private void Renew()
    {
        foreach (var (delivery, begun) in held)
        {
            if (longest != Timeout.InfiniteTimeSpan && technical.GetElapsedTime(begun) >= longest || !broker.TryRenewLock(delivery))
                held.TryRemove(delivery, out _);
        }
    }
}
