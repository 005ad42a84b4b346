using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Scheduling;
using Collections.Local.Host.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Hosting;

/// <summary>Everything that runs functions without a caller: messages, blobs, orchestrations, timers.</summary>
internal sealed partial class Workers : IDisposable
{
    private static readonly TimeSpan BlobPollInterval = TimeSpan.FromSeconds(1);

    private readonly HostParts parts;
    private readonly ILogger logger;
    private readonly IReadOnlyList<MessageSource> messages;
    private readonly IReadOnlyList<BlobSource> blobs;
    private readonly IReadOnlyList<TimerSource> timers;
    private readonly List<Task> running = [];
    private readonly FinishedInstances finished;
    private readonly VirtualScheduler scheduler;

    public Workers(HostParts parts, IReadOnlyList<LocalFunction> functions, FunctionPipeline pipeline, ILogger logger)
    {
        this.parts = parts;
        this.logger = logger;
        var clock = parts.Keeper.Clock;

        // Pauses between tries are technical time, except where only virtual time passes.
        TimeProvider pauses = clock.Mode == ClockMode.Virtual ? clock : parts.Steady;
        messages =
        [
            .. Of<ServiceBusTriggerAttribute>(functions)
                .Select(f => new MessageSource(f, pipeline, parts.Broker, parts.Faults, parts.HostJson, parts.Steady, logger)),
        ];
        blobs =
        [
            .. Of<BlobTriggerAttribute>(functions)
                .Select(f => new BlobSource(f, pipeline, parts.Storage, pauses, parts.State, parts.HostJson.PoisonBlobThreshold, logger)),
        ];
        timers = [.. Of<TimerTriggerAttribute>(functions).Select(f => new TimerSource(f, pipeline, clock, parts.State, logger))];
        finished = new FinishedInstances(parts.Engine, parts.KeepFinished);
        scheduler = new VirtualScheduler(parts.Keeper, [.. messages, .. blobs, parts.Engine, parts.Sms, parts.Email, .. timers, finished], parts.Gate);
        parts.Broker.DeadLettered = (entity, messageId, reason) => LogDeadLettered(messageId, entity, reason);
    }

    public IReadOnlyList<BlobSource> Blobs => blobs;

    /// <summary>Tries a poison blob again. False if this function has given up no such blob.</summary>
    public bool RetryBlob(string function, string container, string name) =>
        blobs.Any(source => string.Equals(source.Function, function, StringComparison.OrdinalIgnoreCase) && source.Retry(container, name));

    /// <summary>When a timer function runs next; null for any other function.</summary>
    public DateTimeOffset? NextRunOf(string function) => timers.FirstOrDefault(source => source.Function == function)?.NextDue;

    /// <summary>In virtual time nothing starts by itself.</summary>
    public Task StartAsync()
    {
        var clock = parts.Keeper.Clock;
        if (clock.Mode == ClockMode.Virtual)
            return Task.CompletedTask;
        var (stopping, abandoned) = (parts.Life.Stopping, parts.Life.Abandoned);
        if (parts.Database is { } database)
            _ = StopWhenBrokenAsync(database);
        running.Add(Task.Run(() => parts.Keeper.RunAsync(stopping)));
        running.AddRange(messages.Select(source => Task.Run(() => source.ListenAsync(stopping, abandoned))));
        foreach (var source in blobs)
        {
            running.Add(Task.Run(() => PollBlobsAsync(source, stopping)));
            running.Add(Task.Run(() => source.ListenAsync(parts.HostJson.MaxDegreeOfParallelism, stopping, abandoned)));
        }

        Pump(parts.Sms);
        Pump(parts.Email);
        Pump(finished);
        foreach (var source in timers)
            Pump(source);
        return parts.Engine.StartAsync();

        void Pump(IWorkSource source) =>
            running.Add(Task.Run(() => new BackgroundPump(source, clock, logger).RunAsync(stopping, abandoned)));
    }

    public async Task RunUntilAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (parts.Keeper.Clock.Mode != ClockMode.Virtual)
            throw new InvalidOperationException("Only a host with a virtual clock runs until a time; this one runs by itself.");
        foreach (var source in blobs)
            await source.PollAsync(cancellationToken);
        await scheduler.RunUntilAsync(time, cancellationToken);
    }

    /// <summary>Ends, once the host takes nothing new, with the last work in progress.</summary>
    public Task EndAsync() => Task.WhenAll([.. running, parts.Engine.DrainAsync(parts.Life.Abandoned)]);

    public void Dispose()
    {
        foreach (var source in messages)
            source.Dispose();
    }

    private static IEnumerable<LocalFunction> Of<TTrigger>(IEnumerable<LocalFunction> functions) =>
        functions.Where(function => function.Trigger is TTrigger);

    private async Task StopWhenBrokenAsync(LocalDatabase database)
    {
        var failure = await database.Broken;
        LogBroken(failure);
        await parts.Life.TakeNothingNewAsync();
        await parts.Engine.StopAsync();
    }

    private async Task PollBlobsAsync(BlobSource source, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await source.PollAsync(stopping);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                BackgroundPump.LogFault(logger, e, nameof(BlobSource));
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(BlobPollInterval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The host takes no more work")]
    private partial void LogBroken(Exception failure);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of {Entity} is set aside among the dead letters: {Reason}")]
    private partial void LogDeadLettered(string? messageId, string entity, string reason);
}
