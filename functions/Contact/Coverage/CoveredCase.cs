using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Coverage;

/// <summary>Another case of the debtor that a message speaks of, as the message's row keeps it.</summary>
/// <param name="Rung">The rung that was due there.</param>
/// <param name="At">From then on it was looked at: whatever stopped it before was known.</param>
/// <param name="Account">Whose counters it counts in too; null in rows of the time before it did.</param>
public sealed record CoveredCase(CaseKey Case, string Rung, string Template, DateTimeOffset At, AccountKey? Account = null);

/// <summary>What a message covers besides its own case.</summary>
/// <param name="Heads">The covered cases as they were read.</param>
/// <param name="Closed">Cases of the debtor's ledger that have closed; it need not know them any more.</param>
public sealed record Cover(IReadOnlyList<CoveredCase> Cases, IReadOnlyList<CaseHead> Heads, IReadOnlyList<CaseKey> Closed)
{
    public static Cover None { get; } = new([], [], []);
}

public static class CoveredCases
{
    /// <summary>The accounts of those that a message covers; null: it covers none.</summary>
    public static IReadOnlyList<AccountKey> Accounts(this IReadOnlyList<CoveredCase>? covers) => [.. (covers ?? []).Select(covered => covered.Account).OfType<AccountKey>()];
}
