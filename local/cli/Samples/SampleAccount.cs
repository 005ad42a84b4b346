using System.Globalization;

namespace Collections.Cli.Samples;

/// <summary>One account as it goes from month to month. Amounts due fall monthly; the oldest unpaid one tells the days past due.</summary>
internal sealed class SampleAccount
{
    private SampleAccount(int number, SampleProduct product, SampleDebtor debtor) => (Number, Product, Debtor) = (number, product, debtor);

    public int Number { get; }

    public SampleProduct Product { get; }

    public SampleDebtor Debtor { get; }

    public string AccountNumber => string.Create(CultureInfo.InvariantCulture, $"6210{Number:D12}");

    public decimal Monthly { get; private init; }

    public decimal Balance { get; private set; }

    public decimal Limit { get; private init; }

    public int? CreditScore { get; private init; }

    public int Delinquencies { get; private set; }

    public string Employment { get; private init; } = "";

    public string Reason { get; private init; } = "";

    public bool HasEmergencyContact { get; private init; }

    public bool EmergencyConsent { get; private init; }

    /// <summary>Due date of the oldest amount that is unpaid, or of the next one when none is.</summary>
    public DateOnly DueDate { get; private set; }

    /// <summary>Monthly amounts due and unpaid.</summary>
    public int Unpaid { get; private set; }

    /// <summary>Part of the oldest unpaid amount that was paid.</summary>
    public decimal Paid { get; private set; }

    public (DateOnly Date, decimal Amount)? LastPayment { get; private set; }

    public bool IsGone { get; set; }

    public decimal Principal => (Unpaid * Monthly) - Paid;

    /// <param name="daysPastDue">On <paramref name="day"/>.</param>
    public static SampleAccount Open(Prng prng, int number, SampleDebtor debtor, DateOnly day, int daysPastDue)
    {
        var product = prng.Of(SampleProduct.All);
        var monthly = prng.Between(product.Least, product.Most) + (prng.Between(0, 99) / 100m);
        var account = new SampleAccount(number, product, debtor)
        {
            Monthly = monthly,
            Limit = product.IsCard ? decimal.Round(monthly * prng.Between(4, 20) / 1000m) * 1000m + 5_000m : 0m,
            CreditScore = prng.Chance(80) ? prng.Between(520, 760) : null,
            Employment = prng.Of(["stable", "stable", "unstable", "self_employed", "unemployed", ""]),
            Reason = prng.Of(["", "", "forgotten", "short_of_money", "unemployed", "illness", "unknown"]),
            HasEmergencyContact = prng.Chance(30),
            EmergencyConsent = prng.Chance(60),
            Delinquencies = prng.Between(0, 4),
            DueDate = daysPastDue == 0 ? day.AddDays(prng.Between(0, 20)) : day.AddDays(-daysPastDue),
        };
        account.Balance = monthly * prng.Between(2, product.Months);
        account.Unpaid = account.Owed(day);
        account.Balance = Math.Max(account.Balance, account.Principal);
        return account;
    }

    public int DaysPastDueOn(DateOnly day) => Unpaid == 0 ? 0 : Math.Max(0, day.DayNumber - DueDate.DayNumber);

    public decimal Interest(DateOnly day) => Round(Principal * Product.YearlyRate / 100m * DaysPastDueOn(day) / 365m);

    public decimal Penalty(DateOnly day) => Round(Interest(day) / 2m);

    public decimal Fees(DateOnly day) => DaysPastDueOn(day) == 0 ? 0m : Unpaid * Product.Fee;

    public decimal Overdue(DateOnly day) => DaysPastDueOn(day) == 0 ? 0m : Principal + Interest(day) + Penalty(day) + Fees(day);

    /// <summary>Time goes by until <paramref name="day"/>: what falls due is not paid by itself.</summary>
    public void Age(DateOnly day)
    {
        var before = Unpaid;
        Unpaid = Math.Max(Unpaid, Owed(day));
        if (before == 0 && Unpaid > 0) Delinquencies++;
        Balance = Math.Max(Balance, Principal);
    }

    /// <summary>Pays whole monthly amounts, oldest first, and part of the next one; all of them end the delinquency.</summary>
    public void Pay(decimal amount, DateOnly on)
    {
        LastPayment = (on, amount);
        Balance = Math.Max(0m, Balance - amount);
        Paid += amount;
        while (Unpaid > 0 && Paid >= Monthly)
        {
            (Paid, Unpaid, DueDate) = (Paid - Monthly, Unpaid - 1, DueDate.AddMonths(1));
        }

        if (Unpaid == 0) Paid = 0m;
    }

    /// <summary>Monthly amounts that have fallen due since the oldest unpaid one, itself included.</summary>
    private int Owed(DateOnly day)
    {
        var owed = 0;
        while (owed < Product.Months && DueDate.AddMonths(owed) < day) owed++;
        return owed;
    }

    private static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
