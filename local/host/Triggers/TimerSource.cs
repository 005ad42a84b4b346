using System.Globalization;
using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NCrontab;

namespace Collections.Local.Host.Triggers;

/// <summary>Calls one timer function on its schedule, in business time (UTC) and never twice at once.</summary>
internal sealed partial class TimerSource : IWorkSource
{
    private readonly LocalFunction function;
    private readonly FunctionPipeline pipeline;
    private readonly TimeProvider clock;
    private readonly TriggerState state;
    private readonly ILogger logger;
    private readonly CrontabSchedule schedule;
    private readonly string key;
    private DateTimeOffset due;
    private bool missed;

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
        schedule = Parse(function.Name, function.Settings.Resolve(trigger.Schedule));
        var now = clock.GetUtcNow();
        if (trigger.UseMonitor && Last is { } last)
            due = After(last);
        else
            due = trigger.RunOnStartup ? now : After(now);
        missed = due < now;
    }

    public DateTimeOffset? NextDue => due;

    private DateTimeOffset? Last => state[key] is { } text
        ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
        : null;

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (due > now)
            return false;

        // Runs missed while the host was down, or while the last one took its time, are made up for by one.
        var next = After(now);
        var info = new TimerInfo
        {
            IsPastDue = missed,
            ScheduleStatus = new ScheduleStatus { Last = (Last ?? due).UtcDateTime, Next = next.UtcDateTime, LastUpdated = now.UtcDateTime },
        };
        try
        {
            await pipeline.InvokeAsync(new LocalFunctionContext(function, pipeline.Services, info, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // As in the official host, a failed run is not repeated: the next one is on the schedule.
            LogFailed(e, function.Name);
        }

        state[key] = now.ToString("O", CultureInfo.InvariantCulture);
        missed = false;
        due = next;
        return true;
    }

    private DateTimeOffset After(DateTimeOffset time) => new(schedule.GetNextOccurrence(time.UtcDateTime), TimeSpan.Zero);

    private static CrontabSchedule Parse(string function, string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 })
            ?? throw new InvalidOperationException(
                $"Function '{function}': '{expression}' is not an NCRONTAB schedule of six fields, such as '0 */5 * * * *'.");
    }

    [LoggerMessage(LogLevel.Error, "Timer function {Function} failed; it runs again on its schedule")]
    private partial void LogFailed(Exception exception, string function);
}
