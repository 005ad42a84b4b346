using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Collections.Local.Host.Bus;

namespace Collections.Cli.Desk;

/// <summary>Looks through the queues for what has lain there since an earlier day. (People do not do everything the hour it comes.)</summary>
internal sealed class DeskPlanner(Worklist worklist, InProcessBroker broker)
{
    private const int Page = 500;

    /// <summary>What the legal system takes to answer.</summary>
    private static readonly TimeSpan LegalAnswer = TimeSpan.FromDays(3);

    private static readonly IReadOnlyList<(string Queue, DeskWork Work, string? Role)> Queues =
    [
        (WorkQueues.Approvals(Roles.Supervisor), DeskWork.Approval, Roles.Supervisor),
        (WorkQueues.Approvals(Roles.Legal), DeskWork.Approval, Roles.Legal),
        (WorkQueues.Approvals(Roles.Compliance), DeskWork.Approval, Roles.Compliance),
        (WorkQueues.Placements, DeskWork.Review, null),
        (WorkQueues.Review, DeskWork.Review, null),
        (WorkQueues.Plans, DeskWork.Review, null),
        (WorkQueues.Directions, DeskWork.Direction, null),
        (WorkQueues.Proceedings, DeskWork.Proceeding, null),
        (WorkQueues.Collateral, DeskWork.Collateral, null),
        (WorkQueues.Safety, DeskWork.Safety, null),
        (WorkQueues.Estates, DeskWork.Assessment, null),
        (WorkQueues.Searches, DeskWork.Search, null),
        (WorkQueues.Visits, DeskWork.Visit, null),
        (WorkQueues.Letters, DeskWork.Letter, null),
        (WorkQueues.Calls(Line.Legal), DeskWork.Call, null),
        (WorkQueues.Calls(Line.Field), DeskWork.Call, null),
        (WorkQueues.Calls(Line.Second), DeskWork.Call, null),
        (WorkQueues.Calls(Line.First), DeskWork.Call, null),
    ];

    public async Task<DeskSession> PlanAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var items = Handoffs(now);
        foreach (var (queue, work, role) in Queues)
        {
            string? cursor = null;
            do
            {
                var page = await worklist.ListAsync(queue, null, Page, cursor, cancellation);
                items.AddRange(page.Items.Where(item => IsOld(item, now) && item.Kind is not (nameof(TaskKind.ContactQuestion) or nameof(TaskKind.EstateLetter))).Select(item => new DeskItem(item.Kind == nameof(TaskKind.Letter) ? DeskWork.Demand : work, item.Case, item.Id, role)));
                cursor = page.Next;
            }
            while (cursor is not null);
        }

        return new DeskSession(now, items);
    }

    /// <summary>Handoffs whose answer is due. Their messages stay in the queue until they are answered.</summary>
    private List<DeskItem> Handoffs(DateTimeOffset now) =>
    [
        .. broker.Peek(Outbox.Handoffs, int.MaxValue).Where(message => message.EnqueuedTime <= now - LegalAnswer).Select(message =>
            new DeskItem(DeskWork.Acknowledgement, message.Body.ToObjectFromJson<LegalHandoff>(CollectionsJson.Options)!.Case, message.MessageId)),
    ];

    /// <summary>Courts take their time: a step is told of when it is due.</summary>
    private static bool IsOld(WorkItem item, DateTimeOffset now) => (item.Kind != nameof(TaskKind.Proceeding) || item.Due <= now.AddDays(2)) && item.Since is { } since && BusinessTime.DayOf(since) < BusinessTime.DayOf(now);
}
