using Microsoft.Extensions.Logging;

namespace Collections.Local.Durable;

/// <summary>The background work of an engine: takes what is due, runs a bounded number of items at a time, and sleeps until the next is due.</summary>
internal sealed class Dispatcher(DurableEngine engine, ILogger logger) : IDisposable
{
    // A wall clock may be set while this sleeps, and the machine may sleep too: so it looks again after ten seconds of technical time (a timer takes 49 days at most).
    private readonly TimeSpan longestSleep = TimeSpan.FromSeconds(Math.Min(10 * engine.Clock.Factor, TimeSpan.FromDays(40).TotalSeconds));

    private readonly SemaphoreSlim wake = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoned = new();
    private int episodes;
    private int activities;
    private bool halted;
    private Task? loop;

    public void Start() => loop ??= Task.Run(LoopAsync);

    /// <summary>Takes nothing more; what runs is cancelled once <paramref name="abandon"/>.</summary>
    public async Task StopAsync(CancellationToken abandon)
    {
        await stopping.CancelAsync();
        Wake();
        await using CancellationTokenRegistration cut = abandon.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), abandoned);
        if (loop is not null)
            await loop;
    }

    public void Wake()
    {
        if (loop is null || wake.CurrentCount > 0)
            return;
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has woken it in the same moment.
        }
    }

    public void Dispose()
    {
        wake.Dispose();
        stopping.Dispose();
        abandoned.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!IsStopping)
        {
            try
            {
                while (!IsStopping && engine.Store.Take(engine.Clock.GetUtcNow(), FreeKinds()) is { } item)
                    Begin(item);
                await SleepAsync();
            }
            catch (LocalDatabaseException failure)
            {
                Halt(failure);
            }
#pragma warning disable CA1031 // The loop is the engine's heart: what fails is told and tried again after a pause.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.LogError(failure, "The dispatcher could not take work; it tries again in a second");
                await Task.Delay(TimeSpan.FromSeconds(1), stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        while (Volatile.Read(ref episodes) + Volatile.Read(ref activities) > 0)
            await wake.WaitAsync();
    }

    private bool IsStopping => stopping.IsCancellationRequested || Volatile.Read(ref halted);

    // Without its file the engine can keep nothing that it does, so it does nothing more. What was under way runs again after the next start.
    private void Halt(LocalDatabaseException failure)
    {
        if (!Interlocked.Exchange(ref halted, true))
            logger.LogCritical(failure, "The engine stops: {Reason}", failure.Message);
    }

    private WorkKinds FreeKinds() =>
        (Volatile.Read(ref episodes) < engine.Options.MaxConcurrentOrchestrations ? WorkKinds.Episodes : WorkKinds.None)
        | (Volatile.Read(ref activities) < engine.Options.MaxConcurrentActivities ? WorkKinds.Activities : WorkKinds.None);

    private void Begin(WorkItem item)
    {
        if (item is EpisodeWork)
            Interlocked.Increment(ref episodes);
        else
            Interlocked.Increment(ref activities);
        _ = Task.Run(() => RunAsync(item));
    }

    private async Task RunAsync(WorkItem item)
    {
        try
        {
            await engine.RunAsync(item, abandoned.Token);
        }
        catch (OperationCanceledException) when (abandoned.IsCancellationRequested)
        {
            // It runs again after the next start.
        }
        catch (LocalDatabaseException failure)
        {
            Halt(failure);
        }
#pragma warning disable CA1031 // A commit that fails leaves the item uncommitted: it is taken again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.LogError(failure, "{Item} could not be committed and will run again", item.InstanceId);
        }
        finally
        {
            if (item is EpisodeWork)
                Interlocked.Decrement(ref episodes);
            else
                Interlocked.Decrement(ref activities);
            Wake();
        }
    }

    private async Task SleepAsync()
    {
        TimeSpan delay = longestSleep;
        if (engine.Store.NextDue(FreeKinds()) is { } due)
        {
            TimeSpan until = due - engine.Clock.GetUtcNow();
            if (until <= TimeSpan.Zero)
                return;
            delay = until < delay ? until : delay;
        }

        using var woken = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        Task timer = Task.Delay(delay, engine.Clock, woken.Token);
        Task signal = wake.WaitAsync(woken.Token);
        await Task.WhenAny(timer, signal);
        await woken.CancelAsync();
        await signal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
