using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Scheduling;
using Collections.Local.Host.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Hosting;

/// <summary>Everything that runs functions without a caller: messages, blobs, orchestrations, timers.</summary>
internal sealed partial class Workers : IAsyncDisposable
{
    private const int ConcurrentBlobs = 4;
    private const int BlobTries = 5;
    private static readonly TimeSpan BlobPollInterval = TimeSpan.FromSeconds(1);

    private readonly HostParts parts;
    private readonly ILogger logger;
    private readonly TimeSpan patience;
    private readonly IReadOnlyList<MessageSource> messages;
    private readonly IReadOnlyList<BlobSource> blobs;
    private readonly IReadOnlyList<TimerSource> timers;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource abandoned = new();
    private readonly List<Task> running = [];
    private readonly FinishedInstances finished;
    private readonly VirtualScheduler scheduler;

    public Workers(HostParts parts, IReadOnlyList<LocalFunction> functions, FunctionPipeline pipeline, ILogger logger, TimeSpan patience)
    {
        this.parts = parts;
        this.logger = logger;
        this.patience = patience;
        var clock = parts.Keeper.Clock;

        // Pauses between tries are technical time, except where only virtual time passes.
        TimeProvider pauses = clock.Mode == ClockMode.Virtual ? clock : parts.Technical;
        messages = [.. Of<ServiceBusTriggerAttribute>(functions).Select(f => new MessageSource(f, pipeline, parts.Broker, parts.Faults, logger))];
        blobs = [.. Of<BlobTriggerAttribute>(functions).Select(f => new BlobSource(f, pipeline, parts.Storage, pauses, parts.State, BlobTries, logger))];
        timers = [.. Of<TimerTriggerAttribute>(functions).Select(f => new TimerSource(f, pipeline, clock, parts.State, logger))];
        finished = new FinishedInstances(parts.Engine, parts.KeepFinished);
        scheduler = new VirtualScheduler(parts.Keeper, [.. messages, .. blobs, parts.Engine, parts.Sms, .. timers, finished], parts.Gate);
    }

    public IReadOnlyList<BlobSource> Blobs => blobs;

    /// <summary>In virtual time nothing starts by itself.</summary>
    public Task StartAsync()
    {
        var clock = parts.Keeper.Clock;
        if (clock.Mode == ClockMode.Virtual)
            return Task.CompletedTask;
        if (parts.Database is { } database)
            _ = StopWhenBrokenAsync(database);
        running.Add(Task.Run(() => parts.Keeper.RunAsync(stopping.Token)));
        running.AddRange(messages.Select(source => Task.Run(() => source.ListenAsync(stopping.Token, abandoned.Token))));
        foreach (var source in blobs)
        {
            running.Add(Task.Run(() => PollBlobsAsync(source)));
            running.Add(Task.Run(() => source.ListenAsync(ConcurrentBlobs, stopping.Token, abandoned.Token)));
        }

        Pump(parts.Sms, clock);
        Pump(finished, clock);
        foreach (var source in timers)
            Pump(source, clock);
        return parts.Engine.StartAsync();
    }

    public async Task RunUntilAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (parts.Keeper.Clock.Mode != ClockMode.Virtual)
            throw new InvalidOperationException("Only a host with a virtual clock runs until a time; this one runs by itself.");
        foreach (var source in blobs)
            await source.PollAsync(cancellationToken);
        await scheduler.RunUntilAsync(time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await parts.Engine.StopAsync();
        var ended = Task.WhenAll(running);
        if (await Task.WhenAny(ended, Task.Delay(patience)) != ended)
            await abandoned.CancelAsync();

        // What does not listen to its cancellation is left behind; nothing that it has not committed counts.
        await Task.WhenAny(ended, Task.Delay(patience));
        stopping.Dispose();
        abandoned.Dispose();
    }

    private static IEnumerable<LocalFunction> Of<TTrigger>(IEnumerable<LocalFunction> functions) =>
        functions.Where(function => function.Trigger is TTrigger);

    private void Pump(IWorkSource source, TimeProvider clock) =>
        running.Add(Task.Run(() => new BackgroundPump(source, clock, logger).RunAsync(stopping.Token, abandoned.Token)));

    private async Task StopWhenBrokenAsync(LocalDatabase database)
    {
        var failure = await database.Broken;
        LogBroken(logger, failure);
        await stopping.CancelAsync();
        await parts.Engine.StopAsync();
    }

    private async Task PollBlobsAsync(BlobSource source)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await source.PollAsync(stopping.Token);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                BackgroundPump.LogFault(logger, e, nameof(BlobSource));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(BlobPollInterval, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The host takes no more work")]
    private static partial void LogBroken(ILogger logger, Exception failure);
}
