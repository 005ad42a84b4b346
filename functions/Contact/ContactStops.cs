using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Contact;

/// <summary>What a case knows that stops a contact, however long ago it was planned. (R5.6, R9.2)</summary>
public static class ContactStops
{
    /// <summary>
    /// The same for a message that was planned. A service message about the debt stops with the debt; the answer to what the debtor said himself is always given,
    /// but to nobody who has heirs.
    /// </summary>
    public static string? Reason(CaseState state, Strategy strategy, OpenContact open, WorkingCalendar calendar, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(open);
        if (state.Contacts.Has(open.Rung)) return SendingChecks.RungDone;
        if (Barred(state, open.Purpose) is { } barred) return barred;
        if (open.Purpose != Purpose.Service) return Reason(state, strategy, open.Purpose, calendar, now);
        if (state.Contacts.Unconfirmed?.Rung == open.Rung || Thanks.Is(state, open.Rung) || DisputeRules.Is(state, open.Rung)) return null;
        if (!state.IsOpen) return "closed";
        if (!state.Overdue.IsPositive) return "paid";
        if (open.Template == AgencyRules.Notice && (state.Agency.Offer is not { } offer || AgencyRules.RungOf(offer) != open.Rung)) return "no-placement";
        return state.Suspensions.At(now, Party.Debtor) is null ? null : SuspensionProgress.Because;
    }

    /// <summary>The reason as a short code, or null if the contact may go on.</summary>
    /// <param name="party">Who would be contacted.</param>
    /// <param name="agency">Code of the agency that would make it; null: the bank.</param>
    public static string? Reason(CaseState state, Strategy strategy, Purpose purpose, WorkingCalendar calendar, DateTimeOffset now, Party party = Party.Debtor, string? agency = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(strategy);
        if (party == Party.Debtor && Barred(state, purpose) is { } barred && (purpose != Purpose.Collection || barred != ContactGate.Represented)) return barred;
        if (purpose == Purpose.Service) return null;
        if (!state.IsOpen) return "closed";
        if (!state.Overdue.IsPositive) return "paid";
        if (state.Balance.AbsentSince is not null) return "absent-from-snapshot";
        if (state.Balance.IsStaleOn(BusinessTime.DayOf(now), calendar)) return CaseDecision.BalanceTooOld;
        if (purpose != Purpose.Collection) return null;
        if (strategy.Counted(state.Overdue) < strategy.MinimumOverdue) return "below-minimum";
        if (state.Suspensions.At(now, party) is not null) return SuspensionProgress.Because;
        if (party == Party.Debtor && state.StandIns.Count > 0) return ContactGate.Represented;
        if (state.Paths.Claim is not null) return ClaimRules.Because;
        return state.Plans.Open is not null ? "plan" : state.Promises.Open is not null ? "promise" : state.Agency.Placed is { } placed && placed.Agency != agency ? AgencyRules.WithAgency : null;
    }

    /// <summary>What bars the debtor in person, whatever it is about.</summary>
    private static string? Barred(CaseState state, Purpose purpose) => !state.BarsDebtor(purpose) ? null
        : !state.Suspensions.IsSilent ? ContactGate.Represented
        : state.Paths.Estate is not null ? ContactGate.Deceased
        : ContactGate.Care;
}
