using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;

namespace Collections.Functions.FieldVisits;

/// <summary>How visits are made: a part of the strategy. The law's own windows and counters hold besides. (R3.3)</summary>
public sealed record VisitTerms
{
    /// <summary>Calendar days between two visits to a debtor, over all his accounts.</summary>
    public int BetweenDays { get; init; } = 14;

    /// <summary>Visits to a debtor within <see cref="WithinDays"/>, over all his accounts.</summary>
    public int Most { get; init; } = 2;

    public int WithinDays { get; init; } = 90;

    /// <summary>Calendar days ahead that a visit may be planned.</summary>
    public int AheadDays { get; init; } = 30;

    /// <summary>Minutes before its time that it may begin.</summary>
    public int EarlyMinutes { get; init; } = 30;

    /// <summary>The same after its time.</summary>
    public int LateMinutes { get; init; } = 120;

    /// <summary>Minutes after he arrived in which a visitor says that he has left.</summary>
    public int CheckOutMinutes { get; init; } = 120;

    /// <summary>Minutes that the supervisor has to answer an alarm.</summary>
    public int AlarmMinutes { get; init; } = 15;

    /// <summary>By month from January, at the debtor's place: when a visit without an appointment is made. In daylight, so that nobody has to open his door in the dark.</summary>
    public IReadOnlyList<TimeSpanOfDay> DecentHours { get; init; } =
    [
        Day("16:30"), Day("17:00"), Day("17:30"), Day("18:00"), Day("19:00"), Day("19:00"), Day("19:00"), Day("18:30"), Day("18:00"), Day("17:30"), Day("16:30"), Day("16:30"),
    ];

    internal IEnumerable<ProfileFault> Faults(string path)
    {
        List<ProfileFault> faults =
        [
            .. StrategyFaults.Time($"{path}.betweenDays", BetweenDays), .. StrategyFaults.AtLeast(1, $"{path}.most", Most), .. StrategyFaults.Time($"{path}.withinDays", WithinDays),
            .. StrategyFaults.Time($"{path}.aheadDays", AheadDays), .. Minutes($"{path}.earlyMinutes", EarlyMinutes), .. Minutes($"{path}.lateMinutes", LateMinutes),
            .. Minutes($"{path}.checkOutMinutes", CheckOutMinutes), .. Minutes($"{path}.alarmMinutes", AlarmMinutes),
        ];
        if (DecentHours.Count != 12) faults.Add(new($"{path}.decentHours", "has a span of the day for each of the twelve months"));
        return faults;
    }

    private static IEnumerable<ProfileFault> Minutes(string path, int minutes) => minutes is < 1 or > 24 * 60 ? [new ProfileFault(path, "is 1 minute to a day")] : [];

    private static TimeSpanOfDay Day(string end) => TimeSpanOfDay.Parse($"09:00-{end}");
}
