using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Risk.Reasons;

namespace Collections.Functions.Risk;

/// <summary>Kinds of customers that strategies tell apart. (R2.3)</summary>
public enum CustomerClass { Careless, InHardship, ByAccident, Unwilling }

/// <summary>
/// What a strategy may ask about the debtor: his class, whether he is willing and able to pay, and what kind of customer he is. Read from the case whenever it is asked
/// for; nothing of it is stored. (R2.3)
/// </summary>
/// <param name="Class">Null: nothing tells.</param>
/// <param name="Willing">Null: nothing tells.</param>
/// <param name="Able">Null: nothing tells.</param>
public sealed record CustomerSegment(CustomerClass? Class, bool? Willing, bool? Able, DebtorKind Kind)
{
    /// <summary>Hardship, illness, accident and unemployment: help is offered before there is pressure.</summary>
    public bool NeedsHelp => Class is CustomerClass.InHardship or CustomerClass.ByAccident;

    public static CustomerSegment Of(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (willing, able) = (WillingOf(view), AbleOf(view));
        var kind = view.State.RiskInputs.Kind ?? (view.State.Product == Product.SmallBusinessLoan ? DebtorKind.SmallBusiness : DebtorKind.Person);
        return new CustomerSegment(ClassOf(view.State.Circumstances.Reason, willing, able), willing, able, kind);
    }

    /// <summary>The reason tells, where it is known; else willingness and ability do. Who disputes a debt is of no class by that.</summary>
    private static CustomerClass? ClassOf(OverdueReason reason, bool? willing, bool? able) => reason switch
    {
        OverdueReason.Forgotten => CustomerClass.Careless,
        OverdueReason.ShortOfMoney or OverdueReason.Unemployed => CustomerClass.InHardship,
        OverdueReason.Personal => CustomerClass.ByAccident,
        OverdueReason.Unwilling or OverdueReason.Malicious => CustomerClass.Unwilling,
        OverdueReason.Unknown or OverdueReason.Dispute => (willing, able) switch
        {
            (true, true) => CustomerClass.Careless,
            (not false, false) => CustomerClass.InHardship,
            (false, true) => CustomerClass.Unwilling,
            _ => null,
        },
        _ => throw new InvalidOperationException($"Nobody is classed by {reason}."),
    };

    /// <summary>Who refuses, or breaks his word twice, is not; who keeps it, pays, promises or answers, is.</summary>
    private static bool? WillingOf(CaseView view)
    {
        var state = view.State;
        if (state.Contacts.Refusals >= 2 || state.Circumstances.Reason is OverdueReason.Unwilling or OverdueReason.Malicious) return false;
        if (state.Plans.Open is not null || state.Promises.Open is not null) return true;
        return (RiskMeasures.PromisesAndPayments(view), RiskMeasures.Response(view)) switch
        {
            (0, _) => true,
            (3, _) or (_, 4) => false,
            (_, 0) => true,
            _ => null,
        };
    }

    /// <summary>By the debtor's own figures against the minimum payment; else by his work, his debts and what he paid.</summary>
    private static bool? AbleOf(CaseView view)
    {
        var state = view.State;
        if (state.Plans.Affordable is { } affordable) return affordable.IsPositive && affordable >= state.Balance.Position.MinimumPayment;
        if (state.Circumstances.Reason is OverdueReason.ShortOfMoney or OverdueReason.Unemployed or OverdueReason.Personal) return false;
        if (RiskMeasures.EmploymentOf(state) == EmploymentStatus.Unemployed || RiskMeasures.DebtServiceOf(state) > 0.7m) return false;
        return RiskMeasures.HasPaid(view) ? true : null;
    }
}
