using System.Globalization;
using System.Text.Json.Serialization;
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
    /// <summary>So many recorded refusals make a case high, whatever its sum.</summary>
    private const int Refusals = 2;

    /// <summary>Up to so many days past due, an account that was never overdue before is low, whatever its sum.</summary>
    private const int FirstDays = 7;

    public required string Name { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>How a score names the scorecard that it is of.</summary>
    [JsonIgnore]
    public string Reference => $"{Name}/{Version}";

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
        List<FactorScore> factors = [.. Factors.Select(factor => factor.Score(RiskMeasures.Of(factor.Name, view)))];
        var score = factors.Sum(factor => factor.Points);
        var (level, rule) = view.State.Scoring.Reviewed is { } reviewed && reviewed.Stands(factors, Margin) ? (reviewed.Level, LevelRule.Review) : LevelOf(score, view);
        return new RiskScored(Reference, score, level, factors, rule);
    }

    private (RiskLevel Level, string? Rule) LevelOf(int score, CaseView view)
    {
        var cut = Cut(score);
        if (view.State.Contacts.Refusals >= Refusals) return (RiskLevel.High, LevelRule.Refusals);
        if (view.DaysPastDue <= FirstDays && view.State.RiskInputs.DelinquenciesIn12Months == 0) return (RiskLevel.Low, LevelRule.Early);

        // On the way down a level is left only when the sum is as far below it as the margin says.
        var kept = Cut(score + Margin - 1);
        return view.State.Risk is { } before && before > cut && kept > cut ? (kept < before ? kept : before, LevelRule.Margin) : (cut, null);
    }

    private RiskLevel Cut(int score) => score >= HighFrom ? RiskLevel.High : score >= MediumFrom ? RiskLevel.Medium : RiskLevel.Low;
}

/// <param name="Bins">In ascending order; the first whose bound the value is below (or equal to, if inclusive) counts.</param>
/// <param name="Missing">Points when there is no value.</param>
public sealed record Factor(string Name, IReadOnlyList<Bin> Bins, int Missing)
{
    public const string NoValue = "missing";

    public FactorScore Score(decimal? value)
    {
        if (value is not { } known) return new FactorScore(Name, NoValue, Missing);
        var bin = Bins.First(b => b.Holds(known));
        return new FactorScore(Name, bin.Name, bin.Points);
    }
}

/// <param name="Below">Upper bound, excluded; null with <paramref name="UpTo"/> null: everything above.</param>
/// <param name="UpTo">Upper bound, included.</param>
/// <param name="Label">What people read instead of the bounds, where the value is a code.</param>
public sealed record Bin(int Points, decimal? Below = null, decimal? UpTo = null, string? Label = null)
{
    public string Name => Label
        ?? (Below is { } below ? string.Create(CultureInfo.InvariantCulture, $"<{below}")
        : UpTo is { } upTo ? string.Create(CultureInfo.InvariantCulture, $"≤{upTo}")
        : "above");

    public bool Holds(decimal value) => Below is { } below ? value < below : UpTo is not { } upTo || value <= upTo;
}
