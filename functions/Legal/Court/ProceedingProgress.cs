using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Court;

/// <summary>The proceedings of a case so far.</summary>
public sealed record ProceedingProgress
{
    /// <summary>Steps taken, oldest first; the same step again is how it went on.</summary>
    public IReadOnlyList<ProceedingTaken> Steps { get; init; } = [];

    /// <summary>The latest; null before the first.</summary>
    public ProceedingTaken? Last => Steps is [.., var last] ? last : null;

    public ProceedingProgress With(ProceedingTaken taken) => new() { Steps = [.. Steps, taken] };

    /// <summary>Costs that the bank's latest snapshot cannot have yet.</summary>
    public Money CostsAfter(DateOnly businessDate, string currency) =>
        Steps.Where(step => step.Costs is not null && step.On > businessDate).Aggregate(Money.Zero(currency), (sum, step) => sum + step.Costs!.Value);

    /// <summary>The claim as stated: all that is owed, with the costs that came after the bank's snapshot. The core system's balance wins.</summary>
    public Money Claim(AccountBalance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        return balance.Outstanding + CostsAfter(balance.Position.BusinessDate, balance.Currency);
    }
}
