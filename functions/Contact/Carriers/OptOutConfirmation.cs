using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Carriers;

/// <summary>An opt-out by reply that the debtor has not been told of yet.</summary>
/// <param name="Rung">Names the one message that tells him.</param>
public sealed record UnconfirmedOptOut(Channel Channel, string Rung);

/// <summary>
/// Who closes a channel by a reply is told once that it is closed: a service message through the same gate as any other, whatever else the case waits for.
/// </summary>
internal static class OptOutConfirmation
{
    public const string Template = "opt-out-confirmed";

    private const string Because = "opt-out-confirmation";

    /// <summary>The case's own next step, or the confirmation where one is due, or a wait that ends when one will be.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        if (view.State.Contacts.Unconfirmed is not { } optOut || CarrierRefusals.Holds(view.State.Contacts, optOut.Channel) || view.State.BarsDebtor(Purpose.Service)) return next();
        if (view.State.Contacts.NotBefore.TryGetValue(optOut.Channel, out var opens) && opens > view.Now)
        {
            return next() switch
            {
                Wait wait when wait.Until > opens => wait with { Until = opens },
                Done => new Wait(opens, Because, view.State.Version),
                var step => step,
            };
        }

        return new Record([new ContactPlanned(view.NewContactId(), optOut.Channel, Purpose.Service, Party.Debtor, optOut.Rung, Template)]);
    }
}
