using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>
/// How people, files and other systems change a case: load, decide, append, and decide again when somebody else was faster; then wake its
/// orchestration. The fact is in the stream before anybody is woken, so a lost nudge costs a delay and nothing else.
/// </summary>
public sealed class CaseCommands(ICaseStreams streams, CaseWaker waker)
{
    private const int Attempts = 20;

    /// <summary>Opens a case. False: another command has opened it before, and nothing happened.</summary>
    /// <param name="first">What comes after the opening and before the case's first decision.</param>
    public async Task<bool> OpenAsync(CaseOpened opened, string command, string by, CancellationToken cancellation, Func<CancellationToken, Task>? first = null)
    {
        ArgumentNullException.ThrowIfNull(opened);
        try
        {
            await streams.AppendAsync(opened.Key, null, command, by, [opened], cancellation);
        }
        catch (StreamConflictException)
        {
            return false;
        }

        if (first is not null) await first(cancellation);
        await waker.StartAsync(opened.Key, cancellation);
        return true;
    }

    /// <summary>
    /// Records what <paramref name="decide"/> answers on the case's present state. No facts: nothing happens. <see cref="RefusedException"/> from it
    /// passes through, unless the command is recorded already; it is recorded once however often it comes.
    /// </summary>
    /// <param name="wake">False for a case whose orchestration is to start only afterwards.</param>
    public async Task<CommandResult> ExecuteAsync(
        CaseKey key, string command, string by, Func<CaseState, IReadOnlyList<Fact>> decide, CancellationToken cancellation, bool wake = true)
    {
        ArgumentNullException.ThrowIfNull(decide);
        for (var attempt = 1; ; attempt++)
        {
            var head = await streams.LoadAsync(key, cancellation) ?? throw RefusedException.NotFound("case");
            try
            {
                var facts = decide(head.State);
                if (facts.Count == 0) return new CommandResult(head.State, Recorded: false);
                var appended = await streams.AppendAsync(key, head, command, by, facts, cancellation);

                // A process that waits for the same time as before has nothing to do until then.
                if (wake && appended.Due != head.Due) await waker.NudgeAsync(key, appended.State.Version, cancellation);
                return new CommandResult(appended.State, Recorded: appended.State.Version > head.State.Version);
            }
            catch (RefusedException)
            {
                // A command that is recorded already may well be refused on the state that it made.
                if (!await streams.IsRecordedAsync(key, command, cancellation)) throw;
                await waker.NudgeAsync(key, head.State.Version, cancellation);
                return new CommandResult(head.State, Recorded: false);
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // Somebody else's facts came first: they may change the answer.
            }
        }
    }
}

/// <param name="Recorded">False when nothing was to be recorded, or the command had been recorded before.</param>
public sealed record CommandResult(CaseState State, bool Recorded);
