using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;

namespace Collections.Functions.Complaints;

/// <summary>
/// Complaints over a debtor's cases. What stops is told to the ledger first and taken back there last, so that a crash leaves the stricter of both; the same command again completes
/// it. A complaint about conduct pauses calls and visits for all his accounts. (R6.5)
/// </summary>
public sealed class DebtorComplaints(Casework casework, CaseCommands commands, DebtorCases cases, DebtorLedgerStore ledger, ILawBook laws, TimeProvider clock)
{
    public async Task<CaseAnswer> ReceiveAsync(CaseKey key, Posted<ComplaintNotice> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var (notice, id) = (posted.Body, SuspensionId.Of(key, posted.Command));
        DebtorPaths.Needed(notice.Words);
        var view = await casework.ViewAsync(key, cancellation);
        _ = ComplaintCommands.Receive(view, id, notice, null);
        if (view.State.IsOpen && view.State.Complaints.Find(id) is null) await StopAsync(view.State, id, notice.Scope, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, notice.Words, "complaint", (now, note) => ComplaintCommands.Receive(now, id, notice, note), cancellation);
        await TellAsync(view.State, key, posted.Command, posted.Caller.By, Paused(id, notice.Scope), cancellation);
        return answer;
    }

    public async Task<CaseAnswer> RegisterAsync(CaseKey key, string complaint, Posted<ComplaintRegistration> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var view = await casework.ViewAsync(key, cancellation);
        var (state, order) = (view.State, posted.Body);
        var scope = state.Complaints.Find(complaint)?.Scope;
        var law = await ClockAsync(state, cancellation);
        _ = state.Complaints.Find(complaint)?.Step == ComplaintStep.Received ? ComplaintCommands.Register(view, complaint, order, law, posted.Caller.Id) : null;
        if (state.IsOpen && scope is not null && scope != order.Scope) await StopAsync(state, complaint, order.Scope, cancellation);
        var answer = await casework.ExecuteAsync(key, posted, now => ComplaintCommands.Register(now, complaint, order, law, posted.Caller.Id), cancellation);

        // Whatever stopped for another reason than it turns out to be goes on.
        foreach (var other in Enum.GetValues<ComplaintScope>().Where(other => other != order.Scope)) await FreeAsync(state, complaint, other, cancellation);
        var resumed = Resumed(ComplaintCommands.StopOf(complaint, ComplaintScope.Conduct));
        await TellAsync(state, key, posted.Command, posted.Caller.By, order.Scope == ComplaintScope.Conduct ? Paused(complaint, order.Scope) : resumed, cancellation);
        return answer;
    }

    public async Task<CaseAnswer> ExtendAsync(CaseKey key, string complaint, Posted<ComplaintExtension> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        DebtorPaths.Needed(posted.Body.Reason);
        var law = await ClockAsync((await casework.ViewAsync(key, cancellation)).State, cancellation);
        return await casework.ExecuteAsync(key, posted, posted.Body.Reason, "complaint", (now, note) => ComplaintCommands.Extend(now, complaint, posted.Body.To, law, posted.Caller, note), cancellation);
    }

    public async Task<CaseAnswer> AnswerAsync(CaseKey key, string complaint, Posted<ComplaintReply> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        DebtorPaths.Needed(posted.Body.Words);
        var answer = await casework.ExecuteAsync(
            key, posted, posted.Body.Words, "complaint", (now, note) => ComplaintCommands.Answer(now, complaint, posted.Body.Way, posted.Caller.Id, note), cancellation);
        var state = (await casework.ViewAsync(key, cancellation)).State;
        foreach (var scope in Enum.GetValues<ComplaintScope>()) await FreeAsync(state, complaint, scope, cancellation);
        await TellAsync(state, key, posted.Command, posted.Caller.By, Resumed(ComplaintCommands.StopOf(complaint, ComplaintScope.Conduct)), cancellation);
        return answer;
    }

    private Task FreeAsync(CaseState state, string complaint, ComplaintScope scope, CancellationToken cancellation) =>
        ledger.AmendAsync(state.Debtor, known => known.Ended(ComplaintCommands.StopOf(complaint, scope), clock.GetUtcNow()), cancellation);

    private async Task<ComplaintClockRule?> ClockAsync(CaseState state, CancellationToken cancellation) => (await laws.ForAsync(state.Institution, cancellation)).Pack.ComplaintClock;

    private async Task StopAsync(CaseState state, string id, ComplaintScope scope, CancellationToken cancellation)
    {
        if (ComplaintCommands.KindOf(scope) is { } kind)
            await ledger.AmendAsync(state.Debtor, known => known.With(new Suspension(ComplaintCommands.StopOf(id, scope), kind, clock.GetUtcNow(), null, scope == ComplaintScope.Conduct ? null : state.Account)), cancellation);
    }

    /// <summary>What the debtor's other cases record when calls are paused for all of them.</summary>
    private static Func<CaseState, IReadOnlyList<Fact>> Paused(string id, ComplaintScope scope) => other =>
        scope != ComplaintScope.Conduct || !other.IsOpen || other.Suspensions.Open.Any(open => open.Id == ComplaintCommands.StopOf(id, scope)) ? []
        : [.. other.Tasks.Where(task => task.Kind == TaskKind.Call).Select(task => new TaskClosed(task.Id, "complaint")), new SuspensionSet(ComplaintCommands.StopOf(id, scope), nameof(SuspensionKind.Conduct), true, null, null)];

    private static Func<CaseState, IReadOnlyList<Fact>> Resumed(string stop) => other => other.Suspensions.Open.Any(open => open.Id == stop) ? [new SuspensionLifted(stop, null)] : [];

    private async Task TellAsync(CaseState state, CaseKey told, string command, string by, Func<CaseState, IReadOnlyList<Fact>> decide, CancellationToken cancellation)
    {
        foreach (var other in await cases.OfAsync(state.Debtor, cancellation))
        {
            if (other != told) await commands.ExecuteAsync(other, command, by, decide, cancellation);
        }
    }
}
