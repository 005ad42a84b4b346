using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Risk.Reasons;

namespace Collections.Functions.Cases;

/// <summary>What the bank's file says of an account as of a business date. No personal data.</summary>
public sealed record AccountPosition
{
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Due and unpaid: the sum of the four parts below.</summary>
    public required Money Overdue { get; init; }

    public required Money Principal { get; init; }

    public required Money Interest { get; init; }

    public required Money PenaltyInterest { get; init; }

    public required Money Fees { get; init; }

    /// <summary>All that is owed, due or not.</summary>
    public required Money Balance { get; init; }

    public required Money MinimumPayment { get; init; }

    /// <summary>Zero where the product has no limit.</summary>
    public required Money CreditLimit { get; init; }

    public required DateOnly DueDate { get; init; }

    /// <summary>Calendar days from the due date to <see cref="BusinessDate"/>.</summary>
    public required int DaysPastDue { get; init; }

    public int PeriodsPastDue { get; init; }

    public DateOnly? LastPaymentDate { get; init; }

    public Money? LastPayment { get; init; }
}

/// <summary>What the export tells about risk, beyond the position; every part may be missing. (R2.2)</summary>
public sealed record RiskInputs
{
    public int? CreditScore { get; init; }

    public int? DelinquenciesIn12Months { get; init; }

    /// <summary><c>stable</c>, <c>unstable</c>, <c>self_employed</c>, <c>unemployed</c>; other values count as missing.</summary>
    public string? Employment { get; init; }

    /// <summary>Debt service over income, 0.5 = half.</summary>
    public decimal? DebtServiceRatio { get; init; }

    /// <summary>Why it is overdue, if the file says so in a word that is known. (R2.1)</summary>
    public OverdueReason? Reason { get; init; }

    /// <summary>What kind of customer he is, if the file says so. (R2.3)</summary>
    public DebtorKind? Kind { get; init; }

    /// <summary>At least one contact point is usable.</summary>
    public bool Reachable { get; init; } = true;
}
