using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>How a case stood from an instant on, as far as contact depends on it: read from the facts by the auditor's own fold.</summary>
/// <param name="Overdue">Latest snapshot less payments with a later value date.</param>
/// <param name="BalanceOf">Business date of the latest snapshot that has the account.</param>
/// <param name="FreshThrough">Last day on which that may be acted on.</param>
/// <param name="Strategy">That the case went by.</param>
internal sealed record Standing(
    DateTimeOffset At, Stage Stage, bool Closed, decimal Overdue, string Currency, bool Absent, DateOnly BalanceOf, int DaysPastDue, DateOnly FreshThrough, bool Promise, bool Plan, bool PaidClaim, Strategy Strategy)
{
    /// <summary>Why a contact may not be made while a case stands like this; null if it may. (R5.6, R9.2)</summary>
    public string? Stops(Purpose purpose, DateTimeOffset now)
    {
        if (purpose == Purpose.Service) return null;
        var day = BusinessTime.DayOf(now);
        if (Closed) return "the case is closed";
        if (Overdue <= 0) return "nothing is overdue any more";
        if (Absent) return "the account is missing from the latest snapshot";
        if (day > FreshThrough) return "the balance is too old";
        if (purpose != Purpose.Collection) return null;
        if (Overdue * Strategy.AmountsIn[Currency] < Strategy.MinimumOverdue) return "too little is overdue";
        if (PaidClaim) return "the debtor says that he has paid";
        if (Plan) return "a plan is kept";
        return Promise ? "a promise is waited for" : null;
    }

    public int DaysPastDueOn(DateTimeOffset now) => DaysPastDue + Math.Max(0, BusinessTime.DayOf(now).DayNumber - BalanceOf.DayNumber);
}
