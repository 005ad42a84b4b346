using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;

namespace Collections.Functions.Agencies;

/// <summary>
/// When an agency gets a case, and when it is taken back: asked for by the strategy, chosen by a person, approved by two others, told to the debtor, and only then begun. While
/// it has the case nobody of the bank presses. Pure. (R3.8)
/// </summary>
public static class AgencyRules
{
    /// <summary>Why a contact of the bank stops while an agency has the case.</summary>
    public const string WithAgency = "with-agency";

    /// <summary>Template of the notice to the debtor.</summary>
    public const string Notice = "agency-notice";

    private const string NotPossible = "no-notice";

    /// <summary>What ends or falls first; or the case's own next step, with a wait that ends with the term.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(next);
        if ((Recall(view) ?? Lapse(view)) is { } first) return first;
        var step = next();
        if (view.State.Agency.Placed is not { } placed || step is not Wait wait) return step;
        var end = view.StartOf(placed.Until.AddDays(1));
        return end < wait.Until ? wait with { Until = end } : wait;
    }

    /// <summary>Whose the case is not any more, whatever else holds for it.</summary>
    private static Record? Recall(CaseView view)
    {
        var state = view.State;
        if (state.Agency.Placed is not { } placed) return null;
        var because = !state.IsOpen ? "closed"
            : !state.Overdue.IsPositive ? "paid"
            : state.Balance.AbsentSince is not null ? "absent-from-snapshot"
            : state.Suspensions.At(view.Now) is not null ? SuspensionProgress.Because
            : state.Suspensions.PausesPeople ? "complaint"
            : state.Plans.Open is not null ? "plan"
            : state.StandIns.Count > 0 ? ContactGate.Represented
            : state.Paths.Care is not null ? "vulnerable"
            : state.Paths.Lost is not null ? "lost"
            : HelpFirst.IsDue(view) ? "help"
            : state.Stage == Stage.LegalHandoff && !IsBack(state) ? "legal"
            : view.Today > placed.Until ? "term"
            : null;
        return because is null ? null : new Record(Recalled(state, placed, because, note: null));
    }

    /// <summary>The case goes on where it stood.</summary>
    public static IReadOnlyList<Fact> Recalled(CaseState state, Placement placed, string because, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(placed);
        List<Fact> facts = [.. state.Tasks.Where(task => task is { Kind: TaskKind.Call, Queue: Line.Agency }).Select(task => new TaskClosed(task.Id, because)), new PlacementRecalled(placed.Id, placed.Agency, because, note)];
        if (state.Line == Line.Agency) facts.Add(new LineChanged(placed.Line, "recalled"));
        return facts;
    }

    /// <summary>What is asked for and cannot be any more.</summary>
    private static Record? Lapse(CaseView view)
    {
        var state = view.State;
        if (state.Agency.Offer is not { } offer) return null;
        var because = !state.IsOpen ? "closed"
            : state.Approvals.Open?.Id == offer.Approval ? null
            : state.Approvals.Granted?.Id != offer.Approval ? "not-approved"
            : ApprovalRules.Granted(state, ApprovalSubject.AgencyPlacement) is null ? ApprovalLapsed.FactsChanged
            : state.Agency.ToldOn is null && state.Contacts.Open is null && (state.Contacts.IsClosed(Channel.Sms) || state.Contacts.Has(RungOf(offer))) ? NotPossible
            : null;
        return because is null ? null : new Record([new PlacementLapsed(offer.Placement, because)]);
    }

    /// <summary>The debtor is told, his days pass, the placement begins; or a person is asked whether there should be one.</summary>
    /// <param name="next">When to look again.</param>
    public static CaseStep? Next(CaseView view, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        var state = view.State;
        if (state.Agency.Placed is not null) return Placed(view);
        if (state.Agency.Offer is not { } offer) return Ask(view, out next);
        if (ApprovalRules.Granted(state, ApprovalSubject.AgencyPlacement) is null) return null;
        if (state.Agency.ToldOn is not { } told) return Messages.Once(view, RungOf(offer), new MessageKind(Notice, Purpose: Purpose.Service), view.Today, out next);
        var from = told.AddDays(offer.NoticeDays);
        if (view.Today >= from) return new Record(Begin(view, offer));
        next = view.StartOf(from);
        return null;
    }

    /// <summary>Whether the case is one that agencies get. (defaults: from 91 days, after a visit or its waiver, a month without plan or promise)</summary>
    public static string? WhyNot(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        return state.Agency.Placed is not null ? "An agency has the case already."
            : state.Agency.Offer is not null ? "A placement is on its way already."
            : state.Plans.Open is not null || state.Promises.Open is not null ? "A plan or a promise is waited for."
            : state.Suspensions.At(view.Now) is not null || state.Suspensions.PausesPeople ? "The case is suspended."
            : state.StandIns.Count > 0 ? "Somebody stands in for the debtor."
            : state.Paths is not { Care: null, Lost: null, Claim: null } ? "The debtor is vulnerable, lost, or says that he has paid: the bank sees to that itself."
            : HelpFirst.IsDue(view) ? "The bank offers its help first."
            : !IsBack(state) && (state.Stage != (view.Strategy.Uses(Stage.FieldVisit) ? Stage.FieldVisit : Stage.Negotiation) || !LegalRules.IsPrepared(view))
                ? "An agency gets a case after the visit, or its waiver, and before court; or when the court gave it back, and a person has said that it goes to an agency."
            : view.LadderDay < (view.Strategy.Agency?.From ?? view.Strategy.FieldVisit.From) ? "The case is not far enough past due for an agency."
            : null;
    }

    internal static string RungOf(PlacementOffered offer) => $"{Notice}-{offer.Placement}";

    private static CaseStep? Ask(CaseView view, out DateTimeOffset? next)
    {
        next = null;
        var state = view.State;
        var directed = state.Agency.Directed;
        if (view.Strategy.Agency is not { } ladder || WhyNot(view) is not null || state.Task(TaskKind.Placement) is not null || state.Approvals.Open is not null) return null;
        if (!directed && ladder.Below.TryGetValue(view.Risk, out var below) && view.Amount >= below) return null;
        var quiet = Latest(BusinessTime.DayOf(state.StageSince), state.Plans.BrokenOn, state.Promises.Broken is [.., var broken] ? broken : null).AddDays(ladder.QuietDays);
        var day = directed ? view.Today : Latest(quiet, state.Agency.AskedOn?.AddDays(ladder.AskAgainDays), null);
        if (day > view.Today)
        {
            next = view.StartOf(day);
            return null;
        }

        return new Record([new TaskOpened(view.NewId("placement"), TaskKind.Placement, state.Line, view.EndOfWorkingDay(view.Strategy.Approvals.DeadlineWorkingDays), directed ? "direction" : "days-past-due")]);
    }

    /// <summary>The court gave it back, and a person said that it goes to an agency.</summary>
    private static bool IsBack(CaseState state) => state is { Stage: Stage.LegalHandoff, Legal: { Direction: Direction.Agency, Proceedings.Last.Step: ProceedingStep.Returned } };

    /// <summary>What is pledged goes on beside it.</summary>
    private static CaseStep Placed(CaseView view) =>
        (IsBack(view.State) ? CollateralRules.Next(view) : null)
        ?? Calls.Every(view, "agency-call", view.Strategy.Agency?.CallEvery ?? view.Strategy.FieldVisit.CallEvery, out var call)
        ?? view.WaitFor(WithAgency, call);

    /// <summary>The bank's own calls and visits lose their reason; letters and notices of law go on.</summary>
    private static List<Fact> Begin(CaseView view, PlacementOffered offer)
    {
        List<Fact> facts = [.. view.State.Tasks.Where(task => task.Kind is TaskKind.Call or TaskKind.Visit or TaskKind.Placement).Select(task => new TaskClosed(task.Id, WithAgency))];
        facts.Add(new PlacedWithAgency(offer.Placement, offer.Agency, offer.FeeShare, view.Today.AddDays(offer.TermDays - 1), offer.Approval));
        facts.Add(new LineChanged(Line.Agency, "placed"));
        return facts;
    }

    private static DateOnly Latest(DateOnly one, DateOnly? two, DateOnly? three)
    {
        var latest = two > one ? two.Value : one;
        return three > latest ? three.Value : latest;
    }
}
