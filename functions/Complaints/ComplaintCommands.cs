using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Complaints;

/// <summary>
/// The steps of a complaint, in their order, each with a task that rises when it is late. Whoever is complained of takes no part in it, and who decides has not
/// investigated. A complaint goes on when its case is closed. Pure; refusals are <see cref="RefusedException"/>; the same once more changes nothing. (R6.5)
/// </summary>
public static class ComplaintCommands
{
    /// <summary>Calendar days for the answer where the pack is silent, and for complex cases, and those that are added for special ones: the Measures on consumer complaints in banking and insurance (2020).</summary>
    private const int SimpleDays = 15, ComplexDays = 30, SpecialDays = 30;

    /// <summary>Throws: 422 <c>received-on</c>, <c>bad-person</c>.</summary>
    public static IReadOnlyList<Fact> Receive(CaseView view, string complaint, ComplaintNotice notice, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(notice);
        if (view.State.Complaints.Find(complaint) is not null) return [];
        var on = notice.On ?? view.Today;
        if (on > view.Today || on < view.Today.AddDays(-30)) throw new RefusedException(422, "received-on", "It came in today, or in the last 30 days.");
        if (notice.About is not null) TaskClaims.RefuseNobody(notice.About);
        var by = view.EndOfWorkingDay(view.Strategy.Complaints.RegisterWithin);
        return
        [
            .. Stop(view.State, complaint, notice.Scope),
            new ComplaintReceived(complaint, notice.Way, on, notice.Scope, notice.About, by, note), Task(complaint, ComplaintStep.Registered, by),
        ];
    }

    /// <summary>Throws: 409 <c>complaint-step</c>; 422 <c>complained-of</c> for an investigator who is complained of, <c>bad-person</c>.</summary>
    public static IReadOnlyList<Fact> Register(CaseView view, string complaint, ComplaintRegistration order, ComplaintClockRule? clock, string by)
    {
        ArgumentNullException.ThrowIfNull(order);
        var known = At(view, complaint, ComplaintStep.Received, by);
        TaskClaims.RefuseNobody(order.Investigator);
        var about = order.About ?? known.About;
        if (about is not null) TaskClaims.RefuseNobody(about);
        if (about == order.Investigator) throw new RefusedException(422, "complained-of", "Nobody looks into a complaint about himself.");
        var answerBy = view.EndOf(known.On.AddDays(clock?.SimpleDays ?? SimpleDays));
        var investigateBy = Earlier(view.EndOfWorkingDay(view.Strategy.Complaints.InvestigateWithin), answerBy);
        return
        [
            .. order.Scope == known.Scope ? [] : (Fact[])[.. Free(view.State, known), .. Stop(view.State, complaint, order.Scope)],
            new ComplaintRegistered(complaint, order.Scope, order.Cause, about, order.Investigator, investigateBy, answerBy),
            Done(complaint, ComplaintStep.Registered), Task(complaint, ComplaintStep.Investigated, investigateBy),
        ];
    }

    /// <summary>Throws: 409 <c>complaint-step</c>; 422 <c>complaint-kind</c>; 403 <c>special-by-supervisor</c>, <c>complained-of</c>.</summary>
    public static IReadOnlyList<Fact> Extend(CaseView view, string complaint, ComplaintKind to, ComplaintClockRule? clock, Caller caller, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(caller);
        var known = Find(view, complaint, caller.Id);
        if (known.Step is ComplaintStep.Received or >= ComplaintStep.Answered) throw Wrong(known);
        if (to == known.Kind) return [];
        if (to < known.Kind || to == ComplaintKind.Simple) throw new RefusedException(422, "complaint-kind", "A complaint becomes Complex, and then Special; it does not become simpler.");
        if (to == ComplaintKind.Special && (known.Kind != ComplaintKind.Complex || !caller.Is(Roles.Supervisor) || caller.Id == known.Investigator))
            throw new RefusedException(403, "special-by-supervisor", "More time for a special case is given by a supervisor who does not investigate it, once it is Complex.");
        var days = (clock?.ComplexDays ?? ComplexDays) + (to == ComplaintKind.Special ? clock?.SpecialDays ?? SpecialDays : 0);
        var answerBy = view.EndOf(known.On.AddDays(days));
        return [new ComplaintExtended(complaint, to, answerBy, note)];
    }

    /// <summary>Throws: 409 <c>complaint-step</c>; 403 <c>not-the-investigator</c>.</summary>
    public static IReadOnlyList<Fact> Investigate(CaseView view, string complaint, string by, string? note)
    {
        var known = At(view, complaint, ComplaintStep.Registered, by);
        if (known.Investigator != by) throw new RefusedException(403, "not-the-investigator", "Who was asked to look into it says what was found.");
        var decideBy = Earlier(view.EndOfWorkingDay(view.Strategy.Complaints.DecideWithin), known.AnswerBy!.Value);
        return [new ComplaintInvestigated(complaint, decideBy, note), Done(complaint, ComplaintStep.Investigated), Task(complaint, ComplaintStep.Decided, decideBy)];
    }

    /// <summary>Throws: 409 <c>complaint-step</c>; 403 <c>decided-by-investigator</c>, <c>complained-of</c>; 422 <c>consequences</c>.</summary>
    public static IReadOnlyList<Fact> Decide(CaseView view, string complaint, ComplaintDecision decision, string by, string? note)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var known = At(view, complaint, ComplaintStep.Investigated, by);
        if (known.Investigator == by) throw new RefusedException(403, "decided-by-investigator", "Who investigated does not decide.");
        var consequences = decision.Consequences ?? [];
        if (decision.Outcome is ComplaintOutcome.Upheld or ComplaintOutcome.Partly && consequences.Count == 0)
            throw new RefusedException(422, "consequences", "What is upheld has consequences: name them, or say None.");
        return [new ComplaintDecided(complaint, decision.Outcome, [.. consequences.Distinct()], note), Done(complaint, ComplaintStep.Decided), Task(complaint, ComplaintStep.Answered, known.AnswerBy!.Value)];
    }

    /// <summary>Throws: 409 <c>complaint-step</c>; 403 <c>complained-of</c>.</summary>
    public static IReadOnlyList<Fact> Answer(CaseView view, string complaint, ComplaintWay way, string by, string? note)
    {
        var known = At(view, complaint, ComplaintStep.Decided, by);
        var archiveBy = view.EndOfWorkingDay(view.Strategy.Complaints.ArchiveWithin);
        return
        [
            new ComplaintAnswered(complaint, way, view.Today, archiveBy, note), .. Free(view.State, known), Done(complaint, ComplaintStep.Answered), Task(complaint, ComplaintStep.Archived, archiveBy),
        ];
    }

    /// <summary>Throws: 409 <c>complaint-step</c>; 422 <c>reference-needed</c>.</summary>
    public static IReadOnlyList<Fact> Archive(CaseView view, string complaint, string? reference, string by)
    {
        At(view, complaint, ComplaintStep.Answered, by);
        if (!CaseGuards.IsReference(reference)) throw new RefusedException(422, "reference-needed", $"'reference' says where it is kept: {CaseGuards.ReferenceForm}.");
        return [new ComplaintArchived(complaint, reference!, view.Today), Done(complaint, ComplaintStep.Archived)];
    }

    /// <summary>What rests while it is open: the debt in dispute, or calls and visits; open calls fall away.</summary>
    private static IReadOnlyList<Fact> Stop(CaseState state, string complaint, ComplaintScope scope) => KindOf(scope) is not { } kind || !state.IsOpen ? [] :
    [
        .. state.Tasks.Where(task => task.Kind == TaskKind.Call).Select(task => new TaskClosed(task.Id, "complaint")),
        new SuspensionSet(StopOf(complaint, scope), kind.ToString(), scope == ComplaintScope.Conduct, null, null),
    ];

    private static SuspensionLifted[] Free(CaseState state, CaseComplaint known) => state.Suspensions.Open.Any(open => open.Id == StopOf(known.Id, known.Scope)) ? [new SuspensionLifted(StopOf(known.Id, known.Scope), null)] : [];

    /// <summary>Id of the stop, which a complaint that turns out to be about something else changes for another.</summary>
    public static string StopOf(string complaint, ComplaintScope scope) => $"{complaint}-{scope.ToString().ToLowerInvariant()}";

    /// <summary>The stop that a scope has in the debtor's ledger; null: nothing stops.</summary>
    public static SuspensionKind? KindOf(ComplaintScope scope) => scope switch
    {
        ComplaintScope.Amount => SuspensionKind.Complaint,
        ComplaintScope.Conduct => SuspensionKind.Conduct,
        ComplaintScope.Service => null,
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };

    private static CaseComplaint Find(CaseView view, string complaint, string by)
    {
        ArgumentNullException.ThrowIfNull(view);
        var known = view.State.Complaints.Find(complaint) ?? throw RefusedException.NotFound("complaint");
        return known.About == by ? throw new RefusedException(403, "complained-of", "Whoever is complained of takes no part in it.") : known;
    }

    private static CaseComplaint At(CaseView view, string complaint, ComplaintStep step, string by)
    {
        var known = Find(view, complaint, by);
        return known.Step == step ? known : throw Wrong(known);
    }

    private static RefusedException Wrong(CaseComplaint known) => new(409, "complaint-step", $"The complaint is {known.Step}: this is not its next step.", new Dictionary<string, object?> { ["step"] = known.Step.ToString() });

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static TaskOpened Task(string complaint, ComplaintStep next, DateTimeOffset due) => new(TaskOf(complaint, next), TaskKind.Complaint, Line.First, due, $"complaint-{next.ToString().ToLowerInvariant()}");

    private static TaskClosed Done(string complaint, ComplaintStep step) => new(TaskOf(complaint, step), TaskCommands.Done);

    private static string TaskOf(string complaint, ComplaintStep step) => $"{complaint}-{step.ToString().ToLowerInvariant()}";
}
