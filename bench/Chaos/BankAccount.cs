using System.Globalization;

namespace Collections.Bench.Chaos;

/// <summary>An account of the made-up bank.</summary>
internal sealed class BankAccount(int number, int debtor, DateOnly due)
{
    public string Number { get; } = string.Create(CultureInfo.InvariantCulture, $"6200{number:D12}");

    /// <summary>Everything that was ever due.</summary>
    public decimal Charged { get; set; }

    public List<BankPayment> Payments { get; } = [];

    /// <summary>Whether a file had it.</summary>
    public bool IsKnown { get; set; }

    /// <summary>Left out of the files from now on, for no reason that the bank would tell.</summary>
    public bool IsHidden { get; set; }

    public decimal OverdueOn(DateOnly day) => Charged - Payments.Where(payment => payment.PaidOn <= day).Sum(payment => payment.Amount);

    /// <summary>The account's row of a snapshot, in the canonical format.</summary>
    public string Row(DateOnly day)
    {
        var overdue = OverdueOn(day).ToString("0.00", CultureInfo.InvariantCulture);
        var culture = CultureInfo.InvariantCulture;
        return string.Join(
            ',',
            string.Create(culture, $"{ChaosBank.Institution},{day:yyyy-MM-dd},{Number},credit_card,C-{number}"),
            string.Create(culture, $"D{debtor:D6},Debtor {debtor},310101********0002,199{debtor:D8},a{debtor}@example.com,Sample Road 1,310000,zh-CN"),
            $"CNY,50000.00,{overdue},0.00,0.00,0.00,{overdue},100.00,{overdue}",
            string.Create(culture, $"{day:yyyy-MM-dd},{due:yyyy-MM-dd},{day.DayNumber - due.DayNumber},1,,,,1,stable,,622202******0002,,,"));
    }
}

/// <summary>A payment on an account of the made-up bank.</summary>
internal sealed class BankPayment(string id, string account, DateOnly paidOn, decimal amount)
{
    public string Id => id;

    public string Account => account;

    public DateOnly PaidOn => paidOn;

    public decimal Amount => amount;

    public bool IsByBus { get; set; }

    public bool IsInFile { get; set; }

    public string Row(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{ChaosBank.Institution},{day:yyyy-MM-dd},{account},{id},{paidOn:yyyy-MM-dd},CNY,{amount:0.00},app,");
}
