namespace Collections.Functions.Cases.Strategies;

/// <summary>The trials of an institution as they were: by them the auditor puts an account into its arm once more.</summary>
public interface ITrialHistory
{
    /// <summary>
    /// The trials that a case opened at an instant may have been put into, as processes follow what is let in after a while; null among them: there was none. Empty: nobody can tell
    /// any more.
    /// </summary>
    Task<IReadOnlyList<StrategyTrial?>> AtAsync(string institution, DateTimeOffset at, CancellationToken cancellation);
}
