using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.FieldVisits;

/// <summary>The day of a visit: who arrives and leaves, how it went, and what that binds. What binds every contact stands in the ledger before the case tells of it. (R3.3)</summary>
public sealed class VisitDay(Casework casework, PersonContacts contacts, DebtorLedgerStore ledger, CaseCommands commands, ILawBook laws, TimeProvider clock)
{
    /// <summary>Refusals as <see cref="VisitCommands.CheckIn"/>; 409 <c>contact-stopped</c> when the contact was given up.</summary>
    public async Task<CommandResult> CheckInAsync(CaseKey key, string contact, Caller visitor, string command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        var hold = await contacts.FindAsync(key, contact, Channel.Visit, cancellation);
        if (hold.State is not (ContactState.Reserved or ContactState.Reported)) throw PersonContacts.Stopped("given-up");
        return await commands.ExecuteAsync(key, command, visitor.By, state => VisitCommands.CheckIn(casework.View(state), contact, visitor), cancellation);
    }

    public async Task<CommandResult> CheckOutAsync(CaseKey key, string contact, Caller visitor, string command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        await contacts.FindAsync(key, contact, Channel.Visit, cancellation);
        return await commands.ExecuteAsync(key, command, visitor.By, state => VisitCommands.CheckOut(casework.View(state), contact, visitor), cancellation);
    }

    /// <summary>Refusals as <see cref="VisitResults.Report"/>; 404 for an unknown contact, 409 <c>contact-reported</c> when it was reported otherwise.</summary>
    public async Task<CommandResult> ReportAsync(CaseKey key, string contact, VisitReport report, string by, string command, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var view = await casework.ViewAsync(key, cancellation);
        var least = (await laws.ForAsync(view.State.Institution, cancellation)).Pack.Visitors.Minimum;
        var hold = await contacts.FindAsync(key, contact, Channel.Visit, cancellation);
        var note = string.IsNullOrWhiteSpace(report.Note) ? null : contact;
        if (hold.State == ContactState.Reserved) VisitResults.Report(view, contact, report, least, hold.Record.At, note);
        if (report.Outcome == VisitOutcome.SafetyStop && (hold.State == ContactState.Reserved || hold.Record.ReportedBy == command))
            await ledger.AmendAsync(hold.Record.Debtor, known => known.With(new VisitStop(contact, key, clock.GetUtcNow())), cancellation);
        var result = report.Outcome is VisitOutcome.Met or VisitOutcome.Refused ? EntryResult.Conversation : EntryResult.Unanswered;
        hold = await contacts.ReportAsync(hold, result, wrongNumber: report.Outcome is VisitOutcome.Moved or VisitOutcome.AddressInvalid, command, cancellation);
        note = await contacts.NoteAsync(hold, "visit", report.Note, by, cancellation);
        return await commands.ExecuteAsync(
            key, $"{contact}-reported", by, state => VisitResults.Report(casework.View(state), contact, report, least, hold.Record.At, note), cancellation);
    }

    /// <summary>A supervisor lets visits to the debtor be made again. Refusals as <see cref="VisitCommands.Clear"/>.</summary>
    public async Task<CaseAnswer> ClearAsync(CaseKey key, Posted<VisitClearance> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var answer = await casework.ExecuteAsync(key, posted, posted.Body.Reason, "visit-clearance", (view, note) => VisitCommands.Clear(view.State, note), cancellation);
        if (answer.Visits.Stop is null) await ledger.AmendAsync(answer.DebtorKey, known => known.VisitsCleared(key, clock.GetUtcNow()), cancellation);
        return answer;
    }
}
