using Collections.Functions.Cases;
using Collections.Functions.Legal;
using Collections.Functions.Platform;

namespace Collections.Functions.Approvals;

public enum ApprovalSubject { FieldVisit, VisitWaiver, LegalHandoff, LongPromise, Plan, WriteOff, CollateralSale, Malice, AgencyPlacement }

/// <summary>A step needs a person's decision. (R6.3)</summary>
/// <param name="Id">Unique within the case.</param>
/// <param name="Proposer"><c>system</c> or the person who proposed it; that person may not decide it.</param>
/// <param name="Roles">Each of these roles must approve, each by another person.</param>
/// <param name="Deadline">Then it lapses and rises to the next role.</param>
/// <param name="Basis">Sequence of the last material fact that the approver sees; a newer one makes the approval void.</param>
/// <param name="Overdue">What the approver saw.</param>
/// <param name="DaysPastDue">What the approver saw.</param>
/// <param name="PromiseDue">For a long promise: the date asked for.</param>
/// <param name="Plan">For a plan beyond policy: the offer.</param>
/// <param name="Estimate">For the legal handoff: what the approver saw of what court is expected to bring.</param>
/// <param name="Amount">What is decided on, where that is not what is overdue.</param>
public sealed record ApprovalRequested(
    string Id, ApprovalSubject Subject, string Proposer, IReadOnlyList<string> Roles, DateTimeOffset Deadline, long Basis, Money Overdue, int DaysPastDue,
    string Because, DateOnly? PromiseDue = null, string? Plan = null, RecoveryEstimate? Estimate = null, Money? Amount = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Role">The role in which it was decided.</param>
/// <param name="Comment">Id of the comment in the debtor's partition, if there is one.</param>
public sealed record ApprovalDecided(string Id, bool Approved, string Decider, string Role, string? Comment = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Because"><see cref="Deadline"/>, <see cref="FactsChanged"/>, or what stopped the case meanwhile.</param>
public sealed record ApprovalLapsed(string Id, string Because) : Fact
{
    public const string Deadline = "deadline";

    public const string FactsChanged = "facts-changed";

    internal override bool IsPublished => true;
}
