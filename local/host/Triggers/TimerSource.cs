using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Triggers;

/// <summary>
/// Calls one timer function on its schedule, in business time (UTC) and never twice at once. Runs missed while the host was down, while the last
/// run took its time or while the clock jumped are made up for by one. A run that a stop of the host cuts off counts as missed.
/// </summary>
internal sealed partial class TimerSource : IWorkSource
{
    private readonly LocalFunction function;
    private readonly FunctionPipeline pipeline;
    private readonly TimeProvider clock;
    private readonly TriggerState state;
    private readonly ILogger logger;
    private readonly TimerSchedule schedule;
    private readonly bool isMonitored;
    private readonly string key;
    private TimerStatus status;
    private DateTimeOffset due;
    private bool isPastDue;

    public TimerSource(
        LocalFunction function, FunctionPipeline pipeline, TimeProvider clock, TriggerState state, ILogger logger)
    {
        this.function = function;
        this.pipeline = pipeline;
        this.clock = clock;
        this.state = state;
        this.logger = logger;
        key = "timer|" + function.Name;
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var expression = function.Settings.Resolve(trigger.Schedule);
        schedule = TimerSchedule.TryParse(expression) ?? throw new InvalidOperationException(
            $"Function '{function.Name}': '{expression}' is not an NCRONTAB schedule of six fields, such as '0 */5 * * * *', nor an interval, such as '00:05:00'.");
        var now = clock.GetUtcNow();
        isMonitored = trigger.UseMonitor && !schedule.IsWithinMinute(now);
        status = isMonitored ? Recall(now) : TimerStatus.Planned(schedule, now);
        isPastDue = isMonitored && status.Next < now;
        due = isPastDue || trigger.RunOnStartup ? now : status.Next;
        if (isPastDue)
            LogMissed(function.Name, schedule.Expression, status.Next);
    }

    public string Function => function.Name;

    public DateTimeOffset? NextDue => due;

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (due > now)
            return false;

        var info = new TimerInfo
        {
            IsPastDue = isPastDue,
            ScheduleStatus = !isMonitored ? null : new ScheduleStatus
            {
                Last = status.Last.UtcDateTime,
                Next = status.Next.UtcDateTime,
                LastUpdated = status.LastUpdated.UtcDateTime,
            },
        };
        try
        {
            await pipeline.InvokeAsync(
                new LocalFunctionContext(function, pipeline.Services, info, cancellationToken) { Reason = schedule.Expression });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // As in the official host, a failed run is not repeated: the next one is on the schedule.
            LogFailed(e, function.Name);
        }

        status = TimerStatus.Ran(schedule, now);
        if (isMonitored)
            state[key] = status.ToString();
        isPastDue = false;
        due = status.Next;
        return true;
    }

    /// <summary>The status of the last start, unless the schedule is another one since: then it is planned from now on where it would have been due before.</summary>
    private TimerStatus Recall(DateTimeOffset now)
    {
        var known = TimerStatus.Parse(state[key]);
        if (known is null)
            return Stored(TimerStatus.Planned(schedule, now));
        var from = known.HasRun ? known.Last : known.LastUpdated;
        if (schedule.After(from) == known.Next)
            return known;
        return Stored(TimerStatus.Planned(schedule, schedule.After(from) < now ? now : from));
    }

    private TimerStatus Stored(TimerStatus planned)
    {
        state[key] = planned.ToString();
        return planned;
    }

    [LoggerMessage(LogLevel.Information, "Timer function {Function} ({Schedule}) has missed its run of {Next:O}; it runs now")]
    private partial void LogMissed(string function, string schedule, DateTimeOffset next);

    [LoggerMessage(LogLevel.Error, "Timer function {Function} failed; it runs again on its schedule")]
    private partial void LogFailed(Exception exception, string function);
}
