using System.Globalization;
using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Legal.WriteOffs;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;

namespace Collections.Cli.Desk;

/// <summary>
/// Does what the people of a collections department do, through the same services as their endpoints. Every command's id comes from the item
/// and the sitting, so a sitting that is worked again after a crash changes nothing that it had done.
/// </summary>
internal sealed class DeskWorker(CaseCommands commands, CaseRules rules, PersonContacts contacts, DeskVisits visits, TimeProvider clock)
{
    /// <returns>False when the item had to be left: it has lost its reason, or may not be done yet and is tried again at the next sitting.</returns>
    public async Task<bool> DoAsync(DeskItem item, DateTimeOffset sitting, CancellationToken cancellation)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"desk-{item.Id}-{sitting.UtcDateTime:yyyyMMddHHmm}");
        try
        {
            await Patiently.DoAsync(() => DoAsync(item, command, cancellation), cancellation);
            return true;
        }
        catch (RefusedException refused) when (refused.Status is 404 or 409 or 422)
        {
            return false;
        }
    }

    private Task DoAsync(DeskItem item, string command, CancellationToken cancellation) => item.Work switch
    {
        DeskWork.Approval => DecideAsync(item, command, cancellation),
        DeskWork.Call => CallAsync(item, command, cancellation),
        DeskWork.Visit => visits.DoAsync(item, command, cancellation),
        DeskWork.Safety => visits.ClearAsync(item, command, cancellation),
        DeskWork.Letter => PostAsync(item, Purpose.LegalNotice, command, cancellation),
        DeskWork.Demand => PostAsync(item, Purpose.Collection, command, cancellation),
        DeskWork.Review => ReviewAsync(item, command, cancellation),
        DeskWork.Assessment => ExecuteAsync(item, DeskPeople.Lawyer, command, view => TaskCommands.Finish(view.State, item.Id, DeskPeople.Lawyer), cancellation),
        DeskWork.Search => ExecuteAsync(item, DeskPeople.Senior, command, view => PathCommands.Search(view.State, "BankRecords", found: false, note: null), cancellation),
        DeskWork.Acknowledgement => AcknowledgeAsync(item, cancellation),
        DeskWork.Direction => DirectAsync(item, command, cancellation),
        DeskWork.Proceeding => ProceedAsync(item, command, cancellation),
        DeskWork.Collateral => DisposeAsync(item, command, cancellation),
        _ => throw new InvalidOperationException($"The desk does not know how to do {item.Work}."),
    };

    private async Task DecideAsync(DeskItem item, string command, CancellationToken cancellation)
    {
        var decider = DeskPeople.In(item.Role!);
        var approve = Dice.Percent("decide", item.Case, item.Id) >= 5;
        var decided = await ExecuteAsync(
            item, decider, $"{command}-{item.Role}", view => ApprovalCommands.Decide(view, item.Id, approve, decider, item.Role, comment: null), cancellation);
        if (decided.State.Plans.Offer is { NeedsApproval: true } offer && PlanOffers.Approval(decided.State, offer) is not null) await ConfirmAsync(item, offer.Plan, item.Id, command, cancellation);
    }

    /// <summary>What came of a talk without a promise: now and then a plan, which the debtor agrees to on the recorded call.</summary>
    private async Task PlanAsync(DeskItem item, string contact, string command, CancellationToken cancellation)
    {
        if (Dice.Percent("plan", item.Case, item.Id) >= 40) return;
        var (count, income) = (3 + (Dice.Percent("instalments", item.Case, item.Id) % 22), 4_000 + (100 * Dice.Percent("income", item.Case, item.Id)));
        var offered = await ExecuteAsync(
            item, DeskPeople.Collector, $"{command}-plan",
            view =>
            {
                var currency = view.State.Balance.Currency;
                var means = new MeansStatement(new Money(income, currency), new Money(income / 2, currency), Money.Zero(currency));
                return PlanCommands.Offer(view, new PlanWish(PlanKind.Instalments, view.Today.AddDays(15), count, Means: means), DeskPeople.Collector.Id, note: null, lawful: null);
            },
            cancellation);
        if (offered.State.Plans.Offer is { NeedsApproval: false } offer) await ConfirmAsync(item, offer.Plan, contact, command, cancellation);
    }

    private Task ConfirmAsync(DeskItem item, string plan, string evidence, string command, CancellationToken cancellation) => Dice.Percent("agrees", item.Case, plan) < 80
        ? ExecuteAsync(item, DeskPeople.Collector, $"{command}-agreed", view => PlanCommands.Confirm(view, plan, ConfirmationMeans.RecordedCall, evidence), cancellation)
        : Task.CompletedTask;

    /// <summary>Where it is about an order that the core system has not answered, the core system answers.</summary>
    private async Task ReviewAsync(DeskItem item, string command, CancellationToken cancellation)
    {
        await ExecuteAsync(
            item, DeskPeople.Senior, $"{command}-order",
            view => view.State.Plans.Open is { Kind: not null, Acknowledged: null } plan ? PlanCommands.Acknowledge(view.State, plan.Plan, accepted: true, $"C-{item.Case.Value[..12]}") : [], cancellation);
        await ExecuteAsync(item, DeskPeople.Senior, command, view => TaskCommands.Finish(view.State, item.Id, DeskPeople.Senior), cancellation);
    }

    private async Task CallAsync(DeskItem item, string command, CancellationToken cancellation)
    {
        var reserved = await contacts.ReserveAsync(item.Case, new ContactWish(Channel.Call, Purpose.Collection), DeskPeople.Collector.By, command, cancellation);
        var outcome = Dice.Percent("call", item.Case, item.Id) switch
        {
            < 58 => CallOutcome.NoAnswer,
            < 66 => CallOutcome.Busy,
            < 70 => CallOutcome.ThirdParty,
            < 84 => CallOutcome.RightPartyNoResult,
            < 95 => CallOutcome.RightPartyPromise,
            _ => CallOutcome.RightPartyRefused,
        };
        var seconds = outcome is CallOutcome.NoAnswer or CallOutcome.Busy ? 0 : 30 + Dice.Percent("length", item.Case, item.Id);
        await contacts.RecordCallAsync(item.Case, reserved.Contact, new CallReport(outcome, seconds), DeskPeople.Collector.By, command, cancellation);
        if (outcome == CallOutcome.RightPartyNoResult) await PlanAsync(item, reserved.Contact, command, cancellation);
        if (outcome != CallOutcome.RightPartyPromise) return;
        var days = 2 + (Dice.Percent("promise", item.Case, item.Id) % 6);
        await ExecuteAsync(
            item, DeskPeople.Collector, $"{command}-promise", view => PromiseCommands.Make(view, view.State.Overdue, view.Today.AddDays(days), "transfer"), cancellation);
    }

    private async Task PostAsync(DeskItem item, Purpose purpose, string command, CancellationToken cancellation)
    {
        var reserved = await contacts.ReserveAsync(item.Case, new ContactWish(Channel.Letter, purpose), DeskPeople.Lawyer.By, command, cancellation);
        await contacts.PostLetterAsync(item.Case, reserved.Contact, DeskPeople.Lawyer.By, command, cancellation);
    }

    /// <summary>The command comes from the message alone: a message that comes twice is answered once.</summary>
    private Task AcknowledgeAsync(DeskItem item, CancellationToken cancellation)
    {
        var accepted = Dice.Percent("handoff", item.Case, item.Id) >= 10;
        var reference = $"L-{item.Case.Value[..12]}";
        return ExecuteAsync(
            item, DeskPeople.Lawyer, $"desk-{item.Id}", view => HandoffCommands.Acknowledge(view.State, accepted, accepted ? reference : null, note: null), cancellation);
    }

    private async Task DirectAsync(DeskItem item, string command, CancellationToken cancellation)
    {
        var direction = Dice.Percent("direction", item.Case, item.Id) switch { < 50 => Direction.KeepOn, < 75 => Direction.Agency, _ => Direction.WriteOff };
        await ExecuteAsync(item, DeskPeople.Supervisor, command, view => DirectionCommands.Give(view, direction, note: null), cancellation);
        if (direction == Direction.WriteOff) await WriteOffAsync(item, command, cancellation);
    }

    /// <summary>Of a ground whose conditions hold the papers are filed, and it is proposed.</summary>
    private async Task WriteOffAsync(DeskItem item, string command, CancellationToken cancellation)
    {
        await ExecuteAsync(
            item, DeskPeople.Lawyer, $"{command}-papers",
            view => [.. (Possible(view)?.Missing ?? []).SelectMany(kind => WriteOffCommands.File(view, kind, $"A-{item.Case.Value[..12]}"))], cancellation);
        await ExecuteAsync(
            item, DeskPeople.Lawyer, $"{command}-write-off", view => Possible(view) is { } ground ? WriteOffCommands.Propose(view, ground.Ground, DeskPeople.Lawyer.Id) : [], cancellation);
    }

    private static GroundCheck? Possible(CaseView view) =>
        WriteOffRules.Check(view).FirstOrDefault(check => check is { Unmet: [], Ground: WriteOffGround.CourtReturned or WriteOffGround.SmallAmount });

    /// <summary>What is pledged is released: its disposal is not simulated.</summary>
    private Task DisposeAsync(DeskItem item, string command, CancellationToken cancellation) => ExecuteAsync(
        item, DeskPeople.Lawyer, command, view => CollateralCommands.Take(view, new CollateralReport(CollateralStep.Released, $"R-{item.Case.Value[..12]}")), cancellation);

    /// <summary>The court's next step, as chance has it; that it takes the case at all comes as a message.</summary>
    private Task ProceedAsync(DeskItem item, string command, CancellationToken cancellation) => ExecuteAsync(
        item, DeskPeople.Lawyer, command,
        view =>
        {
            if (!ProceedingRules.AreOpen(view.State)) return [];
            var last = view.State.Legal.Proceedings.Last?.Step;
            var next = ProceedingRules.After(last).Where(step => step != last).ToList();
            return ProceedingCommands.Take(view, new ProceedingReport(next[Dice.Percent("court", item.Case, item.Id) % next.Count], $"C-{item.Case.Value[..12]}"));
        },
        cancellation);

    private Task<CommandResult> ExecuteAsync(DeskItem item, Caller caller, string command, Func<CaseView, IReadOnlyList<Fact>> decide, CancellationToken cancellation) =>
        commands.ExecuteAsync(item.Case, command, caller.By, state => decide(rules.View(state, clock.GetUtcNow())), cancellation);
}
