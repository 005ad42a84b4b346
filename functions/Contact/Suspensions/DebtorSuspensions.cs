using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Contact.Suspensions;

/// <summary>
/// Sets and ends suspensions, in the debtor's ledger and on the case. A crash between the two leaves the debtor suspended rather than not: the ledger is the
/// first to be told of one that begins, and the last of one that ends. The same command again completes both.
/// </summary>
public sealed class DebtorSuspensions(Casework casework, CaseCommands commands, DebtorCases cases, DebtorLedgerStore ledger, TimeProvider clock)
{
    /// <summary>Throws <see cref="RefusedException"/> as <see cref="SuspensionRule"/> does; 409 <c>case-closed</c>.</summary>
    public async Task<CaseAnswer> SetAsync(CaseKey key, Posted<SuspensionOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var order = posted.Body;
        Reason(order.Reason);
        var (rule, now) = (SuspensionRule.Of(order.Kind), clock.GetUtcNow());
        var until = rule.Until(order.Until, now, posted.Caller);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        CaseGuards.RefuseClosed(state);

        var whole = order.Scope == SuspensionScope.Debtor;
        var wished = new Suspension(SuspensionId.Of(key, posted.Command), order.Kind, now, until, whole ? null : state.Account);
        var amended = await ledger.AmendAsync(state.Debtor, standing => standing.With(wished), cancellation);
        var set = amended.Suspensions.First(suspension => suspension.Id == wished.Id);
        var answer = await casework.ExecuteAsync(
            key, posted, order.Reason, "suspension", (_, note) => [new SuspensionSet(set.Id, SuspensionRule.GroundOf(set.Kind), whole, set.Until, note)], cancellation);
        var told = new SuspensionSet(set.Id, SuspensionRule.GroundOf(set.Kind), whole, set.Until, null);
        if (whole) await TellOthersAsync(state, key, posted.Command, posted.Caller.By, other => other.IsOpen ? [told] : [], cancellation);
        return answer;
    }

    /// <summary>
    /// Ends one that holds, of whichever account of the debtor it was set on. Throws <see cref="RefusedException"/>: 404 for none that the debtor has or
    /// had, 403 <c>role-required</c>, 409 <c>path-open</c> for one that stands for a death, a concern, a dispute or proceedings.
    /// </summary>
    public async Task<CaseAnswer> LiftAsync(CaseKey key, string id, Posted<SuspensionEnd> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        Reason(posted.Body.Reason);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var suspension = (await ledger.LoadAsync(state.Debtor, cancellation)).Suspensions.FirstOrDefault(known => known.Id == id) ?? throw RefusedException.NotFound("suspension");
        SuspensionRule.Of(suspension.Kind).MayLift(posted.Caller);

        // The case that tells of it; the one it is ended from may be another of the debtor's.
        var holder = SuspensionId.CaseOf(id) ?? key;
        var answer = await casework.ExecuteAsync(holder, posted, posted.Body.Reason, "suspension", (view, note) => Lifted(view.State, id, note), cancellation);
        await ledger.AmendAsync(state.Debtor, standing => standing.Ended(id, clock.GetUtcNow()), cancellation);

        // After the ledger: whoever is told asks the gate anew.
        if (suspension.Account is null) await TellOthersAsync(state, holder, posted.Command, posted.Caller.By, other => other.IsOpen ? [new SuspensionLifted(id, null)] : [], cancellation);
        return holder == key ? answer : CaseAnswer.Of(await casework.ViewAsync(key, cancellation));
    }

    /// <summary>What holds for the debtor, and what has held, the latest first.</summary>
    public async Task<IReadOnlyList<SuspensionCard>> ListAsync(CaseKey key, bool withKinds, CancellationToken cancellation)
    {
        var state = (await casework.ViewAsync(key, cancellation)).State;
        var now = clock.GetUtcNow();
        return
        [
            .. (await ledger.LoadAsync(state.Debtor, cancellation)).Suspensions
                .Where(suspension => suspension.Account is null || suspension.Account == state.Account)
                .OrderByDescending(suspension => suspension.From).ThenBy(suspension => suspension.Id, StringComparer.Ordinal)
                .Select(suspension => SuspensionCard.Of(suspension, withKinds, now)),
        ];
    }

    /// <summary>The debtor's other cases: what was put off there is judged anew as well.</summary>
    private async Task TellOthersAsync(
        CaseState state, CaseKey told, string command, string by, Func<CaseState, IReadOnlyList<Fact>> decide, CancellationToken cancellation)
    {
        foreach (var other in await cases.OfAsync(state.Debtor, cancellation))
        {
            if (other != told) await commands.ExecuteAsync(other, command, by, decide, cancellation);
        }
    }

    private static IReadOnlyList<Fact> Lifted(CaseState state, string id, string? note)
    {
        if (state.Paths.Hold(id) || state.Complaints.Hold(id)) throw new RefusedException(409, "path-open", "The suspension stands for a complaint, a death, a concern, a dispute or proceedings: it ends with what is recorded of that.");
        return state.Suspensions.Open.Any(open => open.Id == id) ? [new SuspensionLifted(id, note)] : [];
    }

    private static void Reason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException(422, "reason-needed", "Say in 'reason' why: it is kept with the debtor's data.");
        Casework.RefuseLong(reason);
    }
}

public enum SuspensionScope { Account, Debtor }

/// <param name="Until">The first instant at which it no longer holds; missing: until it is lifted, or for as long as the caller may.</param>
/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record SuspensionOrder(SuspensionKind Kind, string Reason, SuspensionScope Scope = SuspensionScope.Account, DateTimeOffset? Until = null);

/// <param name="Reason">Why it ends; kept with the debtor's data.</param>
public sealed record SuspensionEnd(string Reason);

/// <summary>A suspension as people see it.</summary>
/// <param name="Kind">The kind, or the neutral word for whoever does not work with debtors.</param>
public sealed record SuspensionCard(string Id, string Kind, SuspensionScope Scope, DateTimeOffset From, DateTimeOffset? Until, bool Holds)
{
    public static SuspensionCard Of(Suspension suspension, bool withKind, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(suspension);
        var kind = withKind ? suspension.Kind.ToString() : SuspensionRule.GroundOf(suspension.Kind);
        return new SuspensionCard(
            suspension.Id, kind, suspension.Account is null ? SuspensionScope.Debtor : SuspensionScope.Account, suspension.From, suspension.Until,
            suspension.From <= now && !(suspension.Until <= now));
    }
}

/// <summary>Ids of suspensions: the case that tells of it, and the command that set it.</summary>
internal static class SuspensionId
{
    public static string Of(CaseKey key, string command) => $"{key.Value}{command.Replace("-", "", StringComparison.Ordinal)}";

    /// <summary>Null for one that was not set here.</summary>
    public static CaseKey? CaseOf(string id) => id.Length > 32 && id[..32].All(char.IsAsciiHexDigitLower) ? new CaseKey(id[..32]) : null;
}
