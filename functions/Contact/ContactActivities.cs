using Collections.Functions.Cases;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Contact;

public sealed class ContactActivities(ContactSender sender)
{
    /// <summary>Carries out <see cref="Cases.SendContact"/> and returns the case's next step.</summary>
    [Function(nameof(SendContact))]
    public Task<CaseStep> SendContact([ActivityTrigger] StepCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Step is SendContact send
            ? sender.SendAsync(call.Case, send.Contact, cancellation)
            : throw new ArgumentException($"{nameof(SendContact)} was called for a {call.Step.GetType().Name}.", nameof(call));
    }
}
