using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>A plan in force: its instalments, and what has become of them. (R4.3)</summary>
public sealed record AgreedPlan
{
    public required string Plan { get; init; }

    /// <summary>Null for one taken over from before the system went live.</summary>
    public PlanKind? Kind { get; init; }

    public required DateOnly AgreedOn { get; init; }

    /// <summary>Payments with a later value date pay the instalments.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>In the order of paying.</summary>
    public required IReadOnlyList<Instalment> Instalments { get; init; }

    /// <summary>Of those payments, what was taken off the debt before the plan was made; null: nothing.</summary>
    public Money? PaidBefore { get; init; }

    /// <summary>Days past due when it came into force here; null: it was taken over before that was kept.</summary>
    public int? DaysPastDue { get; init; }

    /// <summary>The instalment that is to be caught up, if one is.</summary>
    public InstalmentMissed? Missed { get; init; }

    /// <summary>How often one was missed.</summary>
    public int Misses { get; init; }

    /// <summary>Null until the core system answers.</summary>
    public bool? Acknowledged { get; init; }

    /// <summary>Somebody was asked why the order is not answered, or was refused.</summary>
    public bool OrderChased { get; init; }

    /// <summary>When a person was last asked to look at it; null: not yet.</summary>
    public DateOnly? LookedAtOn { get; init; }

    /// <summary>Let off when it is kept; null: nothing.</summary>
    public Money? Waived { get; init; }

    public DateOnly CheckedOn => LookedAtOn ?? AgreedOn;

    public decimal Total => Instalments.Sum(instalment => instalment.Amount.Amount);
}
