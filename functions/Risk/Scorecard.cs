using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;

namespace Collections.Functions.Risk;

/// <summary>
/// Points by bin and factor, 0 to 100, higher is riskier: data, in <c>data/scorecards/</c>. Ethnicity, religion, sex, marital status, health and
/// region are no factors, and the case's state holds none of them but the region, which is not read here. (R2.2)
/// </summary>
public sealed record Scorecard
{
    public required string Name { get; init; }

    /// <summary>Throws <see cref="InvalidDataException"/> for a factor that nobody may be treated by.</summary>
    public required IReadOnlyList<Factor> Factors
    {
        get;
        init
        {
            if (value.FirstOrDefault(factor => ProtectedTraits.IsFactor(factor.Name)) is { } prohibited)
                throw new InvalidDataException($"Factor '{prohibited.Name}' is prohibited ({PracticeCatalog.Discrimination}).");
            field = value;
        }
    }

    /// <summary>Lowest score of each level but the lowest.</summary>
    public required int MediumFrom { get; init; }

    public required int HighFrom { get; init; }

    /// <summary>Points below the cut-off before a level goes down.</summary>
    public required int Margin { get; init; }

    public static Scorecard Default { get; } = EmbeddedData.Read<Scorecard>("scorecards/default-2026.json");

    public RiskScored Score(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        List<FactorScore> factors = [.. Factors.Select(factor => factor.Score(Input(factor.Name, view)))];
        var score = factors.Sum(factor => factor.Points);
        return new RiskScored(Name, score, LevelOf(score, view), factors);
    }

    private RiskLevel LevelOf(int score, CaseView view)
    {
        var state = view.State;
        if (state.Contacts.Refusals >= 2) return RiskLevel.High;
        if (view.DaysPastDue <= 7 && state.RiskInputs.DelinquenciesIn12Months == 0) return RiskLevel.Low;
        var level = Cut(score);
        return state.Risk is { } before && level < before && Cut(score + Margin) == before ? before : level;
    }

    private RiskLevel Cut(int score) => score >= HighFrom ? RiskLevel.High : score >= MediumFrom ? RiskLevel.Medium : RiskLevel.Low;

    /// <summary>A factor's value on a case; null when it is missing.</summary>
    private static decimal? Input(string factor, CaseView view)
    {
        var state = view.State;
        var inputs = state.RiskInputs;
        return factor switch
        {
            "daysPastDue" => view.DaysPastDue,
            "overdueAmount" => view.Amount,
            "balanceToLimit" => state.Balance.Position.CreditLimit.IsPositive ? state.Balance.Outstanding.Amount / state.Balance.Position.CreditLimit.Amount : null,
            "creditScore" => inputs.CreditScore,
            "delinquenciesIn12Months" => inputs.DelinquenciesIn12Months,
            "debtServiceToIncome" => inputs.DebtServiceRatio,
            "contactPoints" => inputs.Reachable ? null : 2,
            "response" => Response(state),
            "employment" => inputs.Employment switch { "stable" => 0, "unstable" or "self_employed" => 1, "unemployed" => 2, _ => null },
            "promisesAndPayments" => Payments(view),
            _ => throw new InvalidDataException($"Scorecard factor '{factor}' is not known."),
        };
    }

    /// <summary>0 right-party contact, 1 no attempt, 2 delivered without one, 3 silent after three attempts, 4 refused.</summary>
    private static decimal? Response(CaseState state) => state.Contacts switch
    {
        { Refusals: > 0 } => 4,
        { Conversations: > 0 } => 0,
        { AttemptsWithoutAnswer: >= 3 } => 3,
        { Delivered: > 0 } => 2,
        { CallAttempts: > 0 } => 1,
        _ => null,
    };

    /// <summary>0 kept or paid lately, 1 neither, 2 one broken, 3 more broken.</summary>
    private static decimal? Payments(CaseView view)
    {
        var position = view.State.Balance.Position;
        var since = view.Today.AddDays(-35);
        var paid = view.State.Balance.PaidBetween(since, view.Today) >= position.MinimumPayment
            || (position.LastPaymentDate >= since && position.LastPayment is { } last && last >= position.MinimumPayment);
        return view.State.Promises.Broken.Count >= 2 ? 3 : view.State.Promises.Broken.Count == 1 ? 2 : view.State.Promises.Kept > 0 || paid ? 0 : 1;
    }
}

/// <param name="Bins">In ascending order; the first whose bound the value is below (or equal to, if inclusive) counts.</param>
/// <param name="Missing">Points when there is no value.</param>
public sealed record Factor(string Name, IReadOnlyList<Bin> Bins, int Missing)
{
    public FactorScore Score(decimal? value)
    {
        if (value is not { } known) return new FactorScore(Name, "missing", Missing);
        var bin = Bins.First(b => b.Holds(known));
        return new FactorScore(Name, bin.Name, bin.Points);
    }
}

/// <param name="Below">Upper bound, excluded; null with <paramref name="UpTo"/> null: everything above.</param>
/// <param name="UpTo">Upper bound, included.</param>
public sealed record Bin(int Points, decimal? Below = null, decimal? UpTo = null)
{
    public string Name => Below is { } below ? string.Create(CultureInfo.InvariantCulture, $"<{below}")
        : UpTo is { } upTo ? string.Create(CultureInfo.InvariantCulture, $"≤{upTo}")
        : "above";

    public bool Holds(decimal value) => Below is { } below ? value < below : UpTo is not { } upTo || value <= upTo;
}
