using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

/// <summary>When the desk sits: twice each working day.</summary>
internal static class DeskTimes
{
    private static readonly TimeOnly[] Sittings = [new(10, 30), new(15, 0)];

    /// <summary>All sittings from one instant until before another.</summary>
    public static IEnumerable<DateTimeOffset> Between(DateTimeOffset from, DateTimeOffset to)
    {
        for (var day = BusinessTime.DayOf(from); day <= BusinessTime.DayOf(to); day = day.AddDays(1))
        {
            if (!WorkingCalendar.China.IsWorkingDay(day)) continue;
            foreach (var sitting in Sittings)
            {
                var at = BusinessTime.At(day, sitting);
                if (at >= from && at < to) yield return at;
            }
        }
    }
}
