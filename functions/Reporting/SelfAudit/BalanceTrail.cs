using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>The balance as the facts tell it.</summary>
internal sealed class BalanceTrail(CaseOpened opened, WorkingCalendar calendar)
{
    private readonly Dictionary<string, (decimal Amount, DateOnly PaidOn)> payments = new(StringComparer.Ordinal);

    public AccountPosition Position { get; private set; } = opened.Position;

    public bool Absent { get; private set; }

    /// <summary>Last day on which the balance may be acted on. (R5.6)</summary>
    public DateOnly FreshThrough
    {
        get
        {
            var day = Position.BusinessDate;
            for (var left = opened.BalanceMaxAgeDays; left > 0;)
            {
                day = day.AddDays(1);
                if (!opened.BalanceAgesInWorkingDays || calendar.IsWorkingDay(day)) left--;
            }

            return day;
        }
    }

    public decimal Overdue => Position.Overdue.Amount - payments.Values.Where(payment => payment.PaidOn > Position.BusinessDate).Sum(payment => payment.Amount);

    /// <returns>Whether the fact speaks of the balance.</returns>
    public bool Take(Fact fact)
    {
        switch (fact)
        {
            case BalanceUpdated updated:
                (Position, Absent) = (updated.Position, false);
                return true;
            case AbsentFromSnapshot:
                Absent = true;
                return true;
            case PaymentReceived paid:
                payments[paid.Payment] = (paid.Amount.Amount, paid.PaidOn);
                return true;
            case PaymentReversed reversed:
                payments.Remove(reversed.Payment);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether the parts make the total. (R9.7)</summary>
    public static bool AddsUp(AccountPosition position) =>
        position.Principal.Amount + position.Interest.Amount + position.PenaltyInterest.Amount + position.Fees.Amount == position.Overdue.Amount;
}
