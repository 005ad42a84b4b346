using Azure;

namespace Collections.Functions.Contact;

/// <summary>A contact's row as last read or written, with the versions that the next write rests on: carried along, they spare reads.</summary>
/// <param name="Ledger">Null when it was not read in this run.</param>
public sealed record ContactHold(ContactRecord Record, ETag Version, LedgerVersion? Ledger)
{
    public ContactState State => Record.State;
}

/// <param name="Version">Null: there is no row yet.</param>
public sealed record LedgerVersion(DebtorLedger Ledger, ETag? Version);
