namespace Collections.Cli.Samples;

/// <summary>
/// A made-up portfolio over some month ends: some pay and leave the file, some pay a part, most go on, new ones come. What a snapshot shows
/// follows from the one before and from the payments between them.
/// </summary>
internal sealed class SamplePortfolio
{
    private const int AccountsAtStart = 200;

    /// <summary>Every twelfth account belongs to the debtor of the one before.</summary>
    private const int SharedDebtorEvery = 12;

    /// <summary>Days past due at the start, with how many accounts begin there.</summary>
    private static readonly (int From, int To, int Accounts)[] Bands =
        [(0, 0, 16), (1, 3, 18), (4, 30, 52), (31, 60, 38), (61, 90, 28), (91, 180, 30), (181, 300, 18)];

    private readonly Prng prng;

    private readonly List<SampleAccount> accounts = [];

    private int payments;

    public SamplePortfolio(ulong seed, DateOnly start)
    {
        prng = new Prng(seed);
        Day = start;
        foreach (var (from, to, count) in Bands)
        {
            for (var i = 0; i < count; i++) Add(prng.Between(from, to));
        }

        if (accounts.Count != AccountsAtStart) throw new InvalidOperationException($"The bands hold {accounts.Count} accounts, not {AccountsAtStart}.");
    }

    public DateOnly Day { get; private set; }

    /// <summary>Accounts that the bank's file of <see cref="Day"/> shows.</summary>
    public IEnumerable<SampleAccount> Present => accounts.Where(account => !account.IsGone).OrderBy(account => account.AccountNumber, StringComparer.Ordinal);

    /// <summary>Goes on to another month end.</summary>
    /// <returns>The payments of the time between.</returns>
    public IReadOnlyList<SamplePayment> GoTo(DateOnly day)
    {
        var paid = new List<SamplePayment>();
        foreach (var account in Present.ToList()) Live(account, day, paid);
        Day = day;
        for (var i = prng.Between(24, 30); i > 0; i--) Add(prng.Between(1, 29));
        return [.. paid.OrderBy(payment => payment.PaidOn).ThenBy(payment => payment.Id, StringComparer.Ordinal)];
    }

    private void Live(SampleAccount account, DateOnly day, List<SamplePayment> paid)
    {
        var before = account.DaysPastDueOn(Day);
        var on = Day.AddDays(prng.Between(1, day.DayNumber - Day.DayNumber));
        var fate = prng.Between(0, 99);
        var cures = before switch { 0 => 55, <= 30 => 38, <= 60 => 22, <= 90 => 12, <= 180 => 6, _ => 3 };
        account.Age(day);
        if (fate < cures)
        {
            Pay(account, Math.Max(account.Overdue(day), account.Monthly), on, paid);

            // Now and then the file still shows a cured account once, with nothing overdue.
            account.IsGone = !prng.Chance(12);
            if (!account.IsGone) account.Age(day);
        }
        else if (fate < cures + 3)
        {
            // Gone without a payment: the bank does not say why.
            account.IsGone = true;
        }
        else if (fate < cures + 18)
        {
            Pay(account, decimal.Round(account.Monthly * prng.Between(20, 100) / 100m, 2), on, paid);
        }
    }

    private void Pay(SampleAccount account, decimal amount, DateOnly on, List<SamplePayment> paid)
    {
        account.Pay(amount, on);
        paid.Add(new SamplePayment($"P{++payments:D8}", account.AccountNumber, on, amount, prng.Of(["bank_transfer", "app", "branch"])));
    }

    private void Add(int daysPastDue)
    {
        var number = accounts.Count + 1;
        var debtor = number % SharedDebtorEvery == 0 ? accounts[^1].Debtor : SampleDebtor.Make(prng, number);
        accounts.Add(SampleAccount.Open(prng, number, debtor, Day, daysPastDue));
    }
}

internal sealed record SamplePayment(string Id, string AccountNumber, DateOnly PaidOn, decimal Amount, string Method);
