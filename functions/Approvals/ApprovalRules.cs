using Collections.Functions.Cases;
using Collections.Functions.Legal;

namespace Collections.Functions.Approvals;

/// <summary>Which steps need whose decision, and when an approval lapses. (R6.3)</summary>
public static class ApprovalRules
{
    public static IReadOnlyList<string> RolesFor(ApprovalSubject subject) => subject switch
    {
        ApprovalSubject.FieldVisit or ApprovalSubject.VisitWaiver or ApprovalSubject.LongPromise or ApprovalSubject.Plan or ApprovalSubject.Malice => ["supervisor"],
        ApprovalSubject.LegalHandoff or ApprovalSubject.CollateralSale => ["supervisor", "legal"],
        ApprovalSubject.WriteOff or ApprovalSubject.AgencyPlacement => ["supervisor", "compliance"],
        _ => throw new InvalidOperationException($"Nobody decides on {subject}."),
    };

    /// <summary>Who decides on an amount; null where no band reaches so far.</summary>
    /// <param name="amount">As the strategy's thresholds count.</param>
    public static IReadOnlyList<string>? Authority(IReadOnlyList<AuthorityBand> bands, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(bands);
        return bands.FirstOrDefault(band => band.Through is null || amount <= band.Through)?.Roles;
    }

    /// <summary>An approval is bound to the facts that the approver saw, and does not wait for ever.</summary>
    public static CaseStep? Lapse(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.State.Approvals.Open is not { } open) return null;
        var because = view.State.MaterialVersion > open.Basis ? ApprovalLapsed.FactsChanged : view.Now >= open.Deadline ? ApprovalLapsed.Deadline : null;
        return because is null ? null : new Record([new ApprovalLapsed(open.Id, because)]);
    }

    /// <summary>The approval at hand for a subject, still true to the facts.</summary>
    public static ApprovalRequested? Granted(CaseState state, ApprovalSubject subject)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Approvals.Granted is { } granted && granted.Subject == subject && granted.Basis == state.MaterialVersion ? granted : null;
    }

    /// <summary>Asks for a decision, unless one is open or the last was refused lately.</summary>
    /// <param name="next">When it may be asked for again.</param>
    public static CaseStep? Ask(CaseView view, ApprovalSubject subject, string because, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        if (view.State.Approvals.Open is not null) return null;
        if (Granted(view.State, ApprovalSubject.LongPromise) is { } held && held.Deadline > view.Now)
        {
            // The promise that it allows is being made; asking for something else would take the approval away.
            next = held.Deadline;
            return null;
        }

        if (Granted(view.State, ApprovalSubject.AgencyPlacement) is not null)
        {
            // The debtor is being told of the placement.
            next = view.Now.AddDays(1);
            return null;
        }

        if (view.State.Approvals.NotGranted.TryGetValue(subject, out var refused) && refused.AddDays(view.Strategy.Approvals.AskAgainDays) is var again && again > view.Now)
        {
            next = again;
            return null;
        }

        return new Record([Request(view, subject, "system", because)]);
    }

    public static ApprovalRequested Request(CaseView view, ApprovalSubject subject, string proposer, string because, DateOnly? promiseDue = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        return new ApprovalRequested(
            view.NewId("approval"), subject, proposer, RolesFor(subject), view.EndOfWorkingDay(view.Strategy.Approvals.DeadlineWorkingDays), state.MaterialVersion,
            state.Overdue, view.DaysPastDue, because, promiseDue, Estimate: subject == ApprovalSubject.LegalHandoff ? RecoveryRules.Of(view) : null);
    }
}

/// <summary>Who decides up to an amount.</summary>
/// <param name="Roles">Each by another person.</param>
/// <param name="Through">As the strategy's thresholds count; null: any amount.</param>
public sealed record AuthorityBand(IReadOnlyList<string> Roles, decimal? Through = null);
