using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>The latest snapshot and the payments that came after it.</summary>
public sealed record AccountBalance
{
    public required AccountPosition Position { get; init; }

    /// <summary>How old the snapshot may be and still be acted on: calendar days, or working days of the bank.</summary>
    public required int MaxAgeDays { get; init; }

    /// <summary>Whether <see cref="MaxAgeDays"/> counts working days.</summary>
    public bool AgesInWorkingDays { get; init; }

    /// <summary>Payments of this spell, oldest first; the most recent 100.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>Business date of the first complete snapshot without the account, while it stays away; collection is stopped then.</summary>
    public DateOnly? AbsentSince { get; init; }

    /// <summary>Complete snapshots in a row without the account.</summary>
    public int Absences { get; init; }

    /// <summary>It stays away for so long that it counts as cured, by the profile. (R1.6)</summary>
    public bool PresumedCured { get; init; }

    /// <summary>Business date of the latest snapshot that spoke of the account, present or absent.</summary>
    public required DateOnly SnapshotDate { get; init; }

    public string Currency => Position.Overdue.Currency;

    /// <summary>Latest snapshot minus payments with a value date after its business date, never below zero. (Invariant "Balance".)</summary>
    public Money Overdue => Less(Position.Overdue);

    public Money Outstanding => Less(Position.Balance);

    /// <summary>
    /// What the overdue estimate is made of: the snapshot's parts less those payments, each by its own order of application. They add up to
    /// <see cref="Overdue"/>; what was paid beyond it is off the balance only. (R4.4)
    /// </summary>
    public DebtParts Parts => Payments.Where(payment => payment.PaidOn > Position.BusinessDate)
        .Aggregate(DebtParts.Of(Position), (parts, payment) => parts.After(payment.Amount, payment.Order ?? ApplicationOrders.Default));

    /// <summary>Advances daily from the snapshot until the next one.</summary>
    public int DaysPastDueOn(DateOnly today) => Position.DaysPastDue + Math.Max(0, today.DayNumber - Position.BusinessDate.DayNumber);

    /// <summary>Too old to act on. (R5.6)</summary>
    public bool IsStaleOn(DateOnly today, WorkingCalendar calendar) => today > FreshThrough(calendar);

    /// <summary>Last day on which it may be acted on.</summary>
    public DateOnly FreshThrough(WorkingCalendar calendar) =>
        BalanceAge.FreshThrough(Position.BusinessDate, MaxAgeDays, AgesInWorkingDays, calendar);

    /// <summary>Paid between two days, both included, reversals taken off.</summary>
    public Money PaidBetween(DateOnly from, DateOnly to)
    {
        var sum = 0m;
        foreach (var payment in Payments)
        {
            if (payment.PaidOn >= from && payment.PaidOn <= to) sum += payment.Amount.AmountIn(Currency);
        }

        return new Money(sum, Currency);
    }

    /// <summary>A payment with its parts and its order of application.</summary>
    public PaymentReceived Allocate(PaymentReceived paid, Product product)
    {
        ArgumentNullException.ThrowIfNull(paid);
        if (paid.PaidOn <= Position.BusinessDate) return paid;
        var order = ApplicationOrders.Shipped.For(product, DaysPastDueOn(paid.PaidOn));
        var before = Parts;
        return paid with { Parts = before - before.After(paid.Amount, order), Order = order };
    }

    public AccountBalance With(PaymentReceived paid) => this with
    {
        Payments = [.. Payments.Skip(Math.Max(0, Payments.Count - 99)), new Payment(paid.Payment, paid.Amount, paid.PaidOn, paid.Order)],
    };

    public AccountBalance Without(PaymentReversed reversed) => this with { Payments = [.. Payments.Where(p => p.Id != reversed.Payment)] };

    public AccountBalance With(BalanceUpdated updated) => this with
    {
        Position = updated.Position,
        SnapshotDate = updated.Position.BusinessDate,
        AbsentSince = null,
        Absences = 0,
        PresumedCured = false,
    };

    public AccountBalance With(AbsentFromSnapshot absent) => this with
    {
        AbsentSince = AbsentSince ?? absent.BusinessDate,
        Absences = Absences + 1,
        PresumedCured = absent.PresumedCured ?? Absences + 1 >= 2,
        SnapshotDate = absent.BusinessDate,
    };

    private Money Less(Money amount)
    {
        var left = amount.Amount;
        foreach (var payment in Payments)
        {
            if (payment.PaidOn > Position.BusinessDate) left -= payment.Amount.AmountIn(Currency);
        }

        return new Money(Math.Max(0m, left), Currency);
    }
}

public sealed record Payment(string Id, Money Amount, DateOnly PaidOn, IReadOnlyList<DebtPart>? Order = null);
