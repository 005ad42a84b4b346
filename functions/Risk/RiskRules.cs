using Collections.Functions.Cases;

namespace Collections.Functions.Risk;

/// <summary>Scores a case when it opens and whenever an input has changed since. (R2.2)</summary>
public static class RiskRules
{
    public static CaseStep? Rescore(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        if (state.Risk is not null && state.MaterialVersion <= state.RiskAsOf && state.Contacts.Refusals < 2) return null;
        var scored = Scorecard.Default.Score(view);
        return scored.Level == state.Risk && scored.Score == state.RiskScore ? null : new Record([scored]);
    }
}
