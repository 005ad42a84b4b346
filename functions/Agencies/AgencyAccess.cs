using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Agencies;

/// <summary>People of an agency see the cases that it has at this moment; to them nothing else exists. (R3.8, R6.1)</summary>
public static class AgencyAccess
{
    /// <summary>Throws <see cref="RefusedException"/> (404) for a case that the caller's agency does not have. Others pass.</summary>
    public static void Check(CaseState state, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Is(Roles.Agency) && !Has(state, caller.Agency)) throw RefusedException.NotFound("case");
    }

    public static bool Has(CaseState state, string? agency)
    {
        ArgumentNullException.ThrowIfNull(state);
        return agency is not null && state is { IsOpen: true, Agency.Placed: { } placed } && placed.Agency == agency;
    }

    /// <summary>The agency that a caller acts for; null: the bank.</summary>
    public static string? Of(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Is(Roles.Agency) ? caller.Agency ?? "" : null;
    }
}
