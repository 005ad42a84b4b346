using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// What the comparison needs of an accepted row, without the row: what changes by the day itself, and a print of all the rest. Amounts are in hundredths of
/// the currency's unit.
/// </summary>
public record struct AccountFigures
{
    public long Overdue { get; set; }

    public long Principal { get; set; }

    public long Interest { get; set; }

    public long PenaltyInterest { get; set; }

    public long Fees { get; set; }

    public long Balance { get; set; }

    public long MinimumPayment { get; set; }

    public int DaysPastDue { get; set; }

    public int PeriodsPastDue { get; set; }

    public DateOnly DueDate { get; set; }

    /// <summary>Past due with an amount: what a case is opened for. (R1.6)</summary>
    public bool IsOverdue { get; set; }

    /// <summary>
    /// First 16 bytes of a SHA-256 over the bytes of every field of the row, 0x1F after each, except those that change by the day itself: business date,
    /// days and periods past due, and the amounts above.
    /// </summary>
    public UInt128 Print { get; set; }

    /// <summary>A position with these figures; what they do not tell is as it was.</summary>
    public readonly AccountPosition On(DateOnly businessDate, AccountPosition before)
    {
        ArgumentNullException.ThrowIfNull(before);
        Money Of(long hundredths) => new(hundredths / 100m, before.Overdue.Currency);
        return before with
        {
            BusinessDate = businessDate,
            Overdue = Of(Overdue),
            Principal = Of(Principal),
            Interest = Of(Interest),
            PenaltyInterest = Of(PenaltyInterest),
            Fees = Of(Fees),
            Balance = Of(Balance),
            MinimumPayment = Of(MinimumPayment),
            DueDate = DueDate,
            DaysPastDue = DaysPastDue,
            PeriodsPastDue = PeriodsPastDue,
        };
    }
}
