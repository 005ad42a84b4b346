using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Risk.Reasons;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Agencies;

/// <summary>Where the bank has to see to a debtor itself, no agency has him or gets him; and what a person directs is asked for. (R3.8)</summary>
public class AgencyRecallTests
{
    private static readonly DateTimeOffset Noon = Given.Start.AddHours(6);

    private static readonly Agency North = new() { Id = "north", Names = new Dictionary<string, string> { ["zh-CN"] = "北方" }, FeeShare = 0.2m, TermDays = 20, NoticeDays = 5 };

    public static TheoryData<string, Fact> Reasons => new()
    {
        { "complaint", new SuspensionSet("k1-conduct", nameof(SuspensionKind.Conduct), true, null, null) },
        { SuspensionProgress.Because, new SuspensionSet("s1", nameof(SuspensionKind.Complaint), false, null, null) },
        { "vulnerable", new VulnerabilityNoted(CareSource.Debtor, CareBasis.ExplicitConsent, null) },
        { "lost", new DebtorLost("test", false, null) },
        { "help", new ReasonStated(OverdueReason.Unemployed, ReasonSource.Collector) },
        { "legal", new StageEntered(Stage.LegalHandoff, "days-past-due", "a2") },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void It_takes_the_case_back_and_places_it_with_nobody(string because, Fact fact)
    {
        var (state, _, before) = Placed(Visited()).Settle(Noon);
        Assert.DoesNotContain(before, known => known is PlacementRecalled);
        (state, _, var recorded) = state.After(fact, Noon.AddMinutes(1)).Settle(Noon.AddMinutes(1));
        Assert.Equal(because, Assert.Single(recorded.OfType<PlacementRecalled>()).Because);
        Assert.Null(state.Agency.Placed);
        Assert.DoesNotContain(state.Tasks, task => task.Queue == Line.Agency);
        Assert.NotNull(AgencyRules.WhyNot(Given.Rules.View(state, Noon.AddMinutes(2))));
        Assert.NotNull(AgencyRules.WhyNot(Given.Rules.View(Visited().After(fact, Noon), Noon)));
    }

    [Fact]
    public void Help_that_was_offered_hinders_no_placement()
    {
        var (state, _, recorded) = Visited().After(new ReasonStated(OverdueReason.Unemployed, ReasonSource.Collector), Noon).Settle(Noon);
        var call = Assert.Single(recorded.OfType<TaskOpened>(), task => task.Because.StartsWith("help-", StringComparison.Ordinal));
        Assert.Null(AgencyRules.WhyNot(Given.Rules.View(state.After(new TaskClosed(call.Id, "done"), Noon), Noon)));
    }

    [Fact]
    public void What_the_court_gave_back_goes_to_an_agency_when_a_person_says_so_and_leaves_it_for_the_court()
    {
        var (state, _, _) = Returned().Settle(Noon);
        Assert.NotNull(AgencyRules.WhyNot(Given.Rules.View(state, Noon)));
        (state, _, var asked) = Do(state, view => DirectionCommands.Give(view, Direction.Agency, "n")).Settle(Noon);
        Assert.Equal("direction", Assert.Single(asked.OfType<TaskOpened>(), task => task.Task == TaskKind.Placement).Because);
        state = Do(state, view => AgencyCommands.Propose(view, North, "su"));
        Assert.Null(state.Task(TaskKind.Placement));

        (state, _, var recorded) = Placed(Returned().After(new DirectionGiven(Direction.Agency, "n"), Noon)).Settle(Noon.AddMinutes(1));
        Assert.DoesNotContain(recorded, known => known is PlacementRecalled);
        Assert.Contains(state.Tasks, task => task is { Kind: TaskKind.Call, Queue: Line.Agency });
        (state, _, recorded) = state.After(new DirectionGiven(Direction.CourtAgain, "n"), Noon.AddMinutes(2)).Settle(Noon.AddMinutes(2));
        Assert.Equal("legal", Assert.Single(recorded.OfType<PlacementRecalled>()).Because);
        Assert.Equal(Line.Legal, state.Line);
    }

    [Fact]
    public void A_direction_is_asked_for_each_time_it_is_given()
    {
        var (state, _, asked) = Visited().After(new DirectionGiven(Direction.Agency, "n"), Noon).Settle(Noon);
        var task = Assert.Single(asked.OfType<TaskOpened>(), opened => opened.Task == TaskKind.Placement);
        (state, _, asked) = state.After(new TaskClosed(task.Id, "done"), Noon).Settle(Noon.AddMinutes(1));
        Assert.DoesNotContain(asked, known => known is TaskOpened { Task: TaskKind.Placement });
        (_, _, asked) = state.After(new DirectionGiven(Direction.Agency, "n"), Noon.AddMinutes(2)).Settle(Noon.AddMinutes(2));
        Assert.Single(asked, known => known is TaskOpened { Task: TaskKind.Placement });
    }

    private static CaseState Do(CaseState state, Func<CaseView, IReadOnlyList<Fact>> command) =>
        command(Given.Rules.View(state, Noon)).Aggregate(state, (known, fact) => known.After(fact, Noon));

    private static CaseState Visited() => Given.Case(
        Given.Opening(120, 6_000), (Given.Start, new StageEntered(Stage.Negotiation, "days-past-due")), (Given.Start, new LineChanged(Line.Second, "days-past-due")),
        (Given.Start, new StageEntered(Stage.FieldVisit, "days-past-due", VisitWaived: true)), (Given.Start, new LineChanged(Line.Field, "stage")),
        (Given.Start, new ChannelOptedOut(Channel.Sms, "person")), (Given.Start, new ChannelOptedOut(Channel.Email, "person")));

    private static CaseState Returned() => Visited()
        .After(new StageEntered(Stage.LegalHandoff, "days-past-due", "a2"), Given.Start).After(new LineChanged(Line.Legal, "stage"), Given.Start)
        .After(new TaskOpened("l1", TaskKind.LawyersLetter, Line.Legal, Noon, "legal-handoff"), Given.Start).After(new LetterPosted("l1", "l1", new DateOnly(2026, 3, 1)), Given.Start)
        .After(new DossierBuilt("b", "s", 1), Given.Start).After(new HandedOver("m", "b", "s"), Given.Start).After(new HandoffAcknowledged(true, "F"), Given.Start)
        .After(new ProceedingTaken(ProceedingStep.Returned, new DateOnly(2026, 3, 2), "C-1"), Given.Start);

    private static CaseState Placed(CaseState state) => state
        .After(new PlacementOffered("p1", "north", "北方", 0.2m, 20, 5, "a1"), Noon)
        .After(new PlacedWithAgency("p1", "north", 0.2m, new DateOnly(2026, 4, 1), "a1"), Noon).After(new LineChanged(Line.Agency, "placed"), Noon);
}
