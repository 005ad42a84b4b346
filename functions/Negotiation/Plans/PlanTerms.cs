using Collections.Functions.Cases;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>A strategy's rules for plans. (R4.2, R4.3)</summary>
/// <param name="GraceDays">Calendar days after an instalment was due.</param>
/// <param name="CatchUpBusinessDays">Business days after the notice that it is missing; then the plan is broken.</param>
public sealed record PlanTerms(int GraceDays, int CatchUpBusinessDays)
{
    /// <summary>Calendar days before an instalment on which the debtor is reminded.</summary>
    public int ReminderDays { get; init; } = 3;

    /// <summary>Calendar days in which the debtor may confirm an offer.</summary>
    public int OfferDays { get; init; } = 7;

    /// <summary>Offers that the debtor does not answer keep collection waiting once in so many calendar days.</summary>
    public int OfferHoldsEveryDays { get; init; } = 30;

    /// <summary>Calendar days ahead within which the first instalment falls due, but for an extension.</summary>
    public int FirstDueWithin { get; init; } = 45;

    /// <summary>Monthly instalments at the most, whoever approves.</summary>
    public int MostInstalments { get; init; } = 60;

    /// <summary>Calendar days of an extension at the most, whoever approves.</summary>
    public int MostExtensionDays { get; init; } = 90;

    /// <summary>Fee as a share of the debt at the most.</summary>
    public decimal MostFee { get; init; } = 0.2m;

    /// <summary>Up to so many instalments the debtor confirms by the code of a message; above, his agreement is recorded or signed.</summary>
    public int ReplyCodeThrough { get; init; } = 12;

    /// <summary>How often an instalment may be missed and caught up; once more, and the plan is broken.</summary>
    public int MostMisses { get; init; } = 2;

    /// <summary>Calendar days between the looks that a person takes at a plan.</summary>
    public int CheckEveryDays { get; init; } = 30;

    /// <summary>Business days that the core system has to answer the order.</summary>
    public int AnswerBusinessDays { get; init; } = 2;

    /// <summary>What needs no approval, by product and risk. What is not listed needs one.</summary>
    public IReadOnlyDictionary<Product, IReadOnlyDictionary<RiskLevel, PlanLimits>> Limits { get; init; } = new Dictionary<Product, IReadOnlyDictionary<RiskLevel, PlanLimits>>();

    public PlanLimits LimitsFor(Product product, RiskLevel risk) =>
        Limits.TryGetValue(product, out var byRisk) && byRisk.TryGetValue(risk, out var limits) ? limits : new PlanLimits(0, 0, 0m);
}

/// <param name="Instalments">At the most.</param>
/// <param name="ExtensionDays">Calendar days at the most.</param>
/// <param name="Discount">Share of the debt let off at the most.</param>
public sealed record PlanLimits(int Instalments, int ExtensionDays, decimal Discount);
