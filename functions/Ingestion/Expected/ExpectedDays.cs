using Collections.Functions.Contact;

namespace Collections.Functions.Ingestion.Expected;

/// <summary>For which business dates a bank sends a complete snapshot.</summary>
public enum ExpectedEvery { BusinessDay, MonthEnd, None }

/// <summary>Which snapshots should have come.</summary>
public static class ExpectedDays
{
    /// <summary>Dates between two snapshots for which there should be one; a month is named by its last day.</summary>
    public static IReadOnlyList<DateOnly> Between(DateOnly before, DateOnly day, ExpectedEvery every, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return every switch
        {
            ExpectedEvery.BusinessDay => [.. Days(before.AddDays(1), day).Where(calendar.IsWorkingDay)],
            ExpectedEvery.MonthEnd => [.. MonthEnds(before, day).Where(end => Month(end) > Month(before) && Month(end) < Month(day))],
            ExpectedEvery.None => [],
            _ => throw new ArgumentOutOfRangeException(nameof(every)),
        };
    }

    /// <summary>Dates after the last snapshot whose file is overdue by now: it is due at a time of the next business day.</summary>
    public static IReadOnlyList<DateOnly> Overdue(DateOnly through, DateTime bankTime, TimeOnly due, ExpectedEvery every, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var today = DateOnly.FromDateTime(bankTime);
        var candidates = every switch
        {
            ExpectedEvery.BusinessDay => Days(through.AddDays(1), today).Where(calendar.IsWorkingDay),
            ExpectedEvery.MonthEnd => MonthEnds(through, today).Where(end => Month(end) > Month(through)),
            ExpectedEvery.None => [],
            _ => throw new ArgumentOutOfRangeException(nameof(every)),
        };
        return [.. candidates.Where(day => calendar.Add(day, 1).ToDateTime(due) <= bankTime)];
    }

    /// <summary>The date that a snapshot of a day counts for.</summary>
    public static DateOnly Named(DateOnly day, ExpectedEvery every) =>
        every == ExpectedEvery.MonthEnd ? new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1) : day;

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly before)
    {
        for (var day = from; day < before; day = day.AddDays(1)) yield return day;
    }

    private static IEnumerable<DateOnly> MonthEnds(DateOnly from, DateOnly until)
    {
        for (var first = new DateOnly(from.Year, from.Month, 1); first <= until; first = first.AddMonths(1)) yield return first.AddMonths(1).AddDays(-1);
    }

    private static int Month(DateOnly day) => day.Year * 12 + day.Month;
}
