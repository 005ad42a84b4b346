using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

public enum DayClass { WorkingDay, MakeUpWorkingDay, Weekend, PublicHoliday }

/// <summary>
/// Which days are working days, from published public holidays and make-up working days. A year without data makes collection contact in it
/// wait; for deadlines alone its Mondays to Fridays count as working days. (R5.3)
/// </summary>
public sealed class WorkingCalendar
{
    private readonly Dictionary<int, CalendarYear> years;

    public WorkingCalendar(IEnumerable<CalendarYear> years) => this.years = years.ToDictionary(year => year.Year);

    /// <summary>The calendar that ships: data/calendar-cn.json.</summary>
    public static WorkingCalendar China { get; } = new(EmbeddedData.Read<List<CalendarYear>>("calendar-cn.json"));

    public bool Covers(int year) => years.ContainsKey(year);

    public DayClass ClassOf(DateOnly day)
    {
        if (years.TryGetValue(day.Year, out var year))
        {
            if (year.Holidays.Contains(day)) return DayClass.PublicHoliday;
            if (year.WorkingDays.Contains(day)) return DayClass.MakeUpWorkingDay;
        }

        return day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayClass.Weekend : DayClass.WorkingDay;
    }

    public bool IsWorkingDay(DateOnly day) => ClassOf(day) is DayClass.WorkingDay or DayClass.MakeUpWorkingDay;

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The n-th working day after a day; n = 0 gives the day or the next working day.</summary>
    public DateOnly Add(DateOnly day, int workingDays)
    {
        if (workingDays == 0) return OnOrAfter(day);
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }
}

/// <param name="Source">Where it was published.</param>
/// <param name="Holidays">Days off, weekends within a holiday included.</param>
/// <param name="WorkingDays">Saturdays and Sundays that are worked.</param>
public sealed record CalendarYear(int Year, string Source, HashSet<DateOnly> Holidays, HashSet<DateOnly> WorkingDays);
