namespace Collections.Functions.Legal.Collaterals;

/// <summary>What is pledged, and how far its disposal has come.</summary>
public sealed record CollateralProgress
{
    /// <summary>Null: nothing is pledged, as far as the bank's files tell.</summary>
    public Pledge? Pledged { get; init; }

    public IReadOnlyList<CollateralStepTaken> Steps { get; init; } = [];

    /// <summary>The latest; null before the first.</summary>
    public CollateralStepTaken? Last => Steps is [.., var last] ? last : null;

    /// <summary>The sale as last stated; null before it.</summary>
    public CollateralStepTaken? Sale => Steps.LastOrDefault(step => step.Step == CollateralStep.Sold);

    public bool Has(CollateralStep step) => Steps.Any(taken => taken.Step == step);

    public CollateralProgress With(CollateralStepTaken taken) => this with { Steps = [.. Steps, taken] };
}
