using System.Globalization;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Contact;

/// <summary>A market's calendar as it is written: one JSON file, to which a year is added when it is published. (R5.3)</summary>
public sealed record CalendarDocument
{
    /// <summary>Short name: <c>cn</c>.</summary>
    public required string Market { get; init; }

    /// <summary>Days of the week that are not worked.</summary>
    public required IReadOnlyList<DayOfWeek> Weekend { get; init; }

    public required IReadOnlyList<CalendarYear> Years { get; init; }

    /// <summary>The calendar, or null with what is wrong with it.</summary>
    public static CalendarDocument? Read(string market, byte[] json, out IReadOnlyList<ProfileFault> faults)
    {
        var document = ProfileJson.Read<CalendarDocument>(json, static read => read.Faults(), out faults);
        if (document is null || document.Market == market) return document;
        faults = [new ProfileFault("$.market", "is not the name of the address")];
        return null;
    }

    public IEnumerable<ProfileFault> Faults()
    {
        if (Weekend.Count is 0 or 7) yield return new("$.weekend", "names one to six days of the week");
        for (var i = 0; i < Years.Count; i++)
        {
            var (year, path) = (Years[i], string.Create(CultureInfo.InvariantCulture, $"$.years[{i}]"));
            if (Years.Take(i).Any(before => before.Year >= year.Year)) yield return new(path, $"{year.Year} does not come after the years before it");
            if (string.IsNullOrWhiteSpace(year.Source)) yield return new($"{path}.source", "says where the year was published");
            if (year.Holidays.Count == 0) yield return new($"{path}.holidays", "is empty: a year without holidays is one that nobody has published");
            if (year.Holidays.Concat(year.WorkingDays).FirstOrDefault(day => day.Year != year.Year) is { Year: > 1 } stray) yield return new(path, FormattableString.Invariant($"{stray:yyyy-MM-dd} is not in {year.Year}"));
            if (year.Holidays.Intersect(year.WorkingDays).FirstOrDefault() is { Year: > 1 } both) yield return new(path, FormattableString.Invariant($"{both:yyyy-MM-dd} is both a holiday and a working day"));
            if (year.WorkingDays.FirstOrDefault(day => !Weekend.Contains(day.DayOfWeek)) is { Year: > 1 } plain) yield return new($"{path}.workingDays", FormattableString.Invariant($"{plain:yyyy-MM-dd} is no weekend day that could be made up"));
        }
    }
}

/// <param name="Source">Where it was published.</param>
/// <param name="Holidays">Days off, weekends within a holiday included.</param>
/// <param name="WorkingDays">Weekend days that are worked.</param>
public sealed record CalendarYear(int Year, string Source, HashSet<DateOnly> Holidays, HashSet<DateOnly> WorkingDays);
