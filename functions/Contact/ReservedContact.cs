using Collections.Functions.Cases;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Contact;

/// <summary>A person may make this contact now; it is counted.</summary>
/// <param name="Phone">Keyed hash of the number that the gate judged; null where the channel needs none.</param>
/// <param name="Party">Whom it is for; null: the debtor.</param>
/// <param name="Until">From then on it may not be made any more.</param>
public sealed record ReservedContact(string Contact, DateTimeOffset At, ContactVerdict Verdict, string? Phone, PartyRecord? Party, Purpose Purpose, DateTimeOffset Until);

/// <param name="Note">Summary in the collector's words; kept with the debtor's data.</param>
/// <param name="Reason">Why the debtor does not pay, as he told it.</param>
/// <param name="Employment">What he told of his work.</param>
/// <param name="Disputed">For <see cref="CallOutcome.RightPartyDispute"/>, which registers the dispute with the note as its words: what.</param>
public sealed record CallReport(CallOutcome Outcome, int DurationSeconds, string? Note = null, OverdueReason? Reason = null, EmploymentStatus? Employment = null, DisputeReason? Disputed = null);
