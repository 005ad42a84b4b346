using Collections.Functions.Ingestion;

namespace Collections.Functions.Cases;

/// <summary>
/// What the newest files say of an account. A case is not told of a day that brought nothing but accrual: it asks when it is about to act, so that a
/// file costs what changed in it, and a contact rests on the newest balance there is.
/// </summary>
public interface ICurrentBalances
{
    /// <summary>The balance by a newer file than the case has seen; null if there is none, or none that has the account.</summary>
    Task<BalanceUpdated?> NewerAsync(CaseState state, CancellationToken cancellation);
}
