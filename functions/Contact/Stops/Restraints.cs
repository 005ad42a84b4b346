using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Stops;

/// <summary>What holds a contact back from outside the case and the law: a switch that people threw, or practice. Asked anew at every step that leads out.</summary>
public sealed class Restraints(EmergencyStops stops, IInstitutionDirectory institutions)
{
    /// <summary>Why a contact is held back in shadow mode.</summary>
    public const string Shadow = "shadow";

    /// <summary>The reason as a short code, or null. Throws when the switches cannot be read: then nobody is contacted.</summary>
    /// <param name="agency">Code of the agency that would make it; null: the bank.</param>
    public async ValueTask<string?> StoppedAsync(CaseState state, Purpose purpose, string? agency, CancellationToken cancellation) =>
        await stops.StopsAsync(state, purpose, agency, cancellation) ? EmergencyStops.Because : null;

    /// <summary>Whether the case is only practised on.</summary>
    public async ValueTask<bool> IsShadowAsync(CaseState state, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        return (await institutions.GetAsync(state.Institution, cancellation)).Shadow?.Covers(state) == true;
    }
}
