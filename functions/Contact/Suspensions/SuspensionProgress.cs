using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Suspensions;

/// <summary>The suspensions that the case tells of: while one holds, it does not collect. What binds its contacts is the ledger.</summary>
public sealed record SuspensionProgress
{
    /// <summary>Why a case waits, and a contact stops, that would go on otherwise.</summary>
    public const string Because = "suspended";

    public IReadOnlyList<OpenSuspension> Open { get; init; } = [];

    /// <summary>Whether nobody calls or visits the debtor, while a complaint about that is looked into; messages go on. (R6.5)</summary>
    public bool PausesPeople => Open.Any(open => open.Ground == nameof(SuspensionKind.Conduct));

    /// <summary>The first to end of those that hold everything at an instant; null when none does.</summary>
    public OpenSuspension? At(DateTimeOffset now) => Open.Where(open => open.HoldsAt(now) && open.Ground != nameof(SuspensionKind.Conduct)).MinBy(open => open.Until ?? DateTimeOffset.MaxValue);

    /// <summary>Whether nothing at all goes to the debtor: he is dead, or a trained person has to look first. Neither has an end of its own.</summary>
    public bool IsSilent
    {
        get
        {
            foreach (var open in Open)
            {
                if (open.Ground is nameof(SuspensionKind.Death) or nameof(SuspensionKind.Care)) return true;
            }

            return false;
        }
    }

    /// <summary>The same for whoever is contacted: that the debtor is represented stops no contact with whom he is represented by.</summary>
    public OpenSuspension? At(DateTimeOffset now, Party party) => party is Party.Agent or Party.Guardian
        ? Open.FirstOrDefault(open => open.HoldsAt(now) && open.Ground is not (nameof(SuspensionKind.Representation) or nameof(SuspensionKind.Conduct)))
        : At(now);

    public SuspensionProgress With(SuspensionSet set, DateTimeOffset at) =>
        new() { Open = [.. Open.Where(open => open.HoldsAt(at) && open.Id != set.Suspension), new OpenSuspension(set.Suspension, set.Ground, set.WholeDebtor, set.Until)] };

    public SuspensionProgress With(SuspensionLifted lifted) => new() { Open = [.. Open.Where(open => open.Id != lifted.Suspension)] };
}

public sealed record OpenSuspension(string Id, string Ground, bool WholeDebtor, DateTimeOffset? Until)
{
    public bool HoldsAt(DateTimeOffset now) => Until is null || now < Until;
}
