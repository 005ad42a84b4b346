namespace Collections.Cli.Samples;

/// <summary>
/// The accounts of a generated portfolio on one day. Each follows from seed, number and day alone, so that a million need no memory, and day 2 continues
/// day 1 without having seen it. Between days an account grows a day older and its interest accrues; those that are drawn pay a part or leave.
/// </summary>
internal sealed class ExportPortfolio(ExportOptions options)
{
    /// <summary>Every twelfth account belongs to the debtor of the one before.</summary>
    private const int SharedDebtorEvery = 12;

    private const ulong OfDebtor = 1;
    private const ulong OfAccount = 2;
    private const ulong OfDay = 3;

    /// <summary>In order of their numbers.</summary>
    public IEnumerable<SampleAccount> Accounts()
    {
        var number = 0;
        for (var since = 1; since <= options.Day; since++)
        {
            var coming = since == 1 ? options.Rows : (int)Math.Round(options.Rows * ExportOptions.On(since, options.New));
            for (var i = 0; i < coming; i++)
            {
                if (Live(++number, since) is { } account) yield return account;
            }
        }
    }

    /// <summary>An account from the day it came; null if it has gone.</summary>
    private SampleAccount? Live(int number, int since)
    {
        var prng = Draw(OfAccount, number);
        var owner = number % SharedDebtorEvery == 0 ? number - 1 : number;
        var account = SampleAccount.Open(prng, number, SampleDebtor.Make(Draw(OfDebtor, owner), owner), options.DateOf(since), DaysPastDue(prng, since));
        for (var day = since + 1; day <= options.Day; day++)
        {
            var (gone, changed) = (ExportOptions.On(day, options.Gone), ExportOptions.On(day, options.Changed));
            if (gone + changed == 0) continue;
            var fate = Draw(OfDay + (ulong)day, number);
            var share = fate.Share();
            if (share < gone) return null;
            if (share < gone + changed) PayAPart(account, fate, options.DateOf(day));
        }

        if (account.Unpaid == 0) PayOnTime(account);
        return account;
    }

    /// <summary>Never so much that nothing is overdue any more.</summary>
    private static void PayAPart(SampleAccount account, Prng prng, DateOnly day)
    {
        var part = decimal.Round(account.Principal * prng.Between(5, 50) / 100m, 2);
        account.Pay(Math.Max(0.01m, part), day);
    }

    /// <summary>What falls due is paid when it does: such an account is never overdue.</summary>
    private void PayOnTime(SampleAccount account)
    {
        while (account.DueDate < options.Date)
        {
            var due = account.DueDate;
            account.Age(due.AddDays(1));
            account.Pay(account.Principal, due);
        }
    }

    private int DaysPastDue(Prng prng, int since) => prng.Share() >= options.Overdue ? 0 : since > 1 ? prng.Between(1, 5) : prng.Between(0, 99) switch
    {
        < 55 => prng.Between(1, 30),
        < 75 => prng.Between(31, 60),
        < 85 => prng.Between(61, 90),
        _ => prng.Between(91, 180),
    };

    private Prng Draw(ulong what, int number) => new(new Prng(((ulong)options.Seed << 40) ^ (what << 32) ^ (ulong)number).Next());
}
