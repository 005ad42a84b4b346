using Collections.Functions.Contact;
using Collections.Functions.Contact.Coverage;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>The messages of one case: each starts once, and each rung's goes out once. (R5.6, R9.3)</summary>
internal sealed class MessageTrail
{
    private readonly Dictionary<string, ContactPlanned> planned = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> rungs = new(StringComparer.Ordinal);

    private readonly HashSet<string> denied = new(StringComparer.Ordinal);

    /// <summary>When each message was started, by contact.</summary>
    public Dictionary<string, DateTimeOffset> Started { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages of which the case says that they were not sent.</summary>
    public HashSet<string> Released { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages that reached the device.</summary>
    public HashSet<string> Delivered { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages of which the case says that they went out, or may have.</summary>
    public HashSet<string> Ended { get; } = new(StringComparer.Ordinal);

    /// <summary>Messages of other cases that spoke of this one, with when it was told.</summary>
    public Dictionary<string, DateTimeOffset> Covered { get; } = new(StringComparer.Ordinal);

    public void Take(ContactCovered covered, DateTimeOffset at) => Covered[covered.Contact] = at;

    public void Take(ContactPlanned plan) => planned[plan.Contact] = plan;

    /// <summary>The plan that a start belongs to.</summary>
    public ContactPlanned? PlanOf(SendStarted started) => planned.GetValueOrDefault(started.Contact);

    /// <summary>What is wrong with a start; null if nothing is.</summary>
    public string? Take(SendStarted started, DateTimeOffset at)
    {
        if (!planned.TryGetValue(started.Contact, out var plan)) return $"Contact {started.Contact} was started without a plan.";
        if (!Started.TryAdd(started.Contact, at)) return $"Contact {started.Contact} was started twice.";
        return rungs.TryAdd(plan.Rung, started.Contact) ? null : $"The message of {plan.Rung} was started again: {rungs[plan.Rung]}, then {started.Contact}.";
    }

    /// <summary>Put off by the gate before its start, or by the provider after it.</summary>
    public void Take(ContactDeferred deferred) => Release(deferred.Contact);

    public void Take(ContactCompleted completed)
    {
        if (completed.Outcome == SendOutcome.Released) Release(completed.Contact);
        if (completed.Outcome is SendOutcome.Sent or SendOutcome.Unknown or SendOutcome.Shadow) Ended.Add(completed.Contact);
    }

    /// <summary>A person found that a message never left: its rung may be sent again.</summary>
    public void Take(UnknownSettled settled)
    {
        if (settled.Left) return;
        denied.Add(settled.Contact);
        Release(settled.Contact);
    }

    /// <summary>What is wrong with a delivery; null if nothing is.</summary>
    public string? Take(DeliveryReported reported)
    {
        if (!reported.Delivered) return null;
        Delivered.Add(reported.Contact);
        if (!denied.Remove(reported.Contact) || !planned.TryGetValue(reported.Contact, out var plan)) return null;
        Released.Remove(reported.Contact);
        return rungs.TryAdd(plan.Rung, reported.Contact) ? null : $"The message of {plan.Rung} was delivered after all and sent again: {reported.Contact}, then {rungs[plan.Rung]}.";
    }

    private void Release(string contact)
    {
        Released.Add(contact);
        if (planned.TryGetValue(contact, out var plan) && rungs.GetValueOrDefault(plan.Rung) == contact) rungs.Remove(plan.Rung);
    }
}
