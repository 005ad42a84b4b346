namespace Collections.Functions.Ingestion;

/// <summary>The numbers of an account's row, in cents, and a print of all else: enough to tell whether anything happened to it, without its texts.</summary>
public struct AccountFigures : IEquatable<AccountFigures>
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

    public static bool operator ==(AccountFigures left, AccountFigures right) => left.Equals(right);

    public static bool operator !=(AccountFigures left, AccountFigures right) => !left.Equals(right);

    public readonly bool Equals(AccountFigures other) => (Overdue, Principal, Interest, PenaltyInterest, Fees, Balance, MinimumPayment)
            == (other.Overdue, other.Principal, other.Interest, other.PenaltyInterest, other.Fees, other.Balance, other.MinimumPayment)
        && (DaysPastDue, PeriodsPastDue, DueDate, IsOverdue, Print) == (other.DaysPastDue, other.PeriodsPastDue, other.DueDate, other.IsOverdue, other.Print);

    public override readonly bool Equals(object? obj) => obj is AccountFigures other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(Overdue, Balance, DaysPastDue, DueDate, Print);
}
