using System.Globalization;
using NCrontab;

namespace Collections.Local.Host.Triggers;

/// <summary>When a timer runs: an NCRONTAB expression of six fields (five leave out the seconds), or an interval such as 00:05:00. Times are UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly CrontabSchedule? cron;

    private TimerSchedule(string expression, CrontabSchedule? cron, TimeSpan? interval)
    {
        Expression = expression;
        this.cron = cron;
        Interval = interval;
    }

    public string Expression { get; }

    /// <summary>Null for an NCRONTAB expression.</summary>
    public TimeSpan? Interval { get; }

    /// <summary>Null if the expression is neither.</summary>
    public static TimerSchedule? TryParse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }) is { } cron)
            return new TimerSchedule(expression, cron, null);
        return TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero
            ? new TimerSchedule(expression, null, interval)
            : null;
    }

    /// <summary>The first time after <paramref name="time"/>; an interval begins there.</summary>
    public DateTimeOffset After(DateTimeOffset time) => cron is null
        ? time + Interval!.Value
        : new DateTimeOffset(cron.GetNextOccurrence(time.UtcDateTime), TimeSpan.Zero);

    /// <summary>Whether it runs more than once a minute all the time. The Functions host does not keep in mind when such timers ran.</summary>
    public bool IsWithinMinute(DateTimeOffset now)
    {
        if (cron is null)
            return Interval < TimeSpan.FromMinutes(1);
        return cron.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).All(field => field == "*")
            && cron.GetNextOccurrences(now.UtcDateTime, now.UtcDateTime.AddMinutes(1).AddTicks(1)).Take(2).Count() == 2;
    }
}
