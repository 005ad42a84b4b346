using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

/// <summary>Visits as the desk makes them: planned at one sitting for the next, made then by two, who arrive, report and leave.</summary>
internal sealed class DeskVisits(
    CaseCommands commands, CaseRules rules, PersonContacts contacts, VisitPlanning planning, VisitDay day, ICaseStreams streams, TimeProvider clock)
{
    public async Task DoAsync(DeskItem item, string command, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var state = (await streams.LoadAsync(item.Case, cancellation))?.State ?? throw RefusedException.NotFound("case");
        if (state.Visits.Running?.In.Count > 0 || (state.Visits.Plan is { } plan && plan.At <= now && now <= plan.Until)) await GoAsync(item, command, cancellation);
        else if (state.Visits.Plan is not { } coming || coming.Until < now) await PlanAsync(item, rules.View(state, now), command, cancellation);
    }

    public Task ClearAsync(DeskItem item, string command, CancellationToken cancellation) =>
        day.ClearAsync(item.Case, new Posted<VisitClearance>(new VisitClearance("looked into"), DeskPeople.Supervisor, command), cancellation);

    /// <summary>By appointment where it must be, if the debtor agrees; where nobody can tell that he lives there, the visit is proposed to be waived.</summary>
    private async Task PlanAsync(DeskItem item, CaseView view, string command, CancellationToken cancellation)
    {
        var agrees = Dice.Percent("appointment", item.Case, item.Id) < (view.Risk == RiskLevel.Low ? 40 : 25);
        if (!agrees && Dice.Percent("address", item.Case, item.Id) < 5)
        {
            await commands.ExecuteAsync(
                item.Case, $"{command}-waiver", DeskPeople.Visitor.By,
                state => state.Approvals.Open is null ? ApprovalCommands.Propose(rules.View(state, clock.GetUtcNow()), ApprovalSubject.VisitWaiver, DeskPeople.Visitor.Id, promiseDue: null) : [], cancellation);
            return;
        }

        var order = new VisitOrder(
            DeskTimes.Between(view.Now.AddMinutes(1), view.Now.AddDays(20)).First(), [.. DeskPeople.Visitors.Select(visitor => visitor.Id)], Enum.GetValues<VisitPaper>(),
            Appointment: agrees ? "desk-call" : null, Address: agrees ? null : AddressProof.BranchRecord);
        await planning.PlanAsync(item.Case, view.State.Visits.Plan?.Visit, new Posted<VisitOrder>(order, DeskPeople.Visitor, $"{command}-plan"), cancellation);
    }

    private async Task GoAsync(DeskItem item, string command, CancellationToken cancellation)
    {
        var reserved = await contacts.ReserveAsync(item.Case, new ContactWish(Channel.Visit, Purpose.Collection), DeskPeople.Visitor.By, command, cancellation);
        foreach (var visitor in DeskPeople.Visitors) await day.CheckInAsync(item.Case, reserved.Contact, visitor, $"{command}-in-{visitor.Id}", cancellation);
        var outcome = Dice.Percent("visit", item.Case, item.Id) switch
        {
            < 38 => VisitOutcome.Absent,
            < 73 => VisitOutcome.Met,
            < 82 => VisitOutcome.Moved,
            < 89 => VisitOutcome.Refused,
            < 95 => VisitOutcome.AddressInvalid,
            < 99 => VisitOutcome.ThirdPartyPresent,
            _ => VisitOutcome.SafetyStop,
        };
        var report = new VisitReport(outcome, Reason: outcome == VisitOutcome.Refused ? RefusalReason.CannotPay : null, DebtNotMentioned: outcome == VisitOutcome.ThirdPartyPresent ? true : null);
        await day.ReportAsync(item.Case, reserved.Contact, report, DeskPeople.Visitor.By, command, cancellation);
        foreach (var visitor in DeskPeople.Visitors) await day.CheckOutAsync(item.Case, reserved.Contact, visitor, $"{command}-out-{visitor.Id}", cancellation);
    }
}
