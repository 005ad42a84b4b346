using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Faults;

/// <summary>Makes calls that send to the broker fail, before or after they have taken effect.</summary>
internal static class BusFaults
{
    /// <exception cref="ServiceBusException">Transient; whether the message is stored, the sender cannot know.</exception>
    /// <param name="plan">Null: nothing goes wrong.</param>
    /// <param name="entity">Queue or topic.</param>
    /// <param name="send">Sends, so much later than asked.</param>
    public static Task<long> SendAsync(this FaultPlan? plan, string entity, Func<TimeSpan, Task<long>> send, CancellationToken cancellationToken) =>
        plan?.Next(FaultPoint.BusSend) is { } fault ? SendAsync(plan, fault, entity, send, cancellationToken) : send(TimeSpan.Zero);

    private static async Task<long> SendAsync(FaultPlan plan, FaultKind fault, string entity, Func<TimeSpan, Task<long>> send, CancellationToken cancellationToken)
    {
        if (fault == FaultKind.BusSend) throw Broken(entity);
        if (fault == FaultKind.BusSlow) await plan.SlowAsync(cancellationToken);
        var sent = await send(fault == FaultKind.BusLate ? plan.Options.Late : TimeSpan.Zero);
        return fault == FaultKind.BusAfter ? throw Broken(entity) : sent;
    }

    private static ServiceBusException Broken(string entity) =>
        new(isTransient: true, "The connection to the broker broke.", entity, ServiceBusFailureReason.ServiceCommunicationProblem);
}
