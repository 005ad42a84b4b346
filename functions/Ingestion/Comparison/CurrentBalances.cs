using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>Reads the newest balances from the comparison index, for cases that are about to act.</summary>
public sealed class CurrentBalances(InstitutionState institutions, AccountIndex index) : ICurrentBalances
{
    public async Task<BalanceUpdated?> NewerAsync(CaseState state, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        var seen = state.Balance.Position.BusinessDate;
        if (!state.IsOpen || state.Balance.AbsentSince is not null) return null;
        if (await institutions.BalancesThroughAsync(state.Institution, cancellation) is not { } through || through <= seen) return null;
        var entry = await index.FindAsync(state.Institution, Hexadecimal.Parse(state.Account.Value), cancellation);

        // A row that was rejected leaves the entry as it was: what the bank says today is not known then.
        if (entry is null or { Absent: > 0 } or { Gone: true } || entry.CaseKey != state.Key || entry.BusinessDate <= seen) return null;
        return new BalanceUpdated(entry.Figures.On(entry.BusinessDate, state.Balance.Position), state.RiskInputs, [], ImportReports.IdOf(state.Institution, entry.BusinessDate, entry.Import));
    }
}
