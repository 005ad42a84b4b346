using Collections.Functions.Cases;
using Collections.Functions.Complaints;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>Something on a case that waits for a person, as lists show it. No personal data.</summary>
/// <param name="Id">Id of the task or approval, unique within the case.</param>
/// <param name="Kind">Kind of the task, <c>Approval</c>, or <c>LegalReady</c>.</param>
/// <param name="Because">Short code of the reason; for an approval its subject.</param>
/// <param name="Overdue">As of the last change of the case.</param>
public sealed record WorkItem(
    CaseKey Case, string Id, string Kind, DateTimeOffset Due, DateTimeOffset? Since, string Because, Stage Stage, Line Line, RiskLevel? Risk, Money Overdue,
    string Institution, Product Product, string Region)
{
    internal const string LegalReady = "LegalReady";

    /// <summary>Who has taken it on, or was given it.</summary>
    public TaskClaim? Claim { get; init; }

    /// <summary>In the register of complaints: what became of it.</summary>
    public CaseComplaint? Complaint { get; init; }

    /// <summary>Code of the agency that has the case.</summary>
    public string? Agency { get; init; }
}

/// <summary>A change of the work index.</summary>
/// <param name="Queue">Partition of table <c>Work</c>.</param>
/// <param name="Row">Row key: the list's order.</param>
/// <param name="Item">Null: the row goes.</param>
/// <param name="Version">Of the case that has it so. A row that a later version has written does not go.</param>
public sealed record WorkChange(string Queue, string Row, WorkItem? Item, long Version);
