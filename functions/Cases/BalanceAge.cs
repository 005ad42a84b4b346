using Collections.Functions.Contact;

namespace Collections.Functions.Cases;

/// <summary>How long a balance may be acted on. (R5.6)</summary>
public static class BalanceAge
{
    /// <summary>Last day on which a balance of a business date is new enough.</summary>
    /// <param name="inWorkingDays">Whether <paramref name="days"/> are working days of the bank; else calendar days.</param>
    public static DateOnly FreshThrough(DateOnly businessDate, int days, bool inWorkingDays, WorkingCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return inWorkingDays ? calendar.Add(businessDate, days) : businessDate.AddDays(days);
    }
}
