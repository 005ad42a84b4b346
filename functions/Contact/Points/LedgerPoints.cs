using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Points;

/// <summary>How what happens to messages and calls changes the standing of the number or address. Each answers the same ledger when it changes nothing. (R2.4)</summary>
public static class LedgerPoints
{
    /// <summary>Messages in a row that did not arrive before a point counts as invalid.</summary>
    private const int MostBounces = 3;

    public static PointRecord? Find(this DebtorLedger ledger, string point) => ledger.Points.FirstOrDefault(known => known.Point == point);

    /// <summary>What the gate calls invalid is invalid, whatever else is known.</summary>
    public static PointStanding StandingOf(this DebtorLedger ledger, string point) => ledger.Find(point) switch
    {
        { Standing: PointStanding.WrongParty } => PointStanding.WrongParty,
        _ when ledger.InvalidPhones.Contains(point) => PointStanding.Invalid,
        { } known => known.Standing,
        null => PointStanding.Untried,
    };

    /// <summary>A message arrived, or the debtor himself answered.</summary>
    public static DebtorLedger Reached(this DebtorLedger ledger, string point, DateTimeOffset at) =>
        ledger.InvalidPhones.Contains(point) || ledger.Find(point) is { Standing: PointStanding.Verified, Bounces: 0 } ? ledger : ledger.With(new PointRecord(point, PointStanding.Verified, at));

    /// <param name="ownNumber">It was the debtor's own number, by which he can be reached no more.</param>
    public static DebtorLedger Bounced(this DebtorLedger ledger, string point, bool ownNumber, DateTimeOffset at)
    {
        var bounces = (ledger.Find(point)?.Bounces ?? 0) + 1;
        return bounces >= MostBounces ? ledger.Fails(point, PointStanding.Invalid, ownNumber, at)
            : ledger.InvalidPhones.Contains(point) ? ledger
            : ledger.With(new PointRecord(point, PointStanding.Doubtful, ledger.Find(point) is { Standing: PointStanding.Doubtful } known ? known.Since : at, bounces));
    }

    /// <summary>It does not work, or reaches somebody else: it is not used again.</summary>
    public static DebtorLedger Fails(this DebtorLedger ledger, string point, PointStanding standing, bool ownNumber, DateTimeOffset at)
    {
        if (ledger.Find(point) is { Standing: PointStanding.WrongParty }) return ledger;
        var told = ledger.Find(point) is { } known && known.Standing == standing ? ledger : ledger.With(new PointRecord(point, standing, at));
        return ownNumber ? told.WithInvalidNumber(point) : told.WithInvalidPhone(point);
    }

    /// <summary>The best of some points. A verified one is the best; one that was never tried says nothing; none at all is none that is valid.</summary>
    public static PointQuality QualityOf(this DebtorLedger ledger, IEnumerable<string> points)
    {
        var standings = points.Select(ledger.StandingOf).ToHashSet();
        return standings.Contains(PointStanding.Verified) ? PointQuality.Verified
            : standings.Contains(PointStanding.Untried) ? PointQuality.Unknown
            : standings.Contains(PointStanding.Doubtful) ? PointQuality.Doubtful
            : PointQuality.NoneValid;
    }

    /// <summary>What the case is told, when that is another quality than it knows.</summary>
    public static IEnumerable<Fact> News(this PointQuality quality, CaseState state) => state.Points == quality ? [] : [new ContactPointsRated(quality)];

    private static DebtorLedger With(this DebtorLedger ledger, PointRecord point) => ledger with { Points = [.. ledger.Points.Where(known => known.Point != point.Point), point] };
}
