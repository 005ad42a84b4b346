using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Contact.Points;

/// <summary>
/// Taking down how a debtor can be reached, and that he cannot be reached so. What is new is screened before its first use: by its form, by where it comes from, and by
/// what is known of it. The debtor's data is written before the case tells of it; the same command again completes both. (R2.4)
/// </summary>
public sealed class PointCommands(Casework casework, DebtorProfiles profiles, DebtorParties parties, DebtorLedgerStore ledger, ContactPoints points, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="RefusedException"/>: 422 <c>no-lawful-source</c>, <c>bad-point</c>; 409 <c>wrong-party</c> for one that reaches somebody else, <c>another-persons</c> for a number of another person on
    /// the debt.
    /// </summary>
    public async Task<PointCard> AddAsync(CaseKey key, Posted<PointOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var (noted, profile) = await KeepAsync(state.Debtor, posted.Body, cancellation);
        await casework.ExecuteAsync(key, posted, _ => [noted], cancellation);
        return (await CardsAsync(state.Debtor, profile, cancellation)).First(card => card.Point == noted.Point);
    }

    /// <summary>Writes it with the debtor, and answers what the case is to tell of it. Throws as <see cref="AddAsync"/>.</summary>
    public async Task<(ContactPointNoted Noted, DebtorProfile Profile)> KeepAsync(DebtorKey debtor, PointOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var source = order.Source ?? throw new RefusedException(422, "no-lawful-source", $"Say in 'source' how the bank came by it, one of {string.Join(", ", Enum.GetNames<PartySource>())}; without a lawful way it is not kept.");
        var value = PointForm.Checked(order.Kind, order.Value);
        var point = points.HashOf(order.Kind, value);
        if ((await ledger.LoadAsync(debtor, cancellation)).StandingOf(point) == PointStanding.WrongParty)
            throw new RefusedException(409, "wrong-party", "It is known to reach somebody else. That is for ever, from whatever source it comes again.");
        if (order.Kind == PointKind.Phone && (await parties.ListAsync(debtor, cancellation)).Any(party => party.Phones.Any(phone => profiles.PhoneHash(phone.Number) == point)))
            throw new RefusedException(409, "another-persons", "The number is another person's on this debt: he is called as who he is.");
        var added = new AddedPoint(order.Kind, value, order.PhoneKind ?? PhoneKind.Mobile, source, clock.GetUtcNow());
        var profile = await profiles.ChangeAsync(debtor, known => (known ?? throw RefusedException.NotFound("debtor")).With(added), cancellation);
        return (new ContactPointNoted(point, order.Kind, source), profile);
    }

    /// <summary>It does not work, or reaches somebody else. Throws <see cref="RefusedException"/>: 404 for none of the debtor's.</summary>
    public async Task<PointCard> ReportAsync(CaseKey key, string point, Posted<PointReport> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var standing = posted.Body.Standing;
        if (standing is not (PointStanding.Invalid or PointStanding.WrongParty)) throw new RefusedException(422, "standing", "People report Invalid or WrongParty; the rest follows from messages and calls.");
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var profile = await profiles.LoadAsync(state.Debtor, cancellation);
        var card = (await CardsAsync(state.Debtor, profile, cancellation)).FirstOrDefault(known => known.Point == point) ?? throw RefusedException.NotFound("contact point");
        var amended = await ledger.AmendAsync(state.Debtor, known => known.Fails(point, standing, card.Kind == PointKind.Phone, clock.GetUtcNow()), cancellation);
        var quality = amended.QualityOf(points.AllOf(profile));
        await casework.ExecuteAsync(key, posted, view => [.. quality.News(view.State)], cancellation);
        return card with { Standing = amended.StandingOf(point), Since = amended.Find(point)?.Since };
    }

    public async Task<IReadOnlyList<PointCard>> ListAsync(CaseKey key, CancellationToken cancellation)
    {
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        return await CardsAsync(debtor, await profiles.LoadAsync(debtor, cancellation), cancellation);
    }

    /// <summary>A debtor's points, masked, with what is known of each.</summary>
    public async Task<IReadOnlyList<PointCard>> CardsAsync(DebtorKey debtor, DebtorProfile? profile, CancellationToken cancellation)
    {
        if (profile is null) return [];
        var standing = await ledger.LoadAsync(debtor, cancellation);
        return [.. profile.AllPoints().Select(known => Card(known)).DistinctBy(card => card.Point)];

        PointCard Card(AddedPoint known)
        {
            var point = points.HashOf(known.Kind, known.Value);
            return new PointCard(
                point, known.Kind, known.Kind == PointKind.Phone ? known.PhoneKind : null, PointForm.Masked(known.Kind, known.Value), standing.StandingOf(point), standing.Find(point)?.Since,
                known.Source, known.AddedAt == default ? null : known.AddedAt);
        }
    }
}

/// <param name="Source">How the bank came by it; without a lawful way it is not kept.</param>
/// <param name="PhoneKind">A number's; mobile, unless said otherwise.</param>
public sealed record PointOrder(PointKind Kind, string? Value, PartySource? Source = null, PhoneKind? PhoneKind = null);

public sealed record PointReport(PointStanding Standing);

/// <summary>A number or address as lists show it: masked. (R8.2)</summary>
/// <param name="Point">Keyed hash: its name in addresses.</param>
/// <param name="Since">Since when it stands so; missing while it was never tried.</param>
/// <param name="AddedAt">When somebody took it down; missing for what comes from the bank's file.</param>
public sealed record PointCard(
    string Point, PointKind Kind, PhoneKind? PhoneKind, string Value, PointStanding Standing, DateTimeOffset? Since, PartySource Source, DateTimeOffset? AddedAt);
