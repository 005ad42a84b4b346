using Collections.Functions.Cases;

namespace Collections.Functions.Legal;

/// <summary>A case is ready for the legal department, or is not any more. Nothing is handed over by it: a person of that department sees it and decides. (R3.4)</summary>
/// <param name="Because">The condition, as a short code.</param>
public sealed record LegalTagged(bool Ready, string Because) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>When a strategy that hands nothing over marks a case as ready for the legal department.</summary>
/// <param name="From">Days past due.</param>
public sealed record LegalTagTerms(int From);

/// <summary>The mark follows the days past due and the strategy, whatever else the case does or waits for. Pure.</summary>
internal static class LegalTags
{
    /// <summary>The mark that changes now; or the case's own next step, with a wait that ends when it changes.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        var from = view.Strategy.LegalTag?.From;
        var ready = view.LadderDay >= from;
        if (ready != view.State.LegalTaggedAt is not null) return new Record([new LegalTagged(ready, from is null ? "strategy" : "days-past-due")]);
        var step = next();
        return step is Wait wait && !ready && from is { } day && view.StartOf(view.DayAt(day)) is var at && at < wait.Until && at > view.Now
            ? wait with { Until = at }
            : step;
    }
}
