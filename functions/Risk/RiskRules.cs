using Collections.Functions.Cases;

namespace Collections.Functions.Risk;

/// <summary>
/// Scores a case when it opens, and anew at each decision at which the score, the level or the bin of a factor is another by now, whether something happened or only
/// time went by. (R2.2)
/// </summary>
public static class RiskRules
{
    public static CaseStep? Rescore(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var scored = view.Scorecard.Score(view);
        return scored.IsAs(view.State.Scoring.Latest) ? null : new Record([scored]);
    }
}
