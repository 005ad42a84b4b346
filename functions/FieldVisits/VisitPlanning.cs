using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.FieldVisits;

/// <summary>Plans visits, changes plans and calls them off. A plan is held against the gate for the time that it names; when the visit begins it is asked again. (R3.3, R5.1)</summary>
public sealed class VisitPlanning(
    ICaseStreams streams, Casework casework, PersonContacts contacts, DebtorLedgerStore ledger, DebtorProfiles profiles, DebtorParties parties, VisitWishes wishes, PracticeGuard guard, ILawBook laws)
{
    /// <summary>
    /// Throws <see cref="RefusedException"/>: 422 <c>prohibited-practice</c> (a workplace, a public place, too many visitors), <c>visitors</c>; 409 <c>no-address</c>; what the gate says of the time that is
    /// planned; and as <see cref="VisitCommands.Plan"/>.
    /// </summary>
    /// <param name="visit">The plan that is changed; null: a new one.</param>
    public async Task<VisitAnswer> PlanAsync(CaseKey key, string? visit, Posted<VisitOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var order = posted.Body;
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var (kind, address, zones) = await WhereAsync(state, order.Person, cancellation);
        var law = await laws.ForAsync(state.Institution, cancellation);
        if (Practice(order, kind, law.Pack.Visitors.Maximum) is { } practice)
            throw await guard.RefuseAsync(practice, EnforcementPoint.Visit, posted.Caller.By, key, posted.Command, cancellation);
        RefuseVisitors(order.Visitors);
        if (order.Place != VisitPlace.Agreed && string.IsNullOrWhiteSpace(address)) throw new RefusedException(409, "no-address", "There is no address on file to go to.");
        var told = await wishes.OfAsync(state.Debtor, cancellation);
        var onlyByAppointment = told?.Wishes.Contains(VisitWish.ByAppointmentOnly) == true;
        var verdict = await ForeseeAsync(key, posted, view => VisitCommands.Check(view, visit, order, onlyByAppointment, zones ?? law.Pack.Zones), cancellation);
        var answer = await casework.ExecuteAsync(
            key, posted, order.Note, "visit-plan", (view, note) => VisitCommands.Plan(view, visit, order, onlyByAppointment, zones ?? law.Pack.Zones, note), cancellation);
        await GiveUpAsync(answer, cancellation);
        return new VisitAnswer(key, answer.Visits, told) { Verdict = verdict };
    }

    /// <summary>Refusals as <see cref="VisitCommands.CallOff"/>.</summary>
    public async Task<VisitAnswer> CallOffAsync(CaseKey key, string visit, Posted<VisitCallOff> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var answer = await casework.ExecuteAsync(key, posted, posted.Body.Note, "visit-off", (view, note) => VisitCommands.CallOff(view, visit, posted.Body.Because, note), cancellation);
        await GiveUpAsync(answer, cancellation);
        return new VisitAnswer(key, answer.Visits, await wishes.OfAsync(answer.DebtorKey, cancellation));
    }

    public async Task<VisitAnswer> LookAsync(CaseKey key, CancellationToken cancellation)
    {
        var state = (await casework.ViewAsync(key, cancellation)).State;
        return new VisitAnswer(key, state.Visits, await wishes.OfAsync(state.Debtor, cancellation));
    }

    /// <summary>What the gate says of it; null for an order that is recorded already.</summary>
    private async Task<ContactVerdict?> ForeseeAsync(CaseKey key, Posted<VisitOrder> posted, Action<CaseView> check, CancellationToken cancellation)
    {
        if (await streams.IsRecordedAsync(key, posted.Command, cancellation)) return null;
        check(await casework.ViewAsync(key, cancellation));
        var order = posted.Body;
        var wish = new ContactWish(Channel.Visit, Purpose.Collection, order.Person, order.Visitors.Count) { ElsewhereAgreed = order.Place == VisitPlace.Agreed };
        return await contacts.ForeseeAsync(key, wish, order.At, posted.Caller.By, posted.Command, cancellation);
    }

    /// <summary>A visit that was let go and to which nobody came counts no longer.</summary>
    private async Task GiveUpAsync(CaseAnswer answer, CancellationToken cancellation)
    {
        if (answer.Visits.Abandoned is not { } contact || await ledger.FindAsync(answer.DebtorKey, contact, cancellation) is not { State: ContactState.Reserved } hold) return;
        await ledger.ReleaseAsync(hold, "visit-called-off", cancellation);
    }

    private async Task<(DebtorKind Kind, string? Address, DebtorZones? Zones)> WhereAsync(CaseState state, string? person, CancellationToken cancellation)
    {
        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        if (person is null) return (profile?.Kind ?? DebtorKind.Person, profile?.Address, DebtorZones.Of(state.Region));
        var party = await parties.FindAsync(state.Debtor, person, cancellation) ?? throw RefusedException.NotFound("person on this debt");
        return (DebtorKind.Person, party.Address, DebtorZones.Of(party.Region ?? state.Region));
    }

    private static string? Practice(VisitOrder order, DebtorKind kind, int most) =>
        order.Visitors.Count > most ? PracticeCatalog.TooManyVisitors
        : order.Place is VisitPlace.Workplace or VisitPlace.PublicPlace || (order.Place == VisitPlace.Premises && kind == DebtorKind.Person) ? PracticeCatalog.VisitElsewhere
        : null;

    private static void RefuseVisitors(IReadOnlyList<string> visitors)
    {
        if (visitors.Any(visitor => !CaseGuards.IsReference(visitor)) || visitors.Distinct(StringComparer.Ordinal).Count() != visitors.Count)
            throw new RefusedException(422, "visitors", $"'visitors' are the ids of different members of staff: {CaseGuards.ReferenceForm}.");
    }
}

/// <summary>A case's visits as those see them who plan and make them.</summary>
/// <param name="Wishes">What the debtor wishes about visits; missing: he has said nothing.</param>
public sealed record VisitAnswer(CaseKey Case, VisitProgress Visits, DebtorVisitWishes? Wishes)
{
    /// <summary>What the gate says of the time that is planned, as far as is known now.</summary>
    public ContactVerdict? Verdict { get; init; }
}
