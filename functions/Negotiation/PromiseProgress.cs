namespace Collections.Functions.Negotiation;

public sealed record PromiseProgress
{
    /// <summary>The promise that is waited for.</summary>
    public PromiseMade? Open { get; init; }

    /// <summary>Due dates of the promises broken in this spell.</summary>
    public IReadOnlyList<DateOnly> Broken { get; init; } = [];

    public int Kept { get; init; }

    public PromiseProgress With(PromiseMade made) => this with { Open = made };

    public PromiseProgress With(PromiseJudged judged) => Open is { } open && open.Id == judged.Id
        ? this with
        {
            Open = null,
            Kept = Kept + (judged.Verdict == PromiseVerdict.Kept ? 1 : 0),
            Broken = judged.Verdict is PromiseVerdict.Broken or PromiseVerdict.PartlyKept ? [.. Broken, open.Due] : Broken,
        }
        : this;
}
