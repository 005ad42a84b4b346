using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.SpecialPaths;

/// <summary>Whether any way is left to reach a debtor, and what people do about one who is lost. (R3.6, R5.5)</summary>
public sealed class LostDebtors(ICaseStreams streams, CaseAdvance cases, Casework casework, DebtorProfiles profiles, PointCommands points, DebtorLedgerStore ledger, DebtorParties parties, PracticeGuard guard)
{
    /// <summary>Looks at all contact points, at exactly the version that asked for it.</summary>
    [Function(nameof(CheckReach))]
    public async Task<CaseStep> CheckReach([ActivityTrigger] StepCall call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        var head = await streams.LoadAsync(call.Case, cancellation) ?? throw RefusedException.NotFound("case");
        if (!head.State.Paths.LookAgain) return await cases.NextAsync(head, cancellation);
        var isReachable = IsReachable(head.State, await profiles.LoadAsync(head.State.Debtor, cancellation), await ledger.LoadAsync(head.State.Debtor, cancellation));
        Fact fact = (isReachable, head.State.Paths.Lost) switch
        {
            (false, null) => new DebtorLost("no-contact-point", await IsAskableAsync(head.State.Debtor, cancellation), null),
            (true, { Because: "no-contact-point" }) => new DebtorFound("contact-point", null),
            _ => new ReachChecked(isReachable),
        };
        try
        {
            var command = string.Create(CultureInfo.InvariantCulture, $"reach-{head.State.Version}");
            return await cases.NextAsync(await streams.AppendAsync(head.State.Key, head, command, "system", [fact], cancellation), cancellation);
        }
        catch (StreamConflictException)
        {
            return await cases.NextAsync(head.State.Key, cancellation);
        }
    }

    public async Task<CaseAnswer> LoseAsync(CaseKey key, Posted<Words> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        DebtorPaths.Needed(posted.Body.Reason);
        var askable = await IsAskableAsync((await casework.ViewAsync(key, cancellation)).State.Debtor, cancellation);
        return await casework.ExecuteAsync(key, posted, posted.Body.Reason, "lost", (view, note) => PathCommands.Lose(view.State, askable, note), cancellation);
    }

    /// <summary>Records a search. Throws <see cref="RefusedException"/>: 422 <c>prohibited-practice</c> for a source that nobody may use, or without purpose or authority; <c>source</c>; as <see cref="PointCommands.AddAsync"/> for what was found.</summary>
    public async Task<CaseAnswer> SearchAsync(CaseKey key, Posted<SearchResult> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var found = posted.Body;
        var source = SearchSource.Find(found.Source) ?? throw new RefusedException(422, "source", $"The source is one of {string.Join(", ", SearchSource.Lawful)}.");
        var practice = source.Practice ?? (string.IsNullOrWhiteSpace(found.Purpose) || string.IsNullOrWhiteSpace(found.Authority) ? PracticeCatalog.WithoutPurpose : null);
        if (practice is not null) throw await guard.RefuseAsync(practice, EnforcementPoint.Search, posted.Caller.By, key, posted.Command, cancellation);
        var words = $"{found.Purpose} / {found.Authority}";
        DebtorPaths.Needed(words);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var isFound = found.Phone is not null || !string.IsNullOrWhiteSpace(found.Address);
        _ = PathCommands.Search(state, source.Source, isFound, null);
        var noted = new List<Fact>(2);
        if (found.Phone is { } phone) noted.Add((await points.KeepAsync(state.Debtor, new PointOrder(PointKind.Phone, phone.Number, source.Keeps, phone.Kind), cancellation)).Noted);
        if (!string.IsNullOrWhiteSpace(found.Address)) noted.Add((await points.KeepAsync(state.Debtor, new PointOrder(PointKind.Address, found.Address, source.Keeps), cancellation)).Noted);
        return await casework.ExecuteAsync(key, posted, words, "search", (view, note) => [.. noted, .. PathCommands.Search(view.State, source.Source, isFound, note)], cancellation);
    }

    /// <summary>A number or mailbox that works; or an address at which nobody was told that he had moved.</summary>
    public bool IsReachable(CaseState state, DebtorProfile? profile, DebtorLedger standing)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(standing);
        if (profile is null) return false;
        if (profile.AllPhones().Any(phone => phone.Kind != PhoneKind.Work && !standing.InvalidPhones.Contains(profiles.PhoneHash(phone.Number)))) return true;
        if (profile.AllEmails().Any(mail => !standing.InvalidPhones.Contains(profiles.AddressHash(mail)))) return true;
        return !string.IsNullOrWhiteSpace(profile.PostalAddress()) && !state.Paths.BadAddress;
    }

    /// <summary>Whether somebody agreed to be asked for a way to reach the debtor.</summary>
    private async Task<bool> IsAskableAsync(DebtorKey debtor, CancellationToken cancellation) =>
        (await parties.ListAsync(debtor, cancellation)).Any(party => party is { Role: Party.ThirdParty, Consented: true, Stopped: false, Phones.Count: > 0 } && PartyRules.Practice(party, Purpose.Service) is null);
}
