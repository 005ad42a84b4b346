namespace Collections.Functions.Platform;

/// <summary>The bank's own day. Debtors' zones matter at the contact gate alone.</summary>
public static class BusinessTime
{
    /// <summary>The bank's zone: UTC+8 all year, without daylight saving since 1991.</summary>
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(8);

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    public static TimeOnly TimeOf(DateTimeOffset instant) => TimeOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant of a time of day on a business day.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new DateTimeOffset(day.ToDateTime(time), Offset).ToUniversalTime();
}
