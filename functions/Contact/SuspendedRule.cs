using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>No contact that it binds while a suspension of these kinds holds for the debtor or the account. (R5.2)</summary>
public sealed record SuspendedRule : ContactRule
{
    public required IReadOnlyList<SuspensionKind> Kinds { get; init; }

    public override string? Fault() => Kinds.Count == 0 ? "needs 'kinds'" : null;

    protected override string? Looser(PackRule over) => base.Looser(over) ?? (Kinds.Except(((SuspendedRule)over).Kinds).Any() ? "it binds fewer kinds of suspension" : null);

    public override DateTimeOffset? ClosedUntil(GateQuestion question, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(question);
        DateTimeOffset? latest = null;
        foreach (var suspension in question.Ledger.Suspensions)
        {
            if (!IsHeld(suspension, question, moment.At)) continue;
            var until = suspension.Until ?? moment.At.AddDays(1);
            if (!(latest >= until)) latest = until;
        }

        return latest;
    }

    public override bool IsOpenEnded(GateQuestion question, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(question);
        foreach (var suspension in question.Ledger.Suspensions)
        {
            if (suspension.Until is null && IsHeld(suspension, question, at)) return true;
        }

        return false;
    }

    /// <summary>That the debtor is represented stops no contact with whom he is represented by.</summary>
    private bool IsHeld(Suspension suspension, GateQuestion question, DateTimeOffset at) => Kinds.Contains(suspension.Kind) && suspension.IsFor(question.Intended.Channel) && suspension.Holds(question.Intended.Account, at)
        && !(suspension.Kind == SuspensionKind.Representation && question.Intended.Party is (Party.Agent or Party.Guardian));
}
