using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation.Plans;

namespace Collections.Functions.Cases;

/// <summary>What is wrong with a strategy's terms for plans. What needs no approval cannot be more than what anybody may approve. Pure.</summary>
internal static class PlanFaults
{
    public static IEnumerable<ProfileFault> Of(PlanTerms terms) =>
    [
        .. StrategyFaults.AtLeast(0, "$.plans.graceDays", terms.GraceDays), .. StrategyFaults.Time("$.plans.catchUpBusinessDays", terms.CatchUpBusinessDays),
        .. StrategyFaults.AtLeast(0, "$.plans.reminderDays", terms.ReminderDays), .. StrategyFaults.Time("$.plans.offerDays", terms.OfferDays),
        .. StrategyFaults.AtLeast(terms.OfferDays, "$.plans.offerHoldsEveryDays", terms.OfferHoldsEveryDays),
        .. StrategyFaults.Time("$.plans.firstDueWithin", terms.FirstDueWithin), .. StrategyFaults.AtLeast(1, "$.plans.mostInstalments", terms.MostInstalments),
        .. StrategyFaults.AtLeast(0, "$.plans.mostExtensionDays", terms.MostExtensionDays), .. Share("$.plans.mostFee", terms.MostFee),
        .. StrategyFaults.AtLeast(0, "$.plans.replyCodeThrough", terms.ReplyCodeThrough), .. StrategyFaults.AtLeast(0, "$.plans.mostMisses", terms.MostMisses),
        .. StrategyFaults.Time("$.plans.checkEveryDays", terms.CheckEveryDays), .. StrategyFaults.Time("$.plans.answerBusinessDays", terms.AnswerBusinessDays),
        .. terms.Limits.SelectMany(product => product.Value is null
            ? [new ProfileFault($"$.plans.limits.{product.Key}", "is limits by risk")]
            : product.Value.SelectMany(risk => Limits($"$.plans.limits.{product.Key}.{risk.Key}", risk.Value, terms))),
    ];

    private static IEnumerable<ProfileFault> Limits(string path, PlanLimits? limits, PlanTerms terms) => limits is null
        ? [new ProfileFault(path, "is limits")]
        : [
            .. Within($"{path}.instalments", limits.Instalments, "mostInstalments", terms.MostInstalments),
            .. Within($"{path}.extensionDays", limits.ExtensionDays, "mostExtensionDays", terms.MostExtensionDays),
            .. Share($"{path}.discount", limits.Discount),
        ];

    private static IEnumerable<ProfileFault> Within(string path, int value, string name, int most) =>
        value < 0 || value > most ? [new ProfileFault(path, StrategyFaults.Text($"is 0 to {most}, which 'plans.{name}' says"))] : [];

    private static IEnumerable<ProfileFault> Share(string path, decimal share) => share is < 0 or > 1 ? [new ProfileFault(path, "is a share between 0 and 1")] : [];
}
