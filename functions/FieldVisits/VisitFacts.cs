using Collections.Functions.Cases;

namespace Collections.Functions.FieldVisits;

public enum VisitOutcome { Met, Absent, Moved, Refused, AddressInvalid, ThirdPartyPresent, SafetyStop }

/// <summary>A visit as it went. (R3.3)</summary>
/// <param name="Contact">The contact under which the gate allowed and counted it.</param>
/// <param name="Task">The visit task it answers.</param>
/// <param name="Visitors">Ids of two or three members of staff.</param>
/// <param name="Note">Id of the written report in the debtor's partition, if there is one.</param>
public sealed record VisitReported(string Contact, string Task, DateTimeOffset At, IReadOnlyList<string> Visitors, VisitOutcome Outcome, string? Note = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
