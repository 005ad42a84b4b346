namespace Collections.Functions.Negotiation.Plans;

/// <summary>A plan that is put to the debtor and not in force yet.</summary>
/// <param name="At">When it was offered.</param>
/// <param name="Confirmed">The debtor's agreement.</param>
/// <param name="Guarantors">Ids of the guarantors who have consented in writing.</param>
public sealed record PlanOffer(PlanOffered Terms, DateTimeOffset At, PlanConfirmed? Confirmed, IReadOnlyList<string> Guarantors)
{
    public string Plan => Terms.Plan;

    public bool NeedsApproval => Terms.Beyond.Count > 0;

    /// <summary>Last day on which nobody is dunned because of it.</summary>
    public DateOnly HoldsThrough => Terms.HoldsThrough ?? Terms.ConfirmBy;

    public PlanOffer With(PlanConfirmed confirmed) => confirmed.Person is { } person
        ? this with { Guarantors = [.. Guarantors.Where(known => known != person), person] }
        : this with { Confirmed = confirmed };
}
