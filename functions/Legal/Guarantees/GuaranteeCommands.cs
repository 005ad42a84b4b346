using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Guarantees;

/// <summary>What people take down of a guarantee. Pure; refusals are <see cref="RefusedException"/>. (R3.7)</summary>
public static class GuaranteeCommands
{
    /// <summary>Where the contract names no period. (Civil Code art. 692)</summary>
    private const int Months = 6;

    /// <summary>Its period is the contract's, or six months from the day on which the principal debt fell due.</summary>
    public static IReadOnlyList<Fact> State(CaseView view, string person, GuaranteeOrder order, string note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(order);
        CaseGuards.RefuseClosed(view.State);
        var due = order.Due ?? view.State.Balance.Position.DueDate;
        var ends = order.Ends is { } agreed && agreed > due ? agreed : due.AddMonths(Months);
        if (Find(view.State, person) is { ClaimedOn: not null } or { Released: true })
            throw new RefusedException(409, "guarantee-settled", "The claim under this guarantee is asserted already, or the guarantor was let go.");
        return [.. GuaranteeRules.Dropped(view.State, person, "restated"), new GuaranteeStated(person, order.Kind, due, ends, note)];
    }

    /// <summary>A general guarantor is reached by a suit against the debtor, a joint and several one by a demand; in time, or not at all.</summary>
    public static IReadOnlyList<Fact> Claim(CaseView view, string person, ClaimOrder order, string note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(order);
        CaseGuards.RefuseClosed(view.State);
        var guarantee = Find(view.State, person) ?? throw NotStated();
        if (guarantee.ClaimedOn is { } claimed)
            return claimed == order.On ? [] : throw new RefusedException(409, "guarantee-settled", string.Create(CultureInfo.InvariantCulture, $"The claim was asserted on {claimed:yyyy-MM-dd} already."));
        if (guarantee.Released) throw new RefusedException(409, "guarantee-settled", "The guarantor was let go.");
        if (guarantee.Kind == GuaranteeKind.General && order.By != GuaranteeClaim.SuitAgainstDebtor)
            throw new RefusedException(422, "claim-needs-suit", "A general guarantor answers after a suit, or arbitration, against the debtor: a demand does not keep the claim.");
        if (order.On < guarantee.Due || order.On > view.Today) throw new RefusedException(422, "on", "It was asserted between the day on which the debt fell due and today.");
        if (order.On > guarantee.Ends) throw new RefusedException(409, Guarantee.Lapsed, string.Create(CultureInfo.InvariantCulture, $"The guarantee ended on {guarantee.Ends:yyyy-MM-dd}: the guarantor is free."));
        return [.. GuaranteeRules.Dropped(view.State, person, "claimed"), new GuaranteeClaimed(person, order.By, order.On, note)];
    }

    public static IReadOnlyList<Fact> Release(CaseView view, string person, string note)
    {
        ArgumentNullException.ThrowIfNull(view);
        var guarantee = Find(view.State, person) ?? throw NotStated();
        return guarantee.Released ? [] : [.. GuaranteeRules.Dropped(view.State, person, "released"), new GuaranteeReleased(person, note)];
    }

    private static Guarantee? Find(CaseState state, string person) => state.Guarantees.FirstOrDefault(known => known.Person == person);

    private static RefusedException NotStated() => new(409, "guarantee-unknown", "Take down the guarantee first: its kind, and when it ends.");
}

/// <param name="Due">When the principal debt fell due; missing: the account's due date.</param>
/// <param name="Ends">Last day by the contract; missing, or not after the due date: six months from it.</param>
/// <param name="Evidence">Where the contract is kept; kept with the debtor's data.</param>
public sealed record GuaranteeOrder(GuaranteeKind Kind, string Evidence, DateOnly? Due = null, DateOnly? Ends = null);

/// <param name="Evidence">Where the receipt or the court's paper is kept; kept with the debtor's data.</param>
public sealed record ClaimOrder(GuaranteeClaim By, DateOnly On, string Evidence);

/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record ReleaseOrder(string Reason);
