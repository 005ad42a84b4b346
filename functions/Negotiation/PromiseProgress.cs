namespace Collections.Functions.Negotiation;

public sealed record PromiseProgress
{
    /// <summary>The promise that is waited for.</summary>
    public PromiseMade? Open { get; init; }

    /// <summary>Due dates of the promises broken in this spell.</summary>
    public IReadOnlyList<DateOnly> Broken { get; init; } = [];

    public int Kept { get; init; }

    /// <summary>The last that was kept.</summary>
    public KeptWord? LastKept { get; init; }

    public PromiseProgress With(PromiseMade made) => this with { Open = made };

    /// <param name="today">Day on which it is judged.</param>
    public PromiseProgress With(PromiseJudged judged, DateOnly today) => Open is { } open && open.Id == judged.Id
        ? this with
        {
            Open = null,
            LastKept = judged.Verdict == PromiseVerdict.Kept ? new KeptWord(open.Id, today) : LastKept,
            Kept = Kept + (judged.Verdict == PromiseVerdict.Kept ? 1 : 0),
            Broken = judged.Verdict is PromiseVerdict.Broken or PromiseVerdict.PartlyKept ? [.. Broken, open.Due] : Broken,
        }
        : this;
}
