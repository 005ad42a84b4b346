using System.Security.Cryptography;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

public enum DayClass { WorkingDay, MakeUpWorkingDay, Weekend, PublicHoliday }

/// <summary>
/// Which days are working days in a market: its weekend, and published public holidays and make-up working days by year. A year without data makes contact wait
/// that a rule on holidays binds; for deadlines alone its weekdays count as working days. (R5.3)
/// </summary>
public sealed class WorkingCalendar
{
    private readonly Dictionary<int, CalendarYear> years;

    private readonly bool[] weekend = new bool[7];

    public WorkingCalendar(IEnumerable<CalendarYear> years)
        : this(new CalendarDocument { Market = "-", Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday], Years = [.. years] }, "")
    {
    }

    /// <param name="hash">SHA-256 of the document's bytes, hexadecimal.</param>
    public WorkingCalendar(CalendarDocument document, string hash)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(hash);
        years = document.Years.ToDictionary(year => year.Year);
        foreach (var day in document.Weekend) weekend[(int)day] = true;
        Reference = hash.Length < 12 ? document.Market : $"{document.Market}#{hash[..12]}";
    }

    /// <summary>The calendar that ships for China: data/calendars/cn.json.</summary>
    public static WorkingCalendar China { get; } = Shipped("cn");

    /// <summary>Saturdays and Sundays, and no holidays known: for packs of which no rule asks.</summary>
    public static WorkingCalendar Weekends { get; } = new([]);

    /// <summary>Market and version: <c>cn#0123456789ab</c>.</summary>
    public string Reference { get; }

    /// <summary>One that ships. Throws <see cref="FileNotFoundException"/> for a market that none ships for.</summary>
    public static WorkingCalendar Shipped(string market)
    {
        var json = EmbeddedData.Bytes($"calendars/{market}.json");
        return CalendarDocument.Read(market, json, out var faults) is { } document
            ? new WorkingCalendar(document, Convert.ToHexStringLower(SHA256.HashData(json)))
            : throw new InvalidDataException($"Calendar {market}: {faults[0].Path} {faults[0].Problem}.");
    }

    public bool Covers(int year) => years.ContainsKey(year);

    public DayClass ClassOf(DateOnly day)
    {
        if (years.TryGetValue(day.Year, out var year))
        {
            if (year.Holidays.Contains(day)) return DayClass.PublicHoliday;
            if (year.WorkingDays.Contains(day)) return DayClass.MakeUpWorkingDay;
        }

        return weekend[(int)day.DayOfWeek] ? DayClass.Weekend : DayClass.WorkingDay;
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
