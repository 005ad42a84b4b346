using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Parties;

/// <summary>A person on the debt asks to be left alone: final. The ledger, which binds, is told first. (R5.5)</summary>
public sealed class StopRequests(DebtorParties parties, DebtorLedgerStore ledger)
{
    /// <returns>The person; null when there is none.</returns>
    public async Task<PartyRecord?> StopAsync(DebtorKey debtor, string person, CancellationToken cancellation)
    {
        if (await parties.FindAsync(debtor, person, cancellation) is null) return null;
        await ledger.AmendAsync(debtor, known => known.Stopped(person), cancellation);
        return await parties.ChangeAsync(debtor, person, known => known is null ? null : known with { Stopped = true }, cancellation);
    }
}
