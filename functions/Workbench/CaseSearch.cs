using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Workbench;

/// <summary>Finds the case that somebody on the telephone speaks of: by what he can name. Nothing that is searched for is stored or logged. (R6.2)</summary>
public sealed class CaseSearch(Accounts accounts, DebtorProfiles profiles, DebtorCases cases, ICaseStreams streams, KeyRing keys)
{
    private const int Most = 50;

    private const int LongestNumber = 100;

    /// <summary>Refuses (422) a wish that names nothing to look for.</summary>
    public async Task<IReadOnlyList<FoundCase>> FindAsync(SearchWish wish, bool withDebtor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var found = new List<FoundCase>();
        foreach (var key in await KeysAsync(wish, cancellation))
        {
            if (await streams.LoadAsync(key, cancellation) is not { } head) continue;
            var profile = withDebtor ? await profiles.LoadAsync(head.State.Debtor, cancellation) : null;
            found.Add(FoundCase.Of(head.State, profile));
        }

        return [.. found.OrderBy(one => one.Closed is not null).ThenByDescending(one => one.OpenedAt)];
    }

    private async Task<IReadOnlyList<CaseKey>> KeysAsync(SearchWish wish, CancellationToken cancellation) => wish switch
    {
        { Account: { Length: > 0 and <= LongestNumber } account, Institution: { Length: > 0 } institution } =>
            await accounts.FindAsync(keys.Account(institution, account.Trim()), cancellation) is { } known ? [known.Case] : [],
        { Debtor: { Length: > 0 and <= LongestNumber } debtor, Institution: { Length: > 0 } institution } =>
            [.. (await cases.OfAsync(keys.Debtor(institution, debtor.Trim()), cancellation)).Take(Most)],
        { Point: { Length: > 3 and <= LongestNumber } point } => await BehindAsync(point.Trim(), cancellation),
        _ => throw new RefusedException(422, "nothing-to-find", "Name an account or a debtor's number with its institution, or a telephone number or e-mail address that was written to."),
    };

    /// <summary>All cases of whoever was written to there: the one that was written for may not be the one that is spoken of.</summary>
    private async Task<IReadOnlyList<CaseKey>> BehindAsync(string point, CancellationToken cancellation)
    {
        var found = new List<CaseKey>();
        foreach (var written in await profiles.BehindAsync(point, cancellation))
        {
            if (written.Case is { } key) found.Add(key);
            found.AddRange(await cases.OfAsync(written.Debtor, cancellation));
        }

        return [.. found.Distinct().Take(Most)];
    }
}

/// <param name="Institution">Whose account or debtor it is.</param>
/// <param name="Account">The account's number, as the bank writes it.</param>
/// <param name="Debtor">The debtor's number, as the bank writes it.</param>
/// <param name="Point">A telephone number or e-mail address.</param>
public sealed record SearchWish(string? Institution = null, string? Account = null, string? Debtor = null, string? Point = null);

/// <param name="Name">Of the debtor, masked; missing for roles that need no personal data.</param>
public sealed record FoundCase(
    CaseKey Case, string Institution, Product Product, Stage Stage, Line Line, Money Overdue, DateTimeOffset OpenedAt, ClosingReason? Closed, string Region, string? Name)
{
    internal static FoundCase Of(CaseState state, DebtorProfile? profile) => new(
        state.Key, state.Institution, state.Product, state.Stage, state.Line, state.Overdue, state.OpenedAt, state.Closed, state.Region,
        profile is null ? null : DebtorCard.MaskName(profile.Name));
}
