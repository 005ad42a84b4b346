using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;

namespace Collections.Functions.SpecialPaths;

/// <summary>What people record of special paths. Pure; refusals are <see cref="RefusedException"/>. The same once more changes nothing.</summary>
public static class PathCommands
{
    public static IReadOnlyList<Fact> Death(CaseState state, string suspension, DeathSource source, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Paths.Estate is null ? [Stop(suspension, SuspensionKind.Death, whole: true), new DeathRecorded(suspension, source, note)] : [];
    }

    public static IReadOnlyList<Fact> TakeBack(CaseState state, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Paths.Estate is { } estate ? [new DeathTakenBack(estate.Suspension, note), new SuspensionLifted(estate.Suspension, null)] : [];
    }

    /// <summary>Throws: 409 <c>not-deceased</c>; 422 <c>estate-value</c>.</summary>
    public static IReadOnlyList<Fact> Answer(CaseView view, EstateAnswer answer, Money? value, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        CaseGuards.RefuseClosed(view.State);
        if (view.State.Paths.Estate is null) throw new RefusedException(409, "not-deceased", "No death is recorded on the case.");
        var isRight = answer == EstateAnswer.Accepted ? value is { IsPositive: true } worth && worth.Currency == view.State.Balance.Currency : value is null;
        if (!isRight) throw new RefusedException(422, "estate-value", $"An estate that is accepted, and no other, has a 'value' above zero in {view.State.Balance.Currency}: what it has for this claim.");
        return [new EstateAnswered(answer, value, view.Today, note)];
    }

    public static IReadOnlyList<Fact> Vulnerable(CaseState state, CareSource source, CareBasis basis, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Paths.Care is null ? [new VulnerabilityNoted(source, basis, note)] : [];
    }

    public static IReadOnlyList<Fact> NoLongerVulnerable(CaseState state, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Paths.Care is null
            ? []
            : [.. state.Tasks.Where(task => task is { Kind: TaskKind.Call, Queue: Line.Specialist }).Select(task => new TaskClosed(task.Id, "line")), new VulnerabilityEnded(note)];
    }

    /// <summary>Throws: 409 <c>not-vulnerable</c>.</summary>
    public static IReadOnlyList<Fact> AllowEscalation(CaseState state, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        CaseGuards.RefuseClosed(state);
        if (state.Paths.Care is not { } care) throw new RefusedException(409, "not-vulnerable", "The debtor is not recorded as vulnerable.");
        return care.Allowed ? [] : [new EscalationAllowed(note)];
    }

    public static IReadOnlyList<Fact> Concern(CaseState state, string suspension, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Paths.Concern is null ? [Stop(suspension, SuspensionKind.Care, whole: true), new ConcernRaised(suspension, note)] : [];
    }

    /// <summary>Throws: 409 <c>no-concern</c>.</summary>
    public static IReadOnlyList<Fact> Seen(CaseState state, bool vulnerable, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Paths.Concern is not { } concern) throw new RefusedException(409, "no-concern", "Nobody has raised a concern that is still open.");
        return [new ConcernSeen(concern, vulnerable, note), new SuspensionLifted(concern, null), .. vulnerable ? Vulnerable(state, CareSource.Staff, CareBasis.VitalInterest, note) : []];
    }

    /// <summary>Throws: 409 <c>dispute-open</c>.</summary>
    public static IReadOnlyList<Fact> Dispute(CaseView view, string dispute, DisputeReason reason, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        CaseGuards.RefuseClosed(view.State);
        if (view.State.Paths.Dispute is { } open) throw new RefusedException(409, "dispute-open", $"The debt is disputed already ({open.Dispute}).");
        return [Stop(dispute, SuspensionKind.Dispute, whole: false), new DisputeRegistered(dispute, reason, view.EndOfWorkingDay(view.Strategy.Paths.DisputeWithin), note)];
    }

    /// <summary>What was rightly disputed stays held until the bank has had the time to correct it. Throws: 409 <c>dispute-not-open</c>; 422 <c>finding</c>.</summary>
    public static IReadOnlyList<Fact> AnswerDispute(CaseView view, string dispute, DisputeOutcome outcome, DisputeFinding finding, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        CaseGuards.RefuseClosed(view.State);
        if (view.State.Paths.Dispute?.Dispute != dispute) throw new RefusedException(409, "dispute-not-open", "There is no such dispute, or it is answered.");
        if (outcome == DisputeOutcome.Rejected == (finding == DisputeFinding.BeingCorrected))
            throw new RefusedException(422, "finding", $"What is upheld, wholly or partly, and nothing else, is {DisputeFinding.BeingCorrected}.");
        var answered = new DisputeAnswered(dispute, outcome, finding, view.Today, note);
        return HeldUntil(view, outcome) is { } until
            ? [answered, new SuspensionSet(dispute, nameof(SuspensionKind.Dispute), false, until, null)]
            : [answered, new SuspensionLifted(dispute, null)];
    }

    public static DateTimeOffset? HeldUntil(CaseView view, DisputeOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(view);
        return outcome == DisputeOutcome.Rejected ? null : view.EndOfWorkingDay(view.Strategy.Paths.CorrectWithin);
    }

    /// <summary>Throws: 409 <c>claim-open</c>, <c>claims-used</c>; 422 <c>paid-on</c>.</summary>
    public static IReadOnlyList<Fact> Claim(CaseView view, DateOnly paidOn, bool proven, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (state, terms) = (view.State, view.Strategy.Paths);
        CaseGuards.RefuseClosed(state);
        if (state.Paths.Claim is not null) throw new RefusedException(409, "claim-open", "A payment is being looked for already.");
        if (paidOn > view.Today || paidOn < view.Today.AddDays(-terms.ClaimDays)) throw new RefusedException(422, "paid-on", $"He says that he paid today, or at most {terms.ClaimDays} days ago.");
        if (!proven && state.Paths.Unproven.Count(day => day > view.Today.AddDays(-terms.ClaimDays)) >= terms.Claims)
            throw new RefusedException(409, "claims-used", $"That counts {terms.Claims} times in {terms.ClaimDays} days without proof.");
        return [new PaidClaimed(view.NewId("claim"), paidOn, view.Today, view.Calendar.Add(paidOn, 1), proven, note)];
    }

    /// <summary>Throws: 409 <c>proceedings-open</c>; 422 <c>file-by</c>.</summary>
    public static IReadOnlyList<Fact> Proceedings(CaseView view, string suspension, ProceedingsKind kind, DateOnly? fileBy, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.State.Paths.Proceedings is not null) throw new RefusedException(409, "proceedings-open", "Proceedings are recorded already.");
        if (fileBy < view.Today) throw new RefusedException(422, "file-by", "The day to file by has passed.");
        var due = fileBy is { } day ? view.EndOf(day) : view.EndOfWorkingDay(view.Strategy.Paths.FileWithin);
        var stop = Stop(suspension, kind == ProceedingsKind.Bankruptcy ? SuspensionKind.Insolvency : SuspensionKind.Court, whole: kind == ProceedingsKind.Bankruptcy);
        return [stop, new ProceedingsNoted(suspension, kind, due, note), .. view.State.Line == Line.Legal ? [] : (Fact[])[new LineChanged(Line.Legal, "proceedings")]];
    }

    /// <summary>After a dismissal the case goes on where it stood; else nothing is collected any more. Throws: 409 <c>no-proceedings</c>.</summary>
    public static IReadOnlyList<Fact> EndProceedings(CaseState state, string suspension, ProceedingsOutcome outcome, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Paths.Proceedings is not { Ended: null } held || held.Noted.Suspension != suspension) throw new RefusedException(409, "no-proceedings", "There are no such proceedings, or they have ended.");
        var ended = new ProceedingsEnded(suspension, outcome, note);
        if (outcome != ProceedingsOutcome.Dismissed) return [ended];
        return [ended, new SuspensionLifted(suspension, null), .. state.Line == held.LineBefore ? [] : (Fact[])[new LineChanged(held.LineBefore, ProceedingsRules.Dismissed)]];
    }

    /// <summary>Throws: 409 <c>lost-already</c>.</summary>
    public static IReadOnlyList<Fact> Lose(CaseState state, bool askable, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        CaseGuards.RefuseClosed(state);
        return state.Paths.Lost is null ? [new DebtorLost("said", askable, note)] : throw new RefusedException(409, "lost-already", "The case says already that nobody knows how to reach the debtor.");
    }

    /// <summary>Throws: 409 <c>not-lost</c>.</summary>
    public static IReadOnlyList<Fact> Search(CaseState state, string source, bool found, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        CaseGuards.RefuseClosed(state);
        if (state.Paths.Lost is null) throw new RefusedException(409, "not-lost", "The debtor can be reached, as far as is known: nobody is searched for.");
        return [new SearchMade(source, found, note), .. found ? (Fact[])[new DebtorFound("search", null)] : []];
    }

    /// <summary>Throws: 409 <c>not-lost</c>.</summary>
    public static IReadOnlyList<Fact> Find(CaseState state, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Paths.Lost is null ? throw new RefusedException(409, "not-lost", "The debtor can be reached, as far as is known.") : [new DebtorFound("said", note)];
    }

    private static SuspensionSet Stop(string id, SuspensionKind kind, bool whole) => new(id, SuspensionRule.GroundOf(kind), whole, null, null);
}
