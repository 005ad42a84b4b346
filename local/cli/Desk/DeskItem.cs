using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

internal enum DeskWork { Approval, Call, Visit, Letter, Demand, Review, Acknowledgement, Direction, Proceeding, Collateral, Safety, Assessment, Search }

/// <summary>One thing that the desk is to do.</summary>
/// <param name="Id">Id of the task, approval or message.</param>
/// <param name="Role">For an approval: the role to decide in.</param>
internal sealed record DeskItem(DeskWork Work, CaseKey Case, string Id, string? Role = null);

/// <summary>One sitting of the desk: what it found to do, in order. The same sitting can be worked again from its start without doing anything twice.</summary>
internal sealed record DeskSession(DateTimeOffset At, IReadOnlyList<DeskItem> Items);
