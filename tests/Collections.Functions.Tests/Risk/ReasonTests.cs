using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Contact.Texts;
using Collections.Functions.Tests.SelfAudit;

namespace Collections.Functions.Tests.Risk;

/// <summary>Why an account is overdue: from the file, by a guess, corrected by people; and what nobody says without an approval. (R2.1)</summary>
public class ReasonTests
{
    private static readonly DateTimeOffset Now = BusinessTime.At(new DateOnly(2026, 3, 2), new TimeOnly(12, 30));

    [Theory]
    [InlineData("失业", OverdueReason.Unemployed)]
    [InlineData("Illness or accident", OverdueReason.Personal)]
    [InlineData("short_of_money", OverdueReason.ShortOfMoney)]
    [InlineData("恶意拖欠", null)]
    [InlineData("malicious", null)]
    [InlineData("", null)]
    public void The_banks_word_is_read_from_a_list(string text, OverdueReason? reason) => Assert.Equal(reason, ReasonWords.Read(text));

    [Fact]
    public void The_file_goes_before_a_guess_and_a_person_before_both()
    {
        var told = Given.Opening(5) with { Risk = new RiskInputs { Employment = "unemployed", Reason = OverdueReason.Dispute } };
        Assert.Equal(new ReasonStated(OverdueReason.Dispute, ReasonSource.Export), Assert.Single(Settled(told).OfType<ReasonStated>()));
        var guessed = Given.Case(told with { Risk = told.Risk with { Reason = null } }).Settle(Now);
        Assert.Equal(new ReasonStated(OverdueReason.Unemployed, ReasonSource.Rule), Assert.Single(guessed.Recorded.OfType<ReasonStated>()));
        var corrected = guessed.State.After(new ReasonStated(OverdueReason.Forgotten, ReasonSource.Collector), Now);
        Assert.Empty(corrected.Settle(Now).Recorded.OfType<ReasonStated>());
    }

    [Fact]
    public void A_first_guess_follows_simple_rules()
    {
        Assert.Equal(OverdueReason.Forgotten, Guessed(Given.Opening(5) with { Risk = new RiskInputs { DelinquenciesIn12Months = 0 } }));
        Assert.Equal(OverdueReason.Unknown, Guessed(Given.Opening(31) with { Risk = new RiskInputs { DelinquenciesIn12Months = 0 } }));
        Assert.Equal(OverdueReason.ShortOfMoney, Guessed(Given.Opening(5) with { Risk = new RiskInputs { DebtServiceRatio = 0.71m } }));
        var refused = Given.Case(Given.Opening(40)).Called(Now, CallOutcome.RightPartyRefused).Called(Now, CallOutcome.RightPartyRefused);
        Assert.Equal(OverdueReason.Unwilling, refused.Settle(Now).State.Circumstances.Reason);
        Assert.DoesNotContain(OverdueReason.Malicious, Enumerable.Range(0, 200).Select(seed => Life(seed).State.Circumstances).Where(known => known.Source is ReasonSource.Rule or ReasonSource.Export).Select(known => known.Reason));
    }

    [Fact]
    public void Malice_needs_evidence_and_somebody_elses_approval()
    {
        var settled = Given.Case(Given.Opening(40)).Settle(Now).State;
        var view = View(settled.After(new ContactCompleted(settled.Contacts.Open!.Contact, SendOutcome.Sent, "m"), Now));
        Refused("evidence-needed", () => CircumstanceCommands.State(view, new CircumstanceReport(OverdueReason.Malicious), "ana", null));
        var alleged = CircumstanceCommands.State(view, new CircumstanceReport(OverdueReason.Malicious), "ana", "note-1").Aggregate(view.State, (state, fact) => state.After(fact, Now));
        alleged = alleged.Settle(Now).State;
        Assert.NotEqual(OverdueReason.Malicious, alleged.Circumstances.Reason);
        var open = alleged.Approvals.Open!;
        Refused("approval-by-proposer", () => ApprovalCommands.Decide(View(alleged), open.Id, true, Supervisor("ana"), null, null));
        var rejected = Decided(alleged, approve: false);
        Assert.NotEqual(OverdueReason.Malicious, rejected.Circumstances.Reason);
        Assert.Null(rejected.Circumstances.Alleged);
        var approved = Decided(alleged, approve: true);
        Assert.Equal((OverdueReason.Malicious, ReasonSource.Approval), (approved.Circumstances.Reason, approved.Circumstances.Source));
        Assert.Equal(CustomerClass.Unwilling, View(approved).Segment.Class);
    }

    [Fact]
    public void The_audit_finds_malice_that_nobody_approved()
    {
        var audited = new Audited().Then(Now, new ReasonStated(OverdueReason.Malicious, ReasonSource.Collector, "n"));
        Assert.Contains(audited.Judge(), violation => violation.Rule == "malice-approval");
        var approval = new ApprovalRequested("approval-2", ApprovalSubject.Malice, "user:ana", ["supervisor"], Now.AddDays(3), 1, Given.Cny(1), 70, "alleged");
        var approved = new Audited().Then(
            Now, approval, new MaliceAlleged("n", "approval-2"), new ApprovalDecided("approval-2", true, "user:chen", "supervisor"), new ReasonStated(OverdueReason.Malicious, ReasonSource.Approval, "n", "approval-2"));
        Assert.Empty(approved.Judge());
    }

    [Fact]
    public void No_text_says_why_somebody_is_thought_not_to_pay()
    {
        var (plain, marked) = (Given.Case(Given.Opening(40)), Given.Case(Given.Opening(40), (Now, new ReasonStated(OverdueReason.Malicious, ReasonSource.Approval, "n", "a"))));
        foreach (var language in (string[])["zh-CN", "en"])
        {
            foreach (var channel in Enum.GetValues<Channel>()) Assert.Equal(Said(plain, channel, language), Said(marked, channel, language));
        }

        Assert.DoesNotContain(Placeholders.Known.Keys, name => name.Contains("reason", StringComparison.OrdinalIgnoreCase) || name.Contains("malic", StringComparison.OrdinalIgnoreCase));
        foreach (var words in (string[])["您恶意拖欠", "您惡意拖欠", "Your malicious default", "in bad faith"]) Assert.NotNull(ForbiddenWords.Shipped.In(words));
    }

    [Fact]
    public void What_the_debtor_tells_of_his_work_and_means_changes_the_score()
    {
        var state = Given.Case(Given.Opening(40) with { Risk = new RiskInputs { Employment = "stable" } });
        var report = new CircumstanceReport(Employment: EmploymentStatus.Unemployed, Means: new MeansStatement(Given.Cny(4_000), Given.Cny(1_000), Given.Cny(2_500)));
        var told = CircumstanceCommands.State(View(state), report, "ana", "note").Aggregate(state, (known, fact) => known.After(fact, Now));
        var factors = Scorecard.Default.Score(View(told)).Factors;
        Assert.Contains(new FactorScore("employment", "unemployed", 6), factors);

        // 2,500 of other debts and 500 of this one's minimum payment, of 4,000.
        Assert.Contains(new FactorScore("debtServiceToIncome", "above", 8), factors);

        // What the bank has anew since is newer.
        var newer = told.After(new Functions.Ingestion.BalanceUpdated(Given.Position(41, 5_000), new RiskInputs { Employment = "self_employed" }, ["risk"], "i"), Now);
        Assert.Contains(new FactorScore("employment", "unstable", 3), Scorecard.Default.Score(View(newer)).Factors);
    }

    [Fact]
    public void Facts_do_not_tell_of_illness()
    {
        Assert.DoesNotContain(Enum.GetNames<OverdueReason>(), name => name.Contains("Ill", StringComparison.Ordinal) || name.Contains("Health", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_debtor_said_changes_what_an_approver_sees_and_a_guess_does_not()
    {
        var state = Given.Case(Given.Opening());
        Assert.Equal(2, state.After(new ReasonStated(OverdueReason.Personal, ReasonSource.Debtor), Now).MaterialVersion);
        Assert.Equal(1, state.After(new ReasonStated(OverdueReason.Unemployed, ReasonSource.Rule), Now).MaterialVersion);
    }

    private static string Said(CaseState state, Channel channel, string language) => string.Join('\n', TextValues.Of(
        new TextWish(state, "t", "c") { DebtorName = "王小明" }, Sample.Bank, new Uri("https://pay.example.com/x?t=T"), channel, language, new DateOnly(2026, 3, 2)).Select(value => $"{value.Key}={value.Value.In(language)}").Order(StringComparer.Ordinal));

    private static CaseState Decided(CaseState state, bool approve)
    {
        var decided = ApprovalCommands.Decide(View(state), state.Approvals.Open!.Id, approve, Supervisor("chen"), null, null);
        return decided.Aggregate(state, (known, fact) => known.After(fact, Now)).Settle(Now).State;
    }

    private static LivedCase Life(int seed)
    {
        var life = new LivedCase(seed);
        life.Live(20);
        return life;
    }

    private static OverdueReason Guessed(CaseOpened opened) => Given.Case(opened).Settle(Now).State.Circumstances.Reason;

    private static IReadOnlyList<Fact> Settled(CaseOpened opened) => Given.Case(opened).Settle(Now).Recorded;

    private static Caller Supervisor(string id) => new(id, [Roles.Supervisor], Roles.Supervisor);

    private static CaseView View(CaseState state) => Given.Rules.View(state, Now);

    private static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<RefusedException>(act).Code);
}
