using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>What people change in a debtor's ledger besides contacts. Each answers the same ledger when it changes nothing.</summary>
internal static class LedgerChanges
{
    /// <summary>The same id again changes nothing: what the first try wrote stands.</summary>
    public static DebtorLedger With(this DebtorLedger ledger, Suspension suspension) =>
        ledger.Suspensions.Any(known => known.Id == suspension.Id) ? ledger : ledger with { Suspensions = [.. ledger.Suspensions, suspension] };

    /// <summary>It holds no longer; that it held stays, since contacts are judged again by what held then.</summary>
    public static DebtorLedger Ended(this DebtorLedger ledger, string suspension, DateTimeOffset at) =>
        ledger.Suspensions.Any(known => known.Id == suspension && !(known.Until <= at))
            ? ledger with { Suspensions = [.. ledger.Suspensions.Select(known => known.Id == suspension ? known with { Until = at } : known)] }
            : ledger;

    /// <summary>A consent that is known by its evidence stands as it is: a retry does not bring back what was withdrawn.</summary>
    public static DebtorLedger With(this DebtorLedger ledger, HourConsent consent) =>
        ledger.Consents.Any(known => known.Evidence == consent.Evidence) ? ledger : ledger with { Consents = [.. ledger.Consents, consent] };

    /// <summary>What is known of a third party now; that he asked to be left alone stays.</summary>
    public static DebtorLedger Standing(this DebtorLedger ledger, string person, bool consented, bool stopped)
    {
        var known = ledger.ThirdParties.FirstOrDefault(standing => standing.Person == person) ?? new ThirdPartyStanding(person, Consented: false);
        return ledger.With(known with { Consented = consented, Stopped = known.Stopped || stopped });
    }

    /// <summary>He asked to be left alone.</summary>
    public static DebtorLedger Stopped(this DebtorLedger ledger, string person) =>
        ledger.With((ledger.ThirdParties.FirstOrDefault(standing => standing.Person == person) ?? new ThirdPartyStanding(person, Consented: false)) with { Stopped = true });

    private static DebtorLedger With(this DebtorLedger ledger, ThirdPartyStanding standing) =>
        ledger.ThirdParties.Contains(standing) ? ledger : ledger with { ThirdParties = [.. ledger.ThirdParties.Where(known => known.Person != standing.Person), standing] };

    /// <summary>It holds no longer; that it held stays.</summary>
    public static DebtorLedger Withdrawn(this DebtorLedger ledger, string evidence, DateTimeOffset at) =>
        ledger.Consents.Any(known => known.Evidence == evidence && known.Until > at)
            ? ledger with { Consents = [.. ledger.Consents.Select(known => known.Evidence == evidence ? known with { Until = at } : known)] }
            : ledger;

    /// <summary>A visit was broken off for safety.</summary>
    public static DebtorLedger With(this DebtorLedger ledger, VisitStop stop) =>
        ledger.VisitStops?.Any(known => known.Contact == stop.Contact) == true ? ledger : ledger with { VisitStops = [.. ledger.VisitStops ?? [], stop] };

    /// <summary>Visits are cleared, of what a case told of.</summary>
    public static DebtorLedger VisitsCleared(this DebtorLedger ledger, CaseKey of, DateTimeOffset at) =>
        ledger.VisitStops?.Any(stop => stop.Case == of && stop.Until is null) == true
            ? ledger with { VisitStops = [.. ledger.VisitStops.Select(stop => stop.Case == of && stop.Until is null ? stop with { Until = at } : stop)] }
            : ledger;
}
