using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Tests.Contact;

/// <summary>Weeks of a debtor with many accounts under the bank's caps: no account is left out for long, and no cap is passed. (R2.5, R5.2)</summary>
public class CoverageOverTimeTests
{
    private const int Days = 56;

    /// <summary>Two weeks between messages at the most: a week's step, and as much again for caps and holidays.</summary>
    private const int MostDays = 14;

    public static TheoryData<int, int> Debtors => new(Enumerable.Range(1, 8).Select(accounts => (accounts, accounts * 31)));

    [Theory]
    [MemberData(nameof(Debtors))]
    public async Task Every_account_that_stays_due_is_spoken_of_although_caps_bind(int accounts, int seed)
    {
        var random = new Random(seed);
        var debtor = new CoverageWorld();
        for (var account = 0; account < accounts; account++) await debtor.World.OpenAsync(CoverageWorld.Account(account, random.Next(3, 60), random.Next(100, 90_000)));
        var spoken = Enumerable.Range(0, accounts).ToDictionary(CoverageWorld.Key, _ => new List<DateOnly>());
        var sent = new List<DateTimeOffset>();
        var seen = 0;
        var start = new DateOnly(2026, 3, 2);
        for (var day = start; day < start.AddDays(Days); day = day.AddDays(1))
        {
            foreach (var minute in (int[])[545, 615, 660, 700, 725, 1_020])
            {
                var now = BusinessTime.At(day, TimeOnly.MinValue.AddMinutes(minute));
                if (now < debtor.World.Store.Clock.GetUtcNow()) continue;
                debtor.World.Store.Clock.AdvanceTo(now);
                await debtor.RunAsync(accounts);
                for (; seen < debtor.World.Provider.Messages.Count; seen++)
                {
                    var row = await debtor.RowAsync(ContactTag.Parse(debtor.World.Provider.Messages[seen].Tag)!.Contact);
                    if (row.Purpose != Purpose.Collection) continue;
                    sent.Add(now);
                    foreach (var key in (CaseKey[])[row.Case, .. (row.Covers ?? []).Select(covered => covered.Case)]) spoken[key].Add(day);
                }
            }
        }

        Assert.Equal(sent.Count, sent.Select(BusinessTime.DayOf).Distinct().Count());
        for (var i = 3; i < sent.Count; i++) Assert.True(sent[i] - sent[i - 3] >= TimeSpan.FromDays(7), $"Four messages in a week, the last at {sent[i]:O}.");
        foreach (var (key, days) in spoken)
        {
            var gaps = days.Prepend(start).Append(start.AddDays(Days - 1)).Zip(days.Append(start.AddDays(Days - 1)), (from, to) => to.DayNumber - from.DayNumber).ToList();
            Assert.True(gaps.TrueForAll(gap => gap <= MostDays), $"Case {key} was left out for {gaps.Max()} days: {string.Join(", ", days)}.");
        }

        Assert.Empty(await debtor.AuditAsync());
    }
}
