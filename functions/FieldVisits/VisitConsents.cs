using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.FieldVisits;

/// <summary>What needs the debtor's own consent at a visit. (R3.3)</summary>
public enum VisitConsent { Photos, Witness }

/// <param name="Evidence">Id of the call or document that records the consent; it names it.</param>
public sealed record VisitConsentGiven(string Evidence, VisitConsent Consent) : Fact;

/// <summary>He took it back: no photo is taken or shown any more, and those that there are, are deleted.</summary>
public sealed record VisitConsentWithdrawn(string Evidence) : Fact;

/// <summary>A consent that was given.</summary>
public sealed record KnownConsent(string Evidence, VisitConsent Consent, bool Withdrawn = false);

/// <summary>Consents at visits: given, taken back, and asked for. Pure; refusals are <see cref="RefusedException"/>.</summary>
public static class VisitConsentCommands
{
    /// <summary>409 <c>case-closed</c>, <c>evidence-used</c>; 422 <c>evidence</c>.</summary>
    public static IReadOnlyList<Fact> Give(CaseState state, VisitConsentOrder order)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(order);
        CaseGuards.RefuseClosed(state);
        if (!CaseGuards.IsReference(order.Evidence)) throw new RefusedException(422, "evidence", $"'evidence' is the id of the call or document that records the consent: {CaseGuards.ReferenceForm}.");
        if (state.Visits.Consents.FirstOrDefault(known => known.Evidence == order.Evidence) is not { } known) return [new VisitConsentGiven(order.Evidence, order.Consent)];
        return known.Consent == order.Consent && !known.Withdrawn ? [] : throw new RefusedException(409, "evidence-used", "This evidence stands for another consent, or for one that was taken back: name what records this one.");
    }

    /// <summary>404 for a consent that was never given.</summary>
    public static IReadOnlyList<Fact> Withdraw(CaseState state, string evidence)
    {
        ArgumentNullException.ThrowIfNull(state);
        var known = state.Visits.Consents.FirstOrDefault(known => known.Evidence == evidence) ?? throw RefusedException.NotFound("consent");
        return known.Withdrawn ? [] : [new VisitConsentWithdrawn(evidence)];
    }

    /// <summary>The consent that holds. 422 <c>no-consent</c> when none does.</summary>
    public static string Held(CaseState state, VisitConsent consent)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Visits.Consents.LastOrDefault(known => known.Consent == consent && !known.Withdrawn)?.Evidence
            ?? throw new RefusedException(422, "no-consent", $"{consent} need the debtor's own consent, recorded before.");
    }
}

/// <param name="Evidence">Id of the call or document that records the consent; it names it.</param>
public sealed record VisitConsentOrder(VisitConsent Consent, string Evidence);
