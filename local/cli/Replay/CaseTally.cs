using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Legal;

namespace Collections.Cli.Replay;

/// <summary>Counts what the streams tell, case by case.</summary>
internal sealed class CaseTally
{
    private readonly Dictionary<Stage, long> stages = Enum.GetValues<Stage>().ToDictionary(stage => stage, _ => 0L);

    private readonly SortedDictionary<string, long> closed = new(StringComparer.Ordinal);

    private long total;

    private long asked;

    private long approved;

    private long rejected;

    private long lapsed;

    public long Facts { get; private set; }

    public long Handoffs { get; private set; }

    public CaseSummary Cases => new(total, stages.ToDictionary(stage => stage.Key.ToString(), stage => stage.Value), closed);

    public ApprovalCounts Approvals => new(asked, approved, rejected, lapsed);

    public void Add(IReadOnlyList<StoredFact> facts)
    {
        var stage = Stage.Reminder;
        ClosingReason? reason = null;
        var waiting = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var stored in facts)
        {
            switch (stored.Fact)
            {
                case StageEntered entered: stage = entered.Stage; break;
                case CaseClosed ended: reason = ended.Reason; break;
                case CaseReopened: reason = null; break;
                case HandedOver: Handoffs++; break;
                case ApprovalRequested request: (asked, waiting[request.Id]) = (asked + 1, [.. request.Roles]); break;
                case ApprovalLapsed: lapsed++; break;
                case ApprovalDecided { Approved: false }: rejected++; break;
                case ApprovalDecided yes when waiting.TryGetValue(yes.Id, out var roles) && roles.Remove(yes.Role) && roles.Count == 0: approved++; break;
                default: break;
            }
        }

        total++;
        stages[stage]++;
        Facts += facts.Count;
        if (reason is { } because) closed[because.ToString()] = closed.GetValueOrDefault(because.ToString()) + 1;
    }
}
