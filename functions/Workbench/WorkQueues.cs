using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Complaints;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>Which work of a case stands in which queue, at which place, for whom. Pure: the index is a function of the cases' states. (R6.2)</summary>
public static class WorkQueues
{
    public const string Visits = "visits";

    public const string Letters = "letters";

    public const string Review = "review";

    public const string Quarantine = "quarantine";

    public const string Plans = "plans";

    /// <summary>Cases that court is not worth, or that came back from it.</summary>
    public const string Directions = "directions";

    /// <summary>Cases that are marked as ready for the legal department.</summary>
    public const string LegalReady = "legal-ready";

    /// <summary>The next step in court, to be told of.</summary>
    public const string Proceedings = "proceedings";
    /// <summary>Estates, claims to be filed, and what is for legal to assess.</summary>
    public const string Estates = "estates";

    public const string Searches = "searches";

    public const string Disputes = "disputes";

    /// <summary>Looks at vulnerable debtors, and signs of abuse or self-harm.</summary>
    public const string Care = "care";

    /// <summary>The next step in the disposal of what is pledged.</summary>
    public const string Collateral = "collateral";
    /// <summary>Scores that a person is to look at.</summary>
    public const string RiskReviews = "risk-reviews";

    /// <summary>Visitors who have not come back, and visits that were broken off: supervisors at once.</summary>
    public const string Safety = "safety";

    /// <summary>The next step of each complaint.</summary>
    public const string Complaints = "complaints";

    /// <summary>Cases that an agency might have: somebody names one, or says not now.</summary>
    public const string Placements = "placements";

    /// <summary>What nobody did in time, besides its place in its own queue.</summary>
    public const string Escalated = "escalated";

    private static readonly Dictionary<string, string[]> Readers = new(StringComparer.Ordinal)
    {
        [Calls(Line.First)] = [Roles.Collector, Roles.SeniorCollector],
        [Calls(Line.Second)] = [Roles.Collector, Roles.SeniorCollector],
        [Calls(Line.Field)] = [Roles.Collector, Roles.SeniorCollector, Roles.Field],
        [Calls(Line.Legal)] = [Roles.SeniorCollector, Roles.Legal],
        [Calls(Line.Agency)] = [Roles.Agency],
        [Replies(Line.Agency)] = [Roles.SeniorCollector],
        [Placements] = [Roles.SeniorCollector],
        [Replies(Line.First)] = [Roles.Collector, Roles.SeniorCollector],
        [Replies(Line.Second)] = [Roles.Collector, Roles.SeniorCollector],
        [Replies(Line.Field)] = [Roles.Collector, Roles.SeniorCollector, Roles.Field],
        [Replies(Line.Legal)] = [Roles.SeniorCollector, Roles.Legal],
        [Calls(Line.Specialist)] = [Roles.Specialist],
        [Replies(Line.Specialist)] = [Roles.Specialist],
        [Estates] = [Roles.Legal],
        [Searches] = [Roles.SeniorCollector],
        [Disputes] = [Roles.SeniorCollector, Roles.Compliance],
        [Care] = [Roles.Specialist],
        [Visits] = [Roles.Field],
        [Letters] = [Roles.Legal],
        [Review] = [Roles.SeniorCollector, Roles.Legal],
        [Quarantine] = [Roles.SeniorCollector],
        [Complaints] = [Roles.Compliance],
        [Escalated] = [],
        [Safety] = [],
        [Plans] = [Roles.Collector, Roles.SeniorCollector],
        [Directions] = [Roles.Legal],
        [LegalReady] = [Roles.Legal],
        [Proceedings] = [Roles.Legal],
        [Collateral] = [Roles.Legal],
        [RiskReviews] = [Roles.SeniorCollector],
        [Approvals(Roles.Supervisor)] = [],
        [Approvals(Roles.Legal)] = [Roles.Legal],
        [Approvals(Roles.Compliance)] = [Roles.Compliance],
    };

    public static IReadOnlyCollection<string> All => Readers.Keys;

    public static string Calls(Line line) => $"calls-{line.ToString().ToLowerInvariant()}";

    public static string Replies(Line line) => $"replies-{line.ToString().ToLowerInvariant()}";

    public static string Approvals(string role) => $"approvals-{role}";

    /// <summary>Supervisors and auditors see every queue, others those they work.</summary>
    public static bool IsOpenTo(string queue, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return Readers.TryGetValue(queue, out var roles) && (caller.Is(Roles.Supervisor) || caller.Is(Roles.Auditor) || roles.Any(caller.Is));
    }

    /// <summary>Whether nothing that <see cref="Of"/> reads has changed: most facts of a case concern no list.</summary>
    public static bool AreAlike(CaseState before, CaseState after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return ReferenceEquals(before.Tasks, after.Tasks) && ReferenceEquals(before.Approvals, after.Approvals) && ReferenceEquals(before.Complaints, after.Complaints) && ReferenceEquals(before.Balance, after.Balance) && ReferenceEquals(before.Agency, after.Agency)
            && (before.Stage, before.Line, before.Risk, before.Closed, before.LegalTaggedAt) == (after.Stage, after.Line, after.Risk, after.Closed, after.LegalTaggedAt);
    }

    /// <summary>All work of a case, by queue and row.</summary>
    public static IReadOnlyDictionary<(string Queue, string Row), WorkItem> Of(CaseState? state)
    {
        var items = new Dictionary<(string, string), WorkItem>();
        if (state is null) return items;
        foreach (var task in state.Tasks)
        {
            Add(QueueOf(state, task), task.Id, task.Kind.ToString(), task.Due, task.OpenedAt, task.Because, task.Claim);
            if (task.Escalated) Add(Escalated, task.Id, task.Kind.ToString(), task.Due, task.OpenedAt, task.Because, task.Claim);
        }

        if (state is { IsOpen: true, LegalTaggedAt: { } since }) Add(LegalReady, LegalReady, WorkItem.LegalReady, since, since, "days-past-due");
        foreach (var complaint in state.Complaints.All)
        {
            var due = complaint.AnswerBy ?? BusinessTime.At(complaint.On.AddDays(1), TimeOnly.MinValue);
            items[(ComplaintRegister.Partition, $"{Due(due)}|{state.Key.Value}|{complaint.Id}")] = new WorkItem(
                state.Key, complaint.Id, nameof(TaskKind.Complaint), due, null, complaint.Step.ToString(), state.Stage, state.Line, state.Risk, state.Overdue, state.Institution, state.Product, state.Region)
            { Complaint = complaint };
        }

        if (!state.IsOpen || state.Approvals.Open is not { } open) return items;
        foreach (var role in open.Roles.Where(role => state.Approvals.Decisions.All(decision => decision.Role != role)))
            Add(Approvals(role), open.Id, "Approval", open.Deadline, state.Approvals.AskedAt, open.Subject.ToString());
        return items;

        void Add(string queue, string id, string kind, DateTimeOffset due, DateTimeOffset? since, string because, TaskClaim? claim = null) =>
            items[(queue, RowOf(state, due, id))] = new WorkItem(
                state.Key, id, kind, due, since, because, state.Stage, state.Line, state.Risk, state.Overdue, state.Institution, state.Product, state.Region)
            { Claim = claim, Agency = state.Agency.Placed?.Agency };
    }

    /// <summary>A reply to a case that is closed has no line any more: it is for review.</summary>
    public static string QueueOf(CaseState state, OpenTask task) => task.Kind switch
    {
        TaskKind.Call or TaskKind.ContactQuestion => Calls(task.Queue),
        TaskKind.Visit => Visits,
        TaskKind.LawyersLetter or TaskKind.Letter or TaskKind.CollateralNotice or TaskKind.EstateLetter => Letters,
        TaskKind.Estate or TaskKind.Assessment or TaskKind.ClaimFiling => Estates,
        TaskKind.Search => Searches,
        TaskKind.DisputeAnswer => Disputes,
        TaskKind.CareReview or TaskKind.Concern => Care,
        TaskKind.Review => Review,
        TaskKind.Reply => state.IsOpen ? Replies(task.Queue) : Review,
        TaskKind.UnknownSend => Quarantine,
        TaskKind.PlanCheck => Plans,
        TaskKind.Placement => Placements,
        TaskKind.Direction => Directions,
        TaskKind.Proceeding => Proceedings,
        TaskKind.Collateral => Collateral,
        TaskKind.RiskReview => RiskReviews,
        TaskKind.Safety => Safety,
        TaskKind.Complaint => Complaints,
        _ => throw new InvalidOperationException($"Tasks of kind {task.Kind} have no queue."),
    };

    /// <summary>Due time, then higher risk, then the larger amount (by its number of digits), then the case.</summary>
    private static string RowOf(CaseState state, DateTimeOffset due, string id)
    {
        var risk = RiskLevel.High - (state.Risk ?? RiskLevel.Medium);
        var amount = 9 - Math.Min(9, decimal.Truncate(state.Overdue.Amount).ToString(CultureInfo.InvariantCulture).Length);
        return string.Create(CultureInfo.InvariantCulture, $"{Due(due)}|{risk}{amount}|{state.Key.Value}|{id}");
    }

    /// <summary>How due times sort as row keys.</summary>
    internal static string Due(DateTimeOffset due) => due.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
}
