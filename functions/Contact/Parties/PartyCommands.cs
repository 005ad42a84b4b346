using Collections.Functions.Cases;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Contact.Parties;

/// <summary>Taking down, and changing, who else is on a debt. The person's data is written before the case tells of it; the same command again completes both.</summary>
public sealed class PartyCommands(Casework casework, CaseCommands commands, DebtorCases cases, DebtorParties parties, DebtorProfiles profiles, DebtorLedgerStore ledger, StopRequests stops)
{
    private const int MostPhones = 10;

    private const int LongestName = 200;

    /// <summary>Throws <see cref="RefusedException"/>: 422 <c>party</c>; 409 <c>party-stopped</c> for somebody who asked to be left alone under one of these numbers.</summary>
    public async Task<PartyCard> NameAsync(CaseKey key, Posted<PartyOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var id = IdOf(posted.Command);
        var party = Checked(posted.Body, id, known: null);
        PartyRules.MayName(party.Role, before: null, posted.Caller);
        await RefuseNumbersAsync(debtor, party, posted.Caller, cancellation);
        var news = new PartyNoted(id, party.Role, PartyNews.Named);

        // What tightens is told to the ledger first, what loosens last.
        if (PartyRules.StandsIn(party)) await ledger.AmendAsync(debtor, known => known.WithStandIn(id, party.Role), cancellation);
        var stored = await parties.ChangeAsync(debtor, id, known => known ?? party, cancellation);
        await casework.ExecuteAsync(key, posted, _ => [news], cancellation);
        if (party.Role == Party.Heir) await TellAsync(debtor, key, posted, news, cancellation);
        return PartyCard.Of(stored!);
    }

    /// <summary>The estate answers for all that the debtor owes: heirs are written to for each account.</summary>
    private async Task TellAsync(DebtorKey debtor, CaseKey told, Posted<PartyOrder> posted, PartyNoted news, CancellationToken cancellation)
    {
        foreach (var other in await cases.OfAsync(debtor, cancellation))
        {
            if (other != told) await commands.ExecuteAsync(other, posted.Command, posted.Caller.By, state => state.StandIns.Any(known => known.Person == news.Person) ? [] : [news], cancellation);
        }
    }

    /// <summary>What is known now; that he asked to be left alone stays. Refusals as <see cref="NameAsync"/>; 404 for nobody on the debt.</summary>
    public async Task<PartyCard> ChangeAsync(CaseKey key, string person, Posted<PartyOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var before = await parties.FindAsync(debtor, person, cancellation) ?? throw RefusedException.NotFound("person on this debt");
        PartyRules.MayName(posted.Body.Role, before.Role, posted.Caller);
        var after = Checked(posted.Body, person, before);
        await RefuseNumbersAsync(debtor, after, posted.Caller, cancellation);
        if (PartyRules.StandsIn(after)) await ledger.AmendAsync(debtor, known => known.WithStandIn(person, after.Role), cancellation);
        var stored = await parties.ChangeAsync(debtor, person, known => known is null ? null : Checked(posted.Body, person, known), cancellation);
        await casework.ExecuteAsync(key, posted, _ => [new PartyNoted(person, stored!.Role, PartyNews.Changed)], cancellation);
        if (await parties.FindAsync(debtor, person, cancellation) is { } present && !PartyRules.StandsIn(present)) await ledger.AmendAsync(debtor, known => known.WithoutStandIn(person), cancellation);
        return PartyCard.Of(stored!);
    }

    /// <summary>He wants to be left alone: final.</summary>
    public async Task<PartyCard> StopAsync(CaseKey key, string person, Posted<NoBody> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var stored = await stops.StopAsync(debtor, person, cancellation) ?? throw RefusedException.NotFound("person on this debt");
        await casework.ExecuteAsync(key, posted, _ => [new PartyNoted(person, stored.Role, PartyNews.Stopped)], cancellation);
        return PartyCard.Of(stored);
    }

    /// <summary>His numbers are nobody's, or somebody else's: they are never used again.</summary>
    public async Task<PartyCard> WrongNumberAsync(CaseKey key, string person, Posted<NoBody> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var party = await parties.FindAsync(debtor, person, cancellation) ?? throw RefusedException.NotFound("person on this debt");
        var phones = party.Phones.Select(phone => profiles.PhoneHash(phone.Number)).ToList();
        await ledger.AmendAsync(debtor, known => phones.Aggregate(known, (standing, phone) => standing.WithInvalidPhone(phone)), cancellation);
        await casework.ExecuteAsync(key, posted, _ => [new PartyNoted(person, party.Role, PartyNews.WrongNumber)], cancellation);
        return PartyCard.Of(party);
    }

    /// <summary>Masked: in full for whoever is granted a contact with one of them.</summary>
    public async Task<IReadOnlyList<PartyCard>> ListAsync(CaseKey key, CancellationToken cancellation) =>
        [.. (await parties.ListAsync((await casework.ViewAsync(key, cancellation)).State.Debtor, cancellation)).Select(PartyCard.Of)];

    private async Task RefuseNumbersAsync(DebtorKey debtor, PartyRecord party, Caller caller, CancellationToken cancellation)
    {
        var phones = party.Phones.Select(phone => profiles.PhoneHash(phone.Number)).ToList();
        var others = (await parties.ListAsync(debtor, cancellation)).Where(known => known.Phones.Any(phone => phones.Contains(profiles.PhoneHash(phone.Number)))).ToList();
        if (party.Role != Party.ThirdParty && others.Any(known => known.Id != party.Id && known.Role == Party.ThirdParty) && !PartyRules.MaySay(caller))
            throw new RefusedException(403, "role-required", $"The number is a third party's: that it is a party's is for one of the roles {Roles.Supervisor}, {Roles.Legal} to say.");
        if (others.Any(known => known.Stopped))
            throw new RefusedException(409, "party-stopped", "Somebody under this number asked to be left alone. That is final, under whatever name he is taken down again.");
    }

    private static PartyRecord Checked(PartyOrder order, string id, PartyRecord? known)
    {
        if (order.Role == Party.Debtor) throw Wrong("The debtor is on the debt already: a party has another role.");
        if (string.IsNullOrWhiteSpace(order.Name) || order.Name.Length > LongestName) throw Wrong($"'name' has 1 to {LongestName} characters.");
        if (order.Role == Party.ThirdParty != order.Relation is not null) throw Wrong("A third party, and nobody else, has a 'relation' to the debtor.");
        if (order.Address?.Length > 2 * LongestName || order.Region?.Length > 20) throw Wrong("The address or region is too long.");
        var phones = order.Phones ?? [];
        if (phones.Count > MostPhones || phones.Any(phone => phone.Number is not { Length: >= 5 and <= 20 } number || !number.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ')))
            throw Wrong($"'phones' are at most {MostPhones} numbers of digits.");
        return new PartyRecord
        {
            Id = id,
            Role = order.Role,
            Relation = order.Relation,
            Name = order.Name,
            Phones = known is not null && known.Phones.SequenceEqual(phones) ? known.Phones : phones,
            Address = order.Address,
            Region = order.Region,
            Consented = order.Consented,
            Source = order.Source,
            Stopped = known?.Stopped ?? false,
        };
    }

    private static RefusedException Wrong(string why) => new(422, "party", why);

    private static string IdOf(string command) => command[^16..];
}

/// <summary>A person on the debt as somebody takes him down.</summary>
/// <param name="Source">How the bank came by it; without a lawful way it is not kept.</param>
/// <param name="Consented">A third party's own consent to be asked is on file.</param>
public sealed record PartyOrder(
    Party Role, string Name, PartySource Source, PartyRelation? Relation = null, IReadOnlyList<DebtorPhone>? Phones = null, string? Address = null, string? Region = null,
    bool Consented = false);

/// <summary>A person on the debt as lists show him: masked. (R8.2)</summary>
public sealed record PartyCard(string Id, Party Role, PartyRelation? Relation, string Name, IReadOnlyList<PhoneCard> Phones, bool HasAddress, bool Consented, PartySource Source, bool Stopped)
{
    public static PartyCard Of(PartyRecord party)
    {
        ArgumentNullException.ThrowIfNull(party);
        return new PartyCard(
            party.Id, party.Role, party.Relation, DebtorCard.MaskName(party.Name), [.. party.Phones.Select(phone => new PhoneCard(phone.Kind, DebtorCard.MaskNumber(phone.Number)))],
            party.Address is not null, party.Consented, party.Source, party.Stopped);
    }
}
