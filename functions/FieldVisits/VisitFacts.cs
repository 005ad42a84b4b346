using Collections.Functions.Cases;

namespace Collections.Functions.FieldVisits;

/// <summary>What visitors carry, each confirmed when the visit is planned. (R3.3)</summary>
public enum VisitPaper { Identification, LetterOfAuthority, ContractCopies, Uniform }

/// <summary>
/// Where a visit goes. <see cref="Premises"/>: of a business that owes. <see cref="Agreed"/>: a place that the debtor named. The last two are prohibited, and named so that they are refused. (R5.8)
/// </summary>
public enum VisitPlace { Home, Premises, Agreed, Workplace, PublicPlace }

/// <summary>From where it is known that the debtor lives at the address on file.</summary>
public enum AddressProof { ToldByDebtor, LetterReceipt, BranchRecord, PublicRegister }

public enum CallOffReason { DebtorAsked, VisitorsUnavailable, Weather, NotNeeded, Other }

public enum VisitOutcome { Met, Absent, Moved, Refused, AddressInvalid, ThirdPartyPresent, SafetyStop }

/// <summary>Why the debtor refused, as far as he said. (R3.2)</summary>
public enum RefusalReason { CannotPay, DisputesDebt, WillNotPay, WillNotTalk, Other }

/// <summary>A visit is planned, or planned anew under the same id. (R3.3)</summary>
/// <param name="Visit">Unique within the case.</param>
/// <param name="Task">The visit task that it answers.</param>
/// <param name="Until">Until then it may begin; then the task is late.</param>
/// <param name="Visitors">Ids of two or three members of staff.</param>
/// <param name="Papers">Confirmed to be at hand.</param>
/// <param name="Appointment">Where the debtor's agreement to the time is recorded: a contact's or a document's id. Null: it is made at a decent hour.</param>
/// <param name="Address">How the address was verified; null where the debtor agreed to be visited there.</param>
/// <param name="Team">Code of those who go together that day.</param>
/// <param name="Person">Id of the person on the debt within the debtor's partition; null: the debtor.</param>
/// <param name="Note">Id of the words in the debtor's partition: which place was agreed.</param>
public sealed record VisitPlanned(
    string Visit, string Task, DateTimeOffset At, DateTimeOffset Until, VisitPlace Place, IReadOnlyList<string> Visitors, IReadOnlyList<VisitPaper> Papers, string? Appointment = null,
    AddressProof? Address = null, string? Team = null, string? Person = null, string? Note = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Due">When its task is due instead.</param>
/// <param name="Note">Id of the words in the debtor's partition.</param>
public sealed record VisitCalledOff(string Visit, CallOffReason Because, DateTimeOffset Due, string? Note = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The gate let the planned visit go, under this contact.</summary>
public sealed record VisitStarted(string Visit, string Contact) : Fact;

/// <summary>A visitor has arrived, and says so himself; nothing of where he is.</summary>
public sealed record VisitorCheckedIn(string Contact, string Visitor) : Fact;

/// <summary>A visitor has left, safe, and says so himself.</summary>
public sealed record VisitorCheckedOut(string Contact, string Visitor) : Fact;

/// <summary>Visitors have not checked out in time: the supervisor is called at once.</summary>
/// <param name="Task">The alarm.</param>
public sealed record VisitorsMissing(string Contact, string Task, IReadOnlyList<string> Visitors) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>A visit as it went. (R3.3)</summary>
/// <param name="Contact">The contact under which the gate allowed and counted it.</param>
/// <param name="Task">The visit task it answers.</param>
/// <param name="Visitors">Ids of those who checked in.</param>
/// <param name="Note">Id of the written report in the debtor's partition, if there is one.</param>
/// <param name="Visit">The plan it carries out; null in facts of the time before there were plans.</param>
/// <param name="Refusal">Why he refused.</param>
/// <param name="DebtNotMentioned">A third party was there: the visitors confirm that nothing of the debt was said.</param>
/// <param name="Witness">Evidence of the debtor's consent to a witness, when there was one.</param>
public sealed record VisitReported(
    string Contact, string Task, DateTimeOffset At, IReadOnlyList<string> Visitors, VisitOutcome Outcome, string? Note = null, string? Visit = null, RefusalReason? Refusal = null,
    bool? DebtNotMentioned = null, string? Witness = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>After a first visit another one may be made: by an approval of its own. (R3.3, R6.3)</summary>
public sealed record VisitApproved(string Approval) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>The approved visit cannot be made; its waiver takes its place. (R3.3)</summary>
/// <param name="Because">The condition that was met, as a short code.</param>
public sealed record VisitWaived(string Approval, string Because) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>A supervisor lets visits to the debtor be made again after one was broken off for safety. The ledger is told after the case.</summary>
/// <param name="Stop">Id of the stop in the debtor's ledger: the contact of the visit that was broken off.</param>
/// <param name="Note">Id of the reason in the debtor's partition.</param>
public sealed record VisitsCleared(string Stop, string? Note) : Fact
{
    internal override bool IsPublished => true;
}
