using Collections.Functions.Cases;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Contact.Consents;

/// <summary>
/// What a debtor agrees to and what he closes, on the case and in the ledger. A crash between the two leaves the stricter of both: what loosens is told to the
/// case first, what tightens to the ledger first. The same command again completes both.
/// </summary>
/// <param name="mostDays">Calendar days for which a consent to other hours may be given.</param>
public sealed class DebtorConsents(Casework casework, DebtorLedgerStore ledger, DebtorParties parties, TimeProvider clock, int mostDays = DebtorConsents.Days)
{
    public const int Days = 30;

    private const int LongestEvidence = 64;

    /// <summary>Throws <see cref="RefusedException"/>: 422 <c>times</c>, <c>until</c>, <c>evidence</c>; 409 <c>case-closed</c>, <c>evidence-used</c>.</summary>
    public async Task<CaseAnswer> GiveAsync(CaseKey key, Posted<ConsentOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var (order, now) = (posted.Body, clock.GetUtcNow());
        var times = Parse(order.Times);
        if (order.Until <= now || order.Until > now.AddDays(mostDays)) throw new RefusedException(422, "until", $"A consent ends in the future, after {mostDays} days at the latest.");
        if (!IsEvidence(order.Evidence)) throw new RefusedException(422, "evidence", $"'evidence' is the id of the call or document that records the consent: letters, digits and '-', at most {LongestEvidence}.");

        var consent = new HourConsent(order.Channel, times, order.Until.ToUniversalTime(), order.Evidence, order.Person);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        if (order.Person is { } person && await parties.FindAsync(debtor, person, cancellation) is null) throw RefusedException.NotFound("person on this debt");
        var standing = await ledger.LoadAsync(debtor, cancellation);
        if (standing.Consents.Any(known => known.Evidence == consent.Evidence && known != consent))
            throw new RefusedException(409, "evidence-used", "This evidence stands for another consent, or for one that was withdrawn: name what records this one.");
        var answer = await casework.ExecuteAsync(
            key, posted, view => Open(view) ? [new ConsentGiven(consent.Evidence, consent.Channel, times.ToString(), consent.Until, consent.Person)] : [], cancellation);
        await ledger.AmendAsync(answer.DebtorKey, known => known.With(consent), cancellation);
        return answer;
    }

    /// <summary>404 for a consent that was never given.</summary>
    public async Task<CaseAnswer> WithdrawAsync(CaseKey key, string evidence, Posted<NoBody> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var standing = await ledger.AmendAsync(debtor, known => known.Withdrawn(evidence, clock.GetUtcNow()), cancellation);
        if (standing.Consents.All(consent => consent.Evidence != evidence)) throw RefusedException.NotFound("consent");
        return await casework.ExecuteAsync(key, posted, _ => [new ConsentWithdrawn(evidence)], cancellation);
    }

    /// <summary>The debtor wants no more of this kind: for every account of his, whichever case it was said on.</summary>
    public async Task<CaseAnswer> OptOutAsync(CaseKey key, Posted<OptOutOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var channel = posted.Body.Channel;
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        await ledger.OptOutAsync(debtor, channel, cancellation);
        return await casework.ExecuteAsync(key, posted, view => view.State.Contacts.OptedOut.Contains(channel) ? [] : [new ChannelOptedOut(channel, "person")], cancellation);
    }

    /// <summary>Consents that hold, and those that have ended.</summary>
    public async Task<IReadOnlyList<HourConsent>> ListAsync(CaseKey key, CancellationToken cancellation) =>
        [.. (await ledger.LoadAsync((await casework.ViewAsync(key, cancellation)).State.Debtor, cancellation)).Consents.OrderByDescending(consent => consent.Until)];

    private static bool Open(CaseView view)
    {
        CaseGuards.RefuseClosed(view.State);
        return true;
    }

    private static TimeSpanOfDay Parse(string times)
    {
        try
        {
            return TimeSpanOfDay.Parse(times);
        }
        catch (FormatException)
        {
            throw new RefusedException(422, "times", "'times' is a span of the day at the debtor's place: 21:00-22:00.");
        }
    }

    private static bool IsEvidence(string text) => text.Length is > 0 and <= LongestEvidence && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

/// <param name="Times">At the debtor's place, on every day: <c>21:00-22:00</c>.</param>
/// <param name="Evidence">Id of the call or document that records the consent; it names the consent.</param>
/// <param name="Channel">Missing: by whichever.</param>
/// <param name="Person">Who agreed, of those on the debt; missing: the debtor.</param>
public sealed record ConsentOrder(string Times, DateTimeOffset Until, string Evidence, Channel? Channel = null, string? Person = null);

public sealed record OptOutOrder(Channel Channel);
