using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.SpecialPaths;

/// <summary>A vulnerable debtor is called by people who are trained for it. (R3.6)</summary>
public static class CareRoles
{
    /// <summary>Whoever is trained acts as that, whatever else he is.</summary>
    public static Caller ActingIn(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.Is(Roles.Specialist) ? caller with { Role = Roles.Specialist } : caller;
    }

    /// <summary>The refusal, or null: 403 <c>specialist-needed</c>; 409 <c>vulnerable</c> for what is not done at all.</summary>
    /// <param name="by">A person's id with the role acted in.</param>
    public static RefusedException? Refusal(CaseState state, ContactWish wish, string by)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(by);
        if (state.Paths.Care is not { } care || wish.Person is not null) return null;
        if (wish.Channel != Channel.Call)
            return care.Allowed || wish.For == Purpose.Service ? null : new RefusedException(409, "vulnerable", "The debtor is vulnerable: nobody visits him or writes for payment unless a supervisor has allowed the case to go up.");
        return by.EndsWith($"/{Roles.Specialist}", StringComparison.Ordinal) || by.EndsWith($"/{Roles.Supervisor}", StringComparison.Ordinal)
            ? null
            : new RefusedException(403, "specialist-needed", "The debtor is vulnerable: somebody trained for it calls, from the queue calls-specialist.");
    }
}
