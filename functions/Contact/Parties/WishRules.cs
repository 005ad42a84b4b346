using Collections.Functions.Cases;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Parties;

/// <summary>What a person may ask for at all, before the gate is asked: of whom, for what, with how many. (R3.6, R5.5, R5.8)</summary>
public sealed class WishRules(DebtorParties parties, DebtorProfiles profiles, ILawBook laws)
{
    /// <summary>Looks without keeping anything. Throws <see cref="RefusedException"/> (404) for a person who is not on the debt.</summary>
    public async Task<JudgedWish> LookAsync(CaseState state, ContactWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(wish);
        if (wish.FromOwnPhone) return new JudgedWish(null, PracticeCatalog.PrivatePhone);
        if (wish.Visitors is { } visitors)
        {
            var (least, most) = (await laws.ForAsync(state.Institution, cancellation)).Pack.Visitors;
            if (visitors > most) return new JudgedWish(null, PracticeCatalog.TooManyVisitors);
            if (visitors < least) return new JudgedWish(null, null, new RefusedException(422, "visitors", $"{least} to {most} people go together."));
        }

        var all = await parties.ListAsync(state.Debtor, cancellation);
        if (wish.Person is not { } person) return new JudgedWish(null, null, PurposeRefusal(state, wish) ?? StandsIn(all, wish.For));
        var party = all.FirstOrDefault(known => known.Id == person) ?? throw RefusedException.NotFound("person on this debt");
        if (PartyRules.Practice(party, wish.For) is { } practice) return new JudgedWish(party, practice);
        if (party.Role != Party.ThirdParty && PurposeRefusal(state, wish) is { } purpose) return new JudgedWish(party, null, purpose);

        // A number under which somebody asked to be left alone is left alone, under whatever name it is given again.
        if (all.Any(known => known.Stopped && SharesPhone(known, party))) party = party with { Stopped = true };
        return new JudgedWish(party, null, PartyRules.Refusal(party, wish.Channel, wish.For));
    }

    /// <summary>Whoever calls or visits about a debt collects, whatever he calls it; unless he answers what was asked.</summary>
    private static RefusedException? PurposeRefusal(CaseState state, ContactWish wish) =>
        wish.Channel == Channel.Letter || wish.For == Purpose.Collection || (wish.For == Purpose.Service && state.Task(TaskKind.Reply) is not null)
            ? null
            : new RefusedException(422, "collection-by-another-name", "A call or visit to somebody on the debt is Collection; it is Service only as the answer to a reply that is open.");

    private bool SharesPhone(PartyRecord one, PartyRecord other) =>
        one.Phones.Select(phone => profiles.PhoneHash(phone.Number)).Intersect(other.Phones.Select(phone => profiles.PhoneHash(phone.Number))).Any();

    private static RefusedException? StandsIn(IReadOnlyList<PartyRecord> all, Purpose purpose) => PartyRules.InPlaceOf(all, purpose) is { } instead
        ? PersonContacts.Stopped(instead.Role.ToString().ToLowerInvariant())
        : null;
}

/// <summary>What the rules say of a wish.</summary>
/// <param name="Party">Whom it is for; null: the debtor.</param>
/// <param name="Practice">The prohibited practice that it would be.</param>
/// <param name="Refusal">Why else it may not be.</param>
public sealed record JudgedWish(PartyRecord? Party, string? Practice, RefusedException? Refusal = null);
