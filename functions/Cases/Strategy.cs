using System.Text.Json.Serialization;
using Collections.Functions.Approvals;
using Collections.Functions.Complaints;
using Collections.Functions.Contact.Texts;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Cases;

/// <summary>
/// Who gets which step when: data, in <c>data/strategies/</c>. Amounts are in the strategy's own currency; <see cref="AmountsIn"/> says what one
/// unit of another currency counts for against its thresholds (a setting, not a rate of exchange).
/// </summary>
public sealed record Strategy
{
    public required string Name { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyDictionary<string, decimal> AmountsIn { get; init; }

    /// <summary>Below this overdue amount nobody is contacted.</summary>
    public required decimal MinimumOverdue { get; init; }

    public required ReminderLadder Reminder { get; init; }

    public required NegotiationLadder Negotiation { get; init; }

    public FieldVisitLadder FieldVisit { get; init; } = FieldVisitLadder.None;

    public LegalLadder Legal { get; init; } = LegalLadder.None;

    /// <summary>Stages that no case enters by this strategy, each with the reason: the next one that it uses follows, or the case stays where it is. (R3.5)</summary>
    public IReadOnlyDictionary<Stage, string> Unused { get; init; } = new Dictionary<Stage, string>();

    /// <summary>Where nothing is handed over: from when on a case is marked as ready for the legal department; null: it is not.</summary>
    public LegalTagTerms? LegalTag { get; init; }

    /// <summary>When a person is asked whether an agency should have the case; null: never.</summary>
    public AgencyLadder? Agency { get; init; }

    public required PromiseTerms Promises { get; init; }

    public PlanTerms Plans { get; init; } = new(GraceDays: 3, CatchUpBusinessDays: 5);

    public PathTerms Paths { get; init; } = new();

    public ComplaintTerms Complaints { get; init; } = new();

    public required ApprovalTerms Approvals { get; init; }

    /// <summary>When a claim may be written off; null: not here.</summary>
    public WriteOffTerms? WriteOff { get; init; }

    /// <summary>Name of the scorecard that its cases are scored by, in the version in force.</summary>
    public string Scorecard { get; init; } = "default-2026";

    /// <summary>How a case names the strategy it is pinned to.</summary>
    [JsonIgnore]
    public string Reference => $"{Name}/{Version}";

    /// <summary>Whether cases enter a stage by it.</summary>
    public bool Uses(Stage stage) => !Unused.ContainsKey(stage);

    /// <summary>What is wrong with it, each with its path; empty: cases may be worked by it.</summary>
    /// <param name="template">Finds a template by name; null: there is none.</param>
    public IEnumerable<ProfileFault> Faults(Func<string, MessageTemplate?> template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return StrategyFaults.Of(this, template);
    }

    /// <summary>An amount as the thresholds count it. Throws for a currency that the strategy has no setting for.</summary>
    public decimal Counted(Money amount) => AmountsIn.TryGetValue(amount.Currency, out var factor)
        ? amount.Amount * factor
        : throw new InvalidOperationException($"Strategy {Reference} has no setting for {amount.Currency} in 'amountsIn'.");
}

/// <param name="GraceDays">Days past due of the first message, by product.</param>
/// <param name="Messages">Days past due of the further messages.</param>
/// <param name="Calls">Days past due of the calls, by risk.</param>
public sealed record ReminderLadder(
    IReadOnlyDictionary<Product, int> GraceDays, IReadOnlyList<int> Messages, IReadOnlyDictionary<RiskLevel, IReadOnlyList<int>> Calls)
{
    /// <summary>Whom the calls of a day are for, by that day; a day that is not here is for everybody.</summary>
    public IReadOnlyDictionary<int, RungFilter> CallsFor { get; init; } = new Dictionary<int, RungFilter>();

    /// <summary>Days past due of the e-mails; only where somebody carries e-mail.</summary>
    public IReadOnlyList<int> Emails { get; init; } = [];

    /// <summary>Days past due of the notices, of service, that the debt will be reported to the credit bureau.</summary>
    public IReadOnlyList<int> CreditNotices { get; init; } = [];
}

/// <param name="From">Days past due at which it begins.</param>
/// <param name="SecondLineFrom">Days past due at which the second line takes over.</param>
/// <param name="FirstLineCalls">Working days between calls, by risk; empty: the first line calls on the days of <see cref="Calls"/> alone.</param>
/// <param name="SecondLineCalls">Working days between calls, by risk.</param>
/// <param name="NoResponse">When silence passes a case to the second line.</param>
public sealed record NegotiationLadder(
    int From, int SecondLineFrom, IReadOnlyDictionary<RiskLevel, int> FirstLineCalls, IReadOnlyDictionary<RiskLevel, int> SecondLineCalls, NoResponse NoResponse)
{
    /// <summary>Calendar days between messages; null: none are sent.</summary>
    public int? MessageEveryDays { get; init; }

    /// <summary>Days past due of calls besides the regular ones, by risk.</summary>
    public IReadOnlyDictionary<RiskLevel, IReadOnlyList<int>> Calls { get; init; } = new Dictionary<RiskLevel, IReadOnlyList<int>>();

    /// <summary>Automated voice messages; only where somebody carries them. (R3.2)</summary>
    public IReadOnlyList<VoiceRung> VoiceMessages { get; init; } = [];

    /// <summary>Letters by risk, on their days past due.</summary>
    public IReadOnlyDictionary<RiskLevel, IReadOnlyList<LetterRung>> Letters { get; init; } = new Dictionary<RiskLevel, IReadOnlyList<LetterRung>>();
}

/// <summary>An automated voice message.</summary>
/// <param name="Day">Days past due.</param>
/// <param name="SilentDays">Only if there was no conversation in so many calendar days; null: to everybody.</param>
public sealed record VoiceRung(int Day, int? SilentDays = null)
{
    /// <summary>Whom it is for; null: everybody.</summary>
    public RungFilter? For { get; init; }

    internal bool Takes(CaseView view) =>
        (SilentDays is not { } days || !(view.State.Contacts.LastConversationAt > view.Now.AddDays(-days))) && For?.Takes(view) != false;
}

/// <summary>No response: so many working days after attempts without an answer and a delivered message.</summary>
public sealed record NoResponse(int WorkingDays, int Attempts, int Delivered);

/// <param name="From">Days past due at which it begins.</param>
/// <param name="FromHighRisk">The same for high risk and at least <paramref name="MinimumAmount"/>.</param>
/// <param name="MinimumAmount">Below it the visit is waived (with approval).</param>
/// <param name="CallEvery">Working days between calls.</param>
/// <param name="MessageEveryDays">Calendar days between messages.</param>
/// <param name="VisitWithin">Working days in which an approved visit should be made.</param>
public sealed record FieldVisitLadder(int From, int FromHighRisk, decimal MinimumAmount, int CallEvery, int MessageEveryDays, int VisitWithin)
{
    /// <summary>Of a strategy that makes no visits.</summary>
    public static FieldVisitLadder None { get; } = new(From: 0, FromHighRisk: 0, MinimumAmount: 0, CallEvery: 0, MessageEveryDays: 0, VisitWithin: 0);

    public VisitTerms Visits { get; init; } = new();

    /// <summary>Null: no letters.</summary>
    public RepeatedLetter? Letter { get; init; }
}

/// <param name="After">Days past due that must be passed.</param>
/// <param name="AfterRefusals">The same with <paramref name="Refusals"/> recorded, for medium and high risk.</param>
/// <param name="MinimumAmount">By risk.</param>
/// <param name="LetterDays">Calendar days the debtor has to answer the lawyer's letter.</param>
/// <param name="LetterWithin">Working days in which the letter should be posted.</param>
/// <param name="MessageEveryDays">Calendar days between messages.</param>
public sealed record LegalLadder(
    int After, int AfterRefusals, int Refusals, IReadOnlyDictionary<RiskLevel, decimal> MinimumAmount, int LetterDays, int LetterWithin, int MessageEveryDays)
{
    /// <summary>Of a strategy that hands nothing over.</summary>
    public static LegalLadder None { get; } = new(
        After: 0, AfterRefusals: 0, Refusals: 0, Enum.GetValues<RiskLevel>().ToDictionary(risk => risk, _ => 0m), LetterDays: 0, LetterWithin: 0, MessageEveryDays: 0);

    /// <summary>What court costs and brings in; null: it is not weighed.</summary>
    public LegalRecovery? Recovery { get; init; }

    /// <summary>Calendar days in which the legal system should say whether it takes a case.</summary>
    public int AnswerDays { get; init; } = 15;

    /// <summary>Calendar days after a step of the disposal of collateral in which the next is to be told of; 30 where none are given.</summary>
    public IReadOnlyDictionary<CollateralStep, int> Collateral { get; init; } = new Dictionary<CollateralStep, int>();

    /// <summary>Calendar days after a step of the proceedings in which the next is to be told of; 30 where none are given.</summary>
    public IReadOnlyDictionary<ProceedingStep, int> Proceedings { get; init; } = new Dictionary<ProceedingStep, int>();
}

/// <param name="From">Days past due from which agencies get cases.</param>
/// <param name="QuietDays">Calendar days without plan or promise before one is asked for.</param>
/// <param name="Below">Overdue amount, by risk, below which it is; a risk that is not named: any amount.</param>
/// <param name="CallEvery">Working days between the agency's calls.</param>
/// <param name="AskAgainDays">Calendar days before it is asked for again.</param>
public sealed record AgencyLadder(int From, int QuietDays, IReadOnlyDictionary<RiskLevel, decimal> Below, int CallEvery, int AskAgainDays);

/// <param name="MaximumDays">Calendar days ahead that a collector may accept.</param>
/// <param name="MaximumDaysApproved">The same with a supervisor's approval.</param>
/// <param name="JudgeAfterBusinessDays">Business days after the due date that the payments files must cover.</param>
/// <param name="BrokenToSecondLine">So many broken within <paramref name="BrokenWithinDays"/> pass the case to the second line.</param>
public sealed record PromiseTerms(int MaximumDays, int MaximumDaysApproved, int JudgeAfterBusinessDays, int BrokenToSecondLine, int BrokenWithinDays);

/// <param name="DeadlineWorkingDays">Then an approval lapses.</param>
/// <param name="AskAgainDays">Calendar days before a rejected or lapsed one is asked for again.</param>
public sealed record ApprovalTerms(int DeadlineWorkingDays, int AskAgainDays)
{
    /// <summary>Who may let off how much of a debt, as the thresholds count: the first band that reaches so far.</summary>
    public IReadOnlyList<AuthorityBand> Waivers { get; init; } = [new AuthorityBand(["supervisor"])];
}
