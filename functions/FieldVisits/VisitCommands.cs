using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.FieldVisits;

/// <summary>What people do about visits, on what the case alone knows. Pure; refusals are <see cref="RefusedException"/>.</summary>
public static class VisitCommands
{
    private static readonly IReadOnlyList<VisitPaper> AllPapers = Enum.GetValues<VisitPaper>();

    /// <summary>
    /// Plans the approved visit, or plans it anew. 409 <c>case-closed</c>, <c>no-task</c>, <c>visit-under-way</c>, <c>appointment-needed</c>, <c>below-amount</c>, <c>address-unverified</c>; 422
    /// <c>papers</c> with <c>missing</c>, <c>at</c>, <c>reference</c>, <c>not-a-decent-hour</c> with <c>times</c>.
    /// </summary>
    /// <param name="visit">The plan that is changed; null: a new one.</param>
    /// <param name="onlyByAppointment">The debtor wants it so.</param>
    /// <param name="note">Id of the order's words.</param>
    public static IReadOnlyList<Fact> Plan(CaseView view, string? visit, VisitOrder order, bool onlyByAppointment, DebtorZones zones, string? note)
    {
        var task = Check(view, visit, order, onlyByAppointment, zones);
        return
        [
            new VisitPlanned(
                visit ?? view.NewId("planned"), task.Id, order.At.ToUniversalTime(), order.At.ToUniversalTime().AddMinutes(view.Strategy.FieldVisit.Visits.LateMinutes), order.Place, [.. order.Visitors],
                [.. order.Papers.Distinct().Order()], order.Appointment, order.Address, order.Team, order.Person, note),
        ];
    }

    /// <summary>Refuses as <see cref="Plan"/> does; the visit task.</summary>
    public static OpenTask Check(CaseView view, string? visit, VisitOrder order, bool onlyByAppointment, DebtorZones zones)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(zones);
        CaseGuards.RefuseClosed(view.State);
        var task = view.State.Task(TaskKind.Visit) ?? throw new RefusedException(409, "no-task", "The case has no open visit task: no visit is approved.");
        RefusePresent(view.State, visit);
        RefuseForm(view, order);
        RefuseUnasked(view, order, onlyByAppointment, zones);
        return task;
    }

    /// <summary>The planned visit is not made; the approval stands. 404 for no such plan, 409 <c>visit-under-way</c>.</summary>
    public static IReadOnlyList<Fact> CallOff(CaseView view, string visit, CallOffReason because, string? note)
    {
        ArgumentNullException.ThrowIfNull(view);
        RefusePresent(view.State, visit);
        return [new VisitCalledOff(visit, because, view.EndOfWorkingDay(view.Strategy.FieldVisit.VisitWithin), note)];
    }

    /// <summary>
    /// A visitor arrives. The first one is held against what the case knows by now. 404 for no such visit; 403 <c>not-your-visit</c>; 409 <c>contact-stopped</c>, <c>visit-not-now</c>.
    /// </summary>
    public static IReadOnlyList<Fact> CheckIn(CaseView view, string contact, Caller visitor)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(visitor);
        var running = Running(view.State, contact);
        if (!running.Visitors.Contains(visitor.Id)) throw NotYours();
        if (running.In.Any(arrival => arrival.Visitor == visitor.Id)) return [];
        if (running.In.Count == 0)
        {
            if (ContactStops.Reason(view.State, view.Strategy, Purpose.Collection, view.Calendar, view.Now) is { } stop) throw PersonContacts.Stopped(stop);
            if (NotNow(view.State.Visits.Plan, view.Strategy.FieldVisit.Visits, view.Now) is { } late) throw late;
        }

        return [new VisitorCheckedIn(contact, visitor.Id)];
    }

    /// <summary>A visitor has left: always taken down, however the case stands.</summary>
    public static IReadOnlyList<Fact> CheckOut(CaseView view, string contact, Caller visitor)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(visitor);
        if (view.State.Visits.Running is not { } running || running.Contact != contact) return [];
        if (running.In.All(arrival => arrival.Visitor != visitor.Id)) throw NotYours();
        return running.Out.Contains(visitor.Id) ? [] : [new VisitorCheckedOut(contact, visitor.Id)];
    }

    /// <summary>Visits may be made again. 409 <c>no-stop</c>, 422 <c>reason-needed</c>.</summary>
    public static IReadOnlyList<Fact> Clear(CaseState state, string? note)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Visits.Stop is not { } stop) throw new RefusedException(409, "no-stop", "No visit of this case was broken off for safety, or it has been cleared already.");
        if (note is null) throw new RefusedException(422, "reason-needed", "Say in 'reason' what was found, and why visits are safe again.");
        return [.. state.Tasks.Where(task => task is { Kind: TaskKind.Safety, Because: VisitSafety.BrokenOff }).Select(task => new TaskClosed(task.Id, "cleared")), new VisitsCleared(stop, note)];
    }

    /// <summary>Why a visit may not begin now; null: as far as its plan goes, it may. 409 <c>no-task</c>, <c>visit-not-planned</c>, <c>visit-not-now</c> with <c>at</c>.</summary>
    public static RefusedException? WhyNotNow(CaseState state, VisitTerms terms, string? person, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Task(TaskKind.Visit) is null) return new RefusedException(409, "no-task", "The case has no open task of kind Visit: nothing of it is approved or due.");
        return state.Visits.Plan is { } plan && plan.Person == person ? NotNow(plan, terms, now) : NotPlanned();
    }

    /// <summary>The visit that goes under a contact. 404 when there is none.</summary>
    internal static RunningVisit Running(CaseState state, string contact) =>
        state.Visits.Running is { } running && running.Contact == contact ? running : throw RefusedException.NotFound("visit");

    private static void RefusePresent(CaseState state, string? visit)
    {
        if (visit is not null && state.Visits.Plan?.Visit != visit) throw RefusedException.NotFound("planned visit");
        if (visit is null && state.Visits.Plan is { } plan) throw new RefusedException(409, "visit-planned", $"The visit is planned already ({plan.Visit}): change that plan.");
        if (state.Visits.Running is { In.Count: > 0 }) throw new RefusedException(409, "visit-under-way", "The visitors are there already: report how it went.");
    }

    private static void RefuseForm(CaseView view, VisitOrder order)
    {
        var terms = view.Strategy.FieldVisit.Visits;
        if (AllPapers.Except(order.Papers).ToList() is { Count: > 0 } missing)
            throw new RefusedException(422, "papers", $"Visitors carry {string.Join(", ", AllPapers)}; confirm each.", new Dictionary<string, object?> { ["missing"] = missing.ConvertAll(paper => paper.ToString()) });
        if (order.At < view.Now || order.At > view.Now.AddDays(terms.AheadDays)) throw new RefusedException(422, "at", $"A visit is planned ahead, for the next {terms.AheadDays} days.");
        if (new[] { order.Appointment, order.Team }.Any(text => text is not null && !CaseGuards.IsReference(text)))
            throw new RefusedException(422, "reference", $"'appointment' is the id of the call or document in which the debtor agreed, 'team' a code: {CaseGuards.ReferenceForm}.");
    }

    /// <summary>Who is not visited by appointment is visited in daylight, where he is known to live, and for an amount that is worth it. (Strategy)</summary>
    private static void RefuseUnasked(CaseView view, VisitOrder order, bool onlyByAppointment, DebtorZones zones)
    {
        var ladder = view.Strategy.FieldVisit;
        if (view.Risk != RiskLevel.Low && view.Amount < ladder.MinimumAmount)
            throw new RefusedException(409, "below-amount", string.Create(CultureInfo.InvariantCulture, $"Less than {ladder.MinimumAmount} is overdue: propose to waive the visit."));
        if (order.Appointment is not null) return;
        if (onlyByAppointment || view.Risk == RiskLevel.Low || order.Place == VisitPlace.Agreed)
            throw new RefusedException(409, "appointment-needed", onlyByAppointment ? "The debtor wants to be visited by appointment alone." : "At low risk, and at a place that was agreed, a visit is by appointment: name in 'appointment' where the debtor's agreement is recorded.");
        if (order.Address is null) throw new RefusedException(409, "address-unverified", "Say in 'address' how it is known that the debtor lives there; else agree on an appointment, or propose to waive the visit.");
        foreach (var zone in zones.All)
        {
            var local = TimeZoneInfo.ConvertTime(order.At, zone);
            var hours = ladder.Visits.DecentHours[local.Month - 1];
            if (!hours.Contains(local.TimeOfDay, TimeSpan.Zero))
                throw new RefusedException(422, "not-a-decent-hour", $"Without an appointment a visit begins within {hours} at the debtor's place in that month.", new Dictionary<string, object?> { ["times"] = hours.ToString() });
        }
    }

    private static RefusedException? NotNow(VisitPlanned? plan, VisitTerms terms, DateTimeOffset now) => plan is null ? NotPlanned()
        : now >= plan.At.AddMinutes(-terms.EarlyMinutes) && now <= plan.Until ? null
        : new RefusedException(409, "visit-not-now", string.Create(CultureInfo.InvariantCulture, $"The visit is planned for {plan.At:u}; plan it anew for another time."), new Dictionary<string, object?> { ["at"] = plan.At });

    private static RefusedException NotPlanned() => new(409, "visit-not-planned", "The visit is not planned: who goes, when, and with which papers comes first.");

    private static RefusedException NotYours() => new(403, "not-your-visit", "Each visitor whom the plan names says for himself that he has arrived or left; nobody for another.");
}

/// <summary>A visit as somebody plans it.</summary>
/// <param name="Visitors">Ids of two or three members of staff.</param>
/// <param name="Papers">Confirmed to be at hand; all of them.</param>
/// <param name="Appointment">Id of the call or document in which the debtor agreed to the time; missing: at a decent hour.</param>
/// <param name="Address">How the address was verified; missing: by the appointment.</param>
/// <param name="Team">Code of those who go together that day.</param>
/// <param name="Person">Id of the person on the debt who is visited; missing: the debtor.</param>
/// <param name="Note">Words: which place was agreed; kept with the debtor's data.</param>
public sealed record VisitOrder(
    DateTimeOffset At, IReadOnlyList<string> Visitors, IReadOnlyList<VisitPaper> Papers, VisitPlace Place = VisitPlace.Home, string? Appointment = null, AddressProof? Address = null, string? Team = null,
    string? Person = null, string? Note = null);

public sealed record VisitCallOff(CallOffReason Because, string? Note = null);

/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record VisitClearance(string Reason);
