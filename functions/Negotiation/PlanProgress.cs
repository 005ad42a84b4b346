namespace Collections.Functions.Negotiation;

public sealed record PlanProgress
{
    /// <summary>The plan in force; collection is suspended while it is kept.</summary>
    public PlanTakenOver? Open { get; init; }

    public int Kept { get; init; }

    public int Broken { get; init; }

    public PlanProgress With(PlanTakenOver taken) => this with { Open = taken };

    public PlanProgress With(PlanJudged judged) => Open is { } open && open.Plan == judged.Plan
        ? new PlanProgress { Kept = Kept + (judged.Verdict == PlanVerdict.Kept ? 1 : 0), Broken = Broken + (judged.Verdict == PlanVerdict.Broken ? 1 : 0) }
        : this;
}
