using System.Globalization;
using Collections.Functions.Ingestion;

namespace Collections.Bench.Chaos;

/// <summary>
/// A made-up bank (institution DEMO): accounts in every band of days past due, of which some pay by themselves, some by message, some in part, some vanish
/// and new ones come. What it says follows from its seed and from what is asked of it. Thread-safe.
/// </summary>
internal sealed class ChaosBank
{
    public const string Institution = "DEMO";

    private readonly Random random;

    private readonly Lock sync = new();

    private readonly List<BankAccount> accounts = [];

    private readonly List<BankPayment> reported = [];

    private int payments;

    public ChaosBank(int seed, int size, DateOnly start)
    {
        random = new Random(seed);
        for (var i = 0; i < size; i++) Open(start, daysPastDue: i * 240 / size);
    }

    /// <summary>Payments that anybody was told of.</summary>
    public IReadOnlyList<BankPayment> Payments
    {
        get
        {
            lock (sync) return [.. reported];
        }
    }

    /// <summary>What the bank tells of a day: the payments since the last delivery, and who is overdue.</summary>
    public Delivery Deliver(DateOnly day)
    {
        lock (sync)
        {
            foreach (var account in accounts.Where(account => account.IsKnown && account.OverdueOn(day) > 0).ToList()) Live(account, day);
            for (var i = 0; i < 2; i++) Open(day, daysPastDue: random.Next(1, 20));
            var paid = accounts.SelectMany(account => account.Payments).Where(payment => payment.PaidOn <= day && !payment.IsInFile)
                .OrderBy(payment => payment.Id, StringComparer.Ordinal).ToList();
            foreach (var payment in paid) payment.IsInFile = true;
            reported.AddRange(paid.Where(payment => !payment.IsByBus));
            var present = accounts.Where(account => !account.IsHidden && account.OverdueOn(day) > 0).ToList();
            var overdue = present.ToDictionary(account => account.Number, account => account.OverdueOn(day));
            foreach (var account in accounts) account.IsKnown = true;
            return new Delivery(
                day,
                ExportText.Of(ExportKind.Payments, day, [.. paid.Select(payment => payment.Row(day))], paid.Sum(payment => payment.Amount)),
                ExportText.Of(ExportKind.Delinquency, day, [.. present.Select(account => account.Row(day))], overdue.Values.Sum()),
                overdue);
        }
    }

    /// <summary>Somebody pays, and the bank says so at once; the same payment stands in the next file of payments.</summary>
    public PaymentMessage? PayByBus(DateOnly today)
    {
        lock (sync)
        {
            var owing = accounts.Where(account => account.IsKnown && !account.IsHidden && account.OverdueOn(today) > 0).ToList();
            if (owing.Count == 0) return null;
            var account = owing[random.Next(owing.Count)];
            var payment = Pay(account, today, inFull: random.Next(4) == 0);
            payment.IsByBus = true;
            reported.Add(payment);
            return new PaymentMessage(Institution, account.Number, payment.Id, today, "CNY", payment.Amount.ToString("0.00", CultureInfo.InvariantCulture), "app", null);
        }
    }

    private void Live(BankAccount account, DateOnly day)
    {
        switch (random.Next(100))
        {
            case < 6: Pay(account, day.AddDays(-random.Next(2)), inFull: true); break;
            case < 18: Pay(account, day.AddDays(-random.Next(2)), inFull: false); break;
            case < 30: account.Charged += random.Next(50, 400); break;
            case < 32: account.IsHidden = true; break;
        }
    }

    private BankPayment Pay(BankAccount account, DateOnly day, bool inFull)
    {
        var owed = account.OverdueOn(day);
        var amount = inFull ? owed : decimal.Round(owed * random.Next(10, 60) / 100m, 2);
        var payment = new BankPayment(string.Create(CultureInfo.InvariantCulture, $"P{++payments:D8}"), account.Number, day, Math.Max(0.01m, amount));
        account.Payments.Add(payment);
        return payment;
    }

    private void Open(DateOnly day, int daysPastDue)
    {
        var number = accounts.Count + 1;

        // Every fifth account is the second one of its debtor.
        accounts.Add(new BankAccount(number, number % 5 == 0 ? number - 1 : number, day.AddDays(-Math.Max(1, daysPastDue))) { Charged = 250m + (number * 137m % 9_000m) });
    }
}

/// <summary>What a bank puts down one morning.</summary>
/// <param name="Overdue">Who is overdue by how much, by account number.</param>
internal sealed record Delivery(DateOnly Day, ExportText Payments, ExportText Snapshot, IReadOnlyDictionary<string, decimal> Overdue);
