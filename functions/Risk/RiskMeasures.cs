using System.Collections.Frozen;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Points;
using Collections.Functions.Risk.Reasons;

namespace Collections.Functions.Risk;

/// <summary>
/// What the factors of a scorecard measure on a case; null: it is not known. What people and debtors did counts by the day on which they did it, so that a bad month
/// is forgotten and silence is noticed. Pure. (R2.2)
/// </summary>
public static class RiskMeasures
{
    /// <summary>Calendar days that an answer, an attempt or a refusal counts for.</summary>
    private const int ResponseDays = 30;

    /// <summary>Calendar days that a payment, or a promise kept or broken, counts for.</summary>
    private const int PaymentDays = 35;

    /// <summary>Attempts that nobody answered before a debtor counts as silent.</summary>
    internal const int SilentAfter = 3;

    private static readonly FrozenDictionary<string, Func<CaseView, decimal?>> Known = new Dictionary<string, Func<CaseView, decimal?>>(StringComparer.Ordinal)
    {
        ["daysPastDue"] = view => view.DaysPastDue,
        ["overdueAmount"] = view => view.Amount,
        ["balanceToLimit"] = BalanceToLimit,
        ["creditScore"] = view => view.State.RiskInputs.CreditScore,
        ["delinquenciesIn12Months"] = view => view.State.RiskInputs.DelinquenciesIn12Months,
        ["debtServiceToIncome"] = view => DebtServiceOf(view.State),
        ["contactPoints"] = view => view.State.Points switch
        {
            PointQuality.Verified => 0,
            PointQuality.Doubtful => 1,
            PointQuality.NoneValid => 2,
            _ => view.State.RiskInputs.Reachable ? null : 2,
        },
        ["response"] = Response,
        ["employment"] = view => EmploymentOf(view.State) switch
        {
            EmploymentStatus.Stable => 0,
            EmploymentStatus.Unstable or EmploymentStatus.SelfEmployed => 1,
            EmploymentStatus.Unemployed => 2,
            _ => null,
        },
        ["promisesAndPayments"] = PromisesAndPayments,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All factors that a scorecard may have.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. Known.Keys.Order(StringComparer.Ordinal)];

    public static decimal? Of(string factor, CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Known.TryGetValue(factor, out var measure) ? measure(view) : throw new InvalidDataException($"Scorecard factor '{factor}' is not known.");
    }

    /// <summary>As the debtor told it, unless the bank's file says something else since; null: nobody knows.</summary>
    internal static EmploymentStatus? EmploymentOf(CaseState state)
    {
        var (exported, told) = (state.RiskInputs.Employment, state.Circumstances);
        if (told.Employment is { } own && (exported == told.ExportedThen || exported is null)) return own;
        return exported switch
        {
            "stable" => EmploymentStatus.Stable,
            "unstable" => EmploymentStatus.Unstable,
            "self_employed" => EmploymentStatus.SelfEmployed,
            "unemployed" => EmploymentStatus.Unemployed,
            _ => null,
        };
    }

    /// <summary>By the debtor's own figures, or else by the bank's file.</summary>
    internal static decimal? DebtServiceOf(CaseState state) => state.Circumstances.DebtService ?? state.RiskInputs.DebtServiceRatio;

    private static decimal? BalanceToLimit(CaseView view)
    {
        var balance = view.State.Balance;
        return balance.Position.CreditLimit.IsPositive ? balance.Outstanding.Amount / balance.Position.CreditLimit.Amount : null;
    }

    /// <summary>0 right-party contact, 1 no attempt that reached anything, 2 delivered without one, 3 silent after three attempts, 4 refused or evaded: what he did last.</summary>
    internal static decimal? Response(CaseView view)
    {
        var (trail, since) = (view.State.Responses, view.Today.AddDays(-ResponseDays));
        if (trail.AnsweredOn >= since) return trail.Refused ? 4 : 0;
        if (trail.Tries.Count == SilentAfter && trail.Tries[0] >= since) return 3;
        return trail.DeliveredOn >= since ? 2 : 1;
    }

    /// <summary>0 kept or paid, 1 neither, 2 one broken, 3 more broken. A plan that is broken counts as a promise.</summary>
    internal static decimal? PromisesAndPayments(CaseView view)
    {
        var (state, since) = (view.State, view.Today.AddDays(-PaymentDays));
        var broken = state.Promises.Broken.Count(due => due >= since) + (state.Plans.BrokenOn >= since ? 1 : 0);
        if (broken > 0) return broken == 1 ? 2 : 3;
        return state.Promises.LastKept?.On >= since || state.Plans.LastKeptWord?.On >= since || HasPaid(view) ? 0 : 1;
    }

    /// <summary>The minimum payment at least, in those days; where the product has none, anything.</summary>
    internal static bool HasPaid(CaseView view)
    {
        var (balance, since) = (view.State.Balance, view.Today.AddDays(-PaymentDays));
        var (position, paid) = (balance.Position, balance.PaidBetween(since, view.Today));
        return Enough(paid) || (position.LastPaymentDate >= since && position.LastPayment is { } last && Enough(last));

        bool Enough(Platform.Money amount) => amount.IsPositive && amount >= position.MinimumPayment;
    }
}
