using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Contact;

/// <summary>Laws of the gate over any pack, zones, history, consents, suspensions and moment, against each rule written down a second time. (R5.1, R9.1)</summary>
public sealed class AnyPackTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[][] Zones =
        [["Asia/Shanghai"], ["America/New_York"], ["America/Chicago", "America/New_York"], ["Australia/Sydney"], ["Europe/London", "Asia/Kolkata"]];

    private static readonly Gen<TimeSpanOfDay> Spans =
        from start in Gen.Choose(0, 40) from length in Gen.Choose(2, 24) select new TimeSpanOfDay(TimeSpan.FromMinutes(30 * start), TimeSpan.FromMinutes(30 * Math.Min(48, start + length)));

    private static readonly Gen<PackRule> Rules = Gen.OneOf(
        from days in Gen.Elements<DayClass[]?>(null, [DayClass.WorkingDay, DayClass.MakeUpWorkingDay], [DayClass.WorkingDay, DayClass.Weekend])
        from span in Spans
        from agreed in Gen.Elements(true, false)
        select (PackRule)new WindowRule { Id = "", Source = "test", Status = RuleStatus.House, Days = days, Times = [span], UnlessAgreed = agreed },
        from counting in Gen.Elements(Enum.GetValues<Counted>())
        from per in Gen.Elements(CountedPer.Debtor, CountedPer.Account, CountedPer.Phone)
        from maximum in Gen.Choose(1, 3)
        from period in Gen.Choose(0, 2)
        from days in Gen.Choose(1, 5)
        select (PackRule)new CounterRule
        {
            Id = "",
            Source = "test",
            Status = RuleStatus.House,
            Counting = counting,
            Per = per,
            Maximum = maximum,
            CalendarDays = period == 0 ? days : null,
            RollingDays = period == 1 ? days : null,
            CalendarMonths = period == 2 ? 1 : null,
        },
        from hours in Gen.Choose(1, 48) select (PackRule)new SpacingRule { Id = "", Source = "test", Status = RuleStatus.House, Counting = Counted.Attempts, Per = CountedPer.Debtor, Hours = hours },
        from days in Gen.Choose(1, 7) select (PackRule)new QuietAfterRule { Id = "", Source = "test", Status = RuleStatus.House, Counting = Counted.Conversations, Per = CountedPer.Account, Days = days },
        from kind in Gen.Elements(SuspensionKind.Dispute, SuspensionKind.Plan) select (PackRule)new SuspendedRule { Id = "", Source = "test", Status = RuleStatus.House, Kinds = [kind] });

    private static readonly Gen<LedgerEntry> Entries =
        from hours in Gen.Choose(1, 24 * 40)
        from seconds in Gen.Choose(0, 3599)
        from result in Gen.Elements(Enum.GetValues<EntryResult>())
        from account in Gen.Elements("a1", "a2")
        from phone in Gen.Elements("p1", "p2")
        select new LedgerEntry($"{hours}-{seconds}", First.AddDays(60) - TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(seconds), Channel.Call, Purpose.Collection, new AccountKey(account), phone, result);

    private static readonly Arbitrary<Sample> Samples = (
        from rules in Rules.ListOf()
        from zones in Gen.Elements(Zones)
        from entries in Entries.ListOf()
        from consent in Spans
        from consented in Gen.Choose(-5, 10)
        from suspended in Gen.Choose(-5, 5)
        from kind in Gen.Elements(SuspensionKind.Dispute, SuspensionKind.Plan)
        from seconds in Gen.Choose(0, 86_400 * 30)
        select Sample.Of([.. rules.Take(5)], zones, entries, consent, consented, suspended, kind, First.AddDays(60).AddSeconds(seconds))).ToArbitrary();

    [Fact]
    public void Allowed_is_what_breaks_no_rule() => Prop.ForAll(
        Samples, sample => (sample.Judge(sample.Now).Outcome == VerdictOutcome.Allowed) == !sample.Breaks(sample.Now)).QuickCheckThrowOnFailure();

    [Fact]
    public void Until_is_the_first_instant_at_which_no_rule_is_broken() => Prop.ForAll(Samples, sample =>
    {
        // A pack that opens never is put off to the horizon, and judged again there.
        if (sample.Judge(sample.Now).Until is not { } until || until - sample.Now > TimeSpan.FromDays(100)) return true;
        if (sample.Breaks(until) || !sample.Breaks(until.AddTicks(-1))) return false;
        var step = (until - sample.Now) / 500;
        return Enumerable.Range(0, 500).All(n => sample.Breaks(sample.Now + (n * step)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_more_rule_never_allows_more() => Prop.ForAll(Samples, sample =>
    {
        if (sample.Pack.Rules.Count < 2) return true;
        var fewer = sample with { Pack = Ledgers.Pack([.. sample.Pack.Rules.Skip(1)]) };
        return sample.Judge(sample.Now).Outcome != VerdictOutcome.Allowed || fewer.Judge(sample.Now).Outcome == VerdictOutcome.Allowed;
    }).QuickCheckThrowOnFailure();

    private sealed record Sample(PolicyPack Pack, DebtorZones Where, DebtorLedger Ledger, DateTimeOffset Now)
    {
        private static readonly IntendedContact Call = Ledgers.Intend(Channel.Call);

        public static Sample Of(
            IReadOnlyList<PackRule> rules, string[] zones, IEnumerable<LedgerEntry> entries, TimeSpanOfDay consent, int consented, int suspended, SuspensionKind kind, DateTimeOffset now)
        {
            var ledger = entries.Where(entry => entry.At < now).Aggregate(DebtorLedger.Empty, (known, entry) => known.With(entry)) with
            {
                Consents = [new HourConsent(Channel.Call, consent, now.AddDays(consented), "c1")],
                Suspensions = [new Suspension("s1", kind, now.AddDays(-9), now.AddDays(suspended), new AccountKey("a1"))],
            };
            PackRule[] named = [.. rules.DefaultIfEmpty(new SpacingRule { Id = "", Source = "test", Status = RuleStatus.House, Counting = Counted.Attempts, Per = CountedPer.Debtor, Hours = 1 })
                .Select((rule, n) => rule with { Id = $"r{n}" })];
            return new Sample(Ledgers.Pack(named), DebtorZones.Named(zones), ledger, now);
        }

        public ContactVerdict Judge(DateTimeOffset at) => ContactGate.Judge(Pack, WorkingCalendar.China, Ledger, Call with { Zones = Where }, at);

        /// <summary>By hand, in every zone in which the party may be; a suspension that the pack does not speak of holds too.</summary>
        public bool Breaks(DateTimeOffset at) =>
            Ledger.Suspensions.Any(held => at >= held.From && at < held.Until) || Where.All.Any(zone => Pack.Rules.Any(rule => Breaks(rule, zone, at)));

        private bool Breaks(PackRule rule, TimeZoneInfo zone, DateTimeOffset at)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
            return rule switch
            {
                WindowRule window => !(IsDay(window, local) && Within(window.Times[0], local))
                    && !(window.UnlessAgreed && Ledger.Consents.Any(consent => at < consent.Until && Within(consent.Times, local))),
                CounterRule counter => Ledger.Entries.Count(entry => Is(counter, entry) && IsWithin(counter, entry, zone, local, at)) >= counter.Maximum,
                SpacingRule spacing => Ledger.Entries.Any(entry => Is(spacing, entry) && entry.At.AddHours(spacing.Hours) > at),
                QuietAfterRule quiet => Ledger.Entries.Any(entry => Is(quiet, entry) && entry.At.AddDays(quiet.Days) > at),
                SuspendedRule suspended => Ledger.Suspensions.Any(held => suspended.Kinds.Contains(held.Kind) && at >= held.From && at < held.Until),
                _ => throw new InvalidOperationException(),
            };
        }

        private static bool IsDay(WindowRule window, DateTime local) => window.Days?.Contains(WorkingCalendar.China.ClassOf(DateOnly.FromDateTime(local))) ?? true;

        private static bool Within(TimeSpanOfDay span, DateTime local) => local.TimeOfDay >= span.Start && local.TimeOfDay < span.End;

        private static bool IsWithin(CounterRule rule, LedgerEntry entry, TimeZoneInfo zone, DateTime local, DateTimeOffset at)
        {
            var then = TimeZoneInfo.ConvertTime(entry.At, zone).DateTime;
            return rule.RollingDays is { } rolling ? (at - entry.At).TotalDays < rolling
                : rule.CalendarDays is { } days ? (local.Date - then.Date).Days < days : (local.Year, local.Month) == (then.Year, then.Month);
        }

        private static bool Is(CountingRule rule, LedgerEntry entry) =>
            (rule.Per == CountedPer.Debtor || (rule.Per == CountedPer.Account && entry.Account.Value == "a1") || (rule.Per == CountedPer.Phone && entry.Phone == "p1"))
            && rule.Counting switch
            {
                Counted.Attempts => true,
                Counted.Sent => entry.Result != EntryResult.Failed,
                Counted.Delivered => entry.Result is EntryResult.Pending or EntryResult.Sent or EntryResult.Unknown or EntryResult.Delivered,
                Counted.Answered => entry.Result is EntryResult.Pending or EntryResult.Answered or EntryResult.Conversation,
                Counted.Unanswered => entry.Result is EntryResult.Pending or EntryResult.Unanswered,
                Counted.Conversations => entry.Result is EntryResult.Pending or EntryResult.Conversation,
                _ => throw new InvalidOperationException(),
            };
    }
}
