using Azure.Messaging.ServiceBus;

namespace Collections.Local.Host.Faults;

/// <summary>Makes calls that send to the broker fail, before or after they have taken effect.</summary>
internal static class BusFaults
{
    /// <exception cref="ServiceBusException">Transient; whether the message is stored, the sender cannot know.</exception>
    public static Task<T> SendAsync<T>(this FaultPlan? plan, string entity, Func<Task<T>> send, CancellationToken cancellationToken) =>
        plan?.Next(FaultPoint.BusSend) is { } fault ? SendAsync(plan, fault, entity, send, cancellationToken) : send();

    private static async Task<T> SendAsync<T>(FaultPlan plan, FaultKind fault, string entity, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        if (fault == FaultKind.BusSend) throw Broken(entity);
        if (fault == FaultKind.BusSlow) await plan.SlowAsync(cancellationToken);
        var sent = await send();
        return fault == FaultKind.BusAfter ? throw Broken(entity) : sent;
    }

    private static ServiceBusException Broken(string entity) =>
        new(isTransient: true, "The connection to the broker broke.", entity, ServiceBusFailureReason.ServiceCommunicationProblem);
}
