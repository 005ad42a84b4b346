using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>What was going on before the system came: taken in first, so that counters, promises and plans start true. (R1.8)</summary>
public sealed class GoingLiveTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    [Fact]
    public async Task An_open_promise_is_waited_for_from_the_cases_first_moment_and_judged_by_the_payments()
    {
        await using var intake = await Intake.StartAsync(Day);
        var promises = await intake.ImportAsync(Promise(Of(ExportKind.Promises), 1, "PR1", 200m, Day.AddDays(2)));
        Assert.Equal((ImportStatus.Completed, 1L), (promises.Status, promises.Unclear));

        await intake.ImportAsync(new ExportText(Day).Account(1));
        var facts = await intake.FactsAsync(1);
        Assert.IsType<PromiseTakenOver>(facts[1]);
        Assert.NotNull((await intake.CaseAsync(1))!.Promises.Open);
        Assert.DoesNotContain(facts, fact => fact is ContactPlanned or TaskOpened);

        // Due on 29 April, judged two business days later: 30 April and, after the holiday, 6 May.
        await intake.ImportAsync(new ExportText(new DateOnly(2026, 5, 5), ExportKind.Payments));
        await intake.RunAsync(new DateOnly(2026, 5, 5));
        Assert.NotNull((await intake.CaseAsync(1))!.Promises.Open);
        await intake.ImportAsync(new ExportText(new DateOnly(2026, 5, 6), ExportKind.Payments));
        await intake.RunAsync(new DateOnly(2026, 5, 8));
        Assert.Equal(PromiseVerdict.Broken, Assert.Single((await intake.FactsAsync(1)).OfType<PromiseJudged>()).Verdict);
    }

    [Fact]
    public async Task While_a_plan_is_kept_nobody_collects_and_when_all_is_paid_it_is_kept()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Plan(Of(ExportKind.Plans), 1, "PL1", Day.AddDays(3), 300m, 200m));
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(new ExportText(Day.AddDays(3), ExportKind.Payments).Payment(1, "P1", 300m));
        await intake.RunAsync(Day.AddDays(14));
        var facts = await intake.FactsAsync(1);
        Assert.IsType<PlanTakenOver>(facts[1]);
        Assert.DoesNotContain(facts, fact => fact is ContactPlanned { Purpose: not Purpose.Service } or TaskOpened { Task: TaskKind.Call } or PlanJudged);

        await intake.ImportAsync(new ExportText(Day.AddDays(15), ExportKind.Payments).Payment(1, "P2", 200m));
        var judged = Assert.Single((await intake.FactsAsync(1)).OfType<PlanJudged>());
        Assert.Equal((PlanVerdict.Kept, 500m), (judged.Verdict, judged.Paid.Amount));
    }

    [Fact]
    public async Task A_plan_that_is_not_paid_in_time_is_broken_once_the_payments_files_tell_and_the_case_goes_on()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Plan(Of(ExportKind.Plans), 1, "PL1", Day.AddDays(1), 300m, 200m));
        await intake.ImportAsync(new ExportText(Day).Account(1));
        await intake.ImportAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 299.99m));

        // Due on 28 April, three days of grace to 1 May; told after that, and five business days: 6 to 9 (made up for) and 11 May.
        await intake.ImportAsync(new ExportText(new DateOnly(2026, 5, 1), ExportKind.Payments));
        await intake.RunAsync(new DateOnly(2026, 5, 3));
        Assert.Equal(new DateOnly(2026, 5, 11), (await intake.CaseAsync(1))!.Plans.Open!.Missed!.CatchUpBy);
        await intake.ImportAsync(new ExportText(new DateOnly(2026, 5, 10), ExportKind.Payments));
        await intake.RunAsync(new DateOnly(2026, 5, 10));
        Assert.NotNull((await intake.CaseAsync(1))!.Plans.Open);

        await intake.ImportAsync(new ExportText(new DateOnly(2026, 5, 11), ExportKind.Payments));
        await intake.RunAsync(new DateOnly(2026, 5, 14));
        var state = (await intake.CaseAsync(1))!;
        Assert.Equal((null, 1), (state.Plans.Open, state.Plans.Broken));
        Assert.Contains(await intake.FactsAsync(1), fact => fact is TaskOpened or ContactPlanned);
    }

    [Theory]
    [InlineData("sum")]
    [InlineData("gap")]
    [InlineData("order")]
    public async Task A_plan_that_is_not_whole_holds_its_file(string fault)
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = Of(ExportKind.Plans)
            .Row(300m, ExportText.Number(1), "PL1", ExportText.Iso(Day), "500.00", "1", ExportText.Iso(Day.AddDays(40)), "CNY", "300.00")
            .Row(fault == "sum" ? 199.99m : 200m, ExportText.Number(1), "PL1", ExportText.Iso(Day), "500.00", fault == "gap" ? "3" : "2", ExportText.Iso(Day.AddDays(fault == "order" ? 9 : 60)), "CNY", fault == "sum" ? "199.99" : "200.00");

        var report = await intake.ImportAsync(text);

        Assert.Equal((ImportStatus.Held, "plan-not-whole"), (report.Status, Assert.Single(report.Reasons).Code));
        Assert.Empty(await SuspenseTests.WaitingAsync(intake));
    }

    [Fact]
    public async Task A_channel_that_was_closed_stays_closed()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(Of(ExportKind.OptOuts).Row(0m, "D000001", "sms", ExportText.Iso(Day)).Row(0m, "D000002", "fax", ExportText.Iso(Day)));
        Assert.Equal((1L, 1), (report.Updated, report.RejectedBy["unknown-word"]));

        await intake.ImportAsync(new ExportText(Day).Account(1).Account(2));
        await intake.RunAsync(Day.AddDays(1));

        Assert.DoesNotContain(await intake.FactsAsync(1), fact => fact is SendStarted);
        Assert.Contains(await intake.FactsAsync(2), fact => fact is SendStarted);
    }

    [Fact]
    public async Task A_diallers_record_counts_once_at_its_own_time_and_is_a_fact_without_number_or_text()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        var first = await intake.ImportAsync(Call(Call(Of(ExportKind.Calls), 1, "C1", 9, "no_answer"), 1, "C2", 11, "conversation"));
        var second = await intake.ImportAsync(Call(Call(new ExportText(Day.AddDays(1), ExportKind.Calls), 1, "C2", 11, "conversation"), 2, "C3", 10, "answered"));

        Assert.Equal((2L, 0L, 0L), (first.Updated, first.Unchanged, first.Unclear));
        Assert.Equal((0L, 1L, 1L), (second.Updated, second.Unchanged, second.Unclear));
        var entries = (await LedgerAsync(intake, 1)).Entries.Where(entry => entry.Channel == Channel.Call);
        Assert.Equal([(At(9), EntryResult.Unanswered), (At(11), EntryResult.Conversation)], entries.Select(entry => (entry.At, entry.Result)));
        Assert.Equal((2, 1, At(11)), await CountedAsync(intake));
        var facts = (await intake.FactsAsync(1)).OfType<ContactTakenOver>().ToList();
        Assert.Equal(2, facts.Count);
        Assert.DoesNotContain("199", System.Text.Json.JsonSerializer.Serialize<IReadOnlyList<ContactTakenOver>>(facts, CollectionsJson.Stored), StringComparison.Ordinal);
        Assert.Equal(EntryResult.Answered, Assert.Single((await LedgerAsync(intake, 2)).Entries).Result);
    }

    [Fact]
    public async Task Calls_of_others_fill_the_counters_that_our_own_are_held_against()
    {
        await using var intake = await Intake.StartAsync(Day);
        var calls = Of(ExportKind.Calls, 1);
        foreach (var hour in (int[])[9, 12, 34]) Call(calls, 1, $"C{hour}", hour, "conversation");
        await intake.ImportAsync(calls);
        await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1).Account(2));
        await intake.Host.RunUntilAsync(BusinessTime.At(Day.AddDays(2), new TimeOnly(15, 0)));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ReserveAsync(1));
        Assert.Equal("contact-deferred", refused.Code);
        Assert.NotNull(await ReserveAsync(2));

        async Task<ReservedContact> ReserveAsync(int account) => await intake.Host.Services.GetRequiredService<PersonContacts>()
            .ReserveAsync((await intake.CaseAsync(account))!.Key, new ContactWish(Channel.Call, Purpose.Collection), "ana", "k", default);
    }

    /// <summary>Late ones too: where a record counts depends on when it happened, not on when or how often it is told.</summary>
    [Fact]
    public void The_ledger_is_the_same_after_any_order_and_repetition_of_records()
    {
        var entry = from id in Gen.Choose(0, 30) select new LedgerEntry($"c{id}", At(id % 7), Channel.Call, Purpose.Collection, new AccountKey("a"), $"p{id % 3}", (EntryResult)(id % 7));
        Prop.ForAll(Arb.From(entry.ListOf()), Arb.From(Gen.Choose(0, int.MaxValue)), (entries, seed) =>
        {
            var random = new Random(seed);
            var told = entries.Concat(entries.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next()).ToList();
            var (one, other) = (DebtorLedger.Empty, DebtorLedger.Empty);
            foreach (var taken in entries) one = one.WithOutside(taken);
            foreach (var taken in told) other = other.WithOutside(taken);
            return one.Entries.SequenceEqual(other.Entries);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Records_that_come_a_second_time_under_another_name_change_nothing()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(Call(Of(ExportKind.Calls), 1, "C1", 9, "no_answer"));
        await intake.ImportAsync(Promise(Of(ExportKind.Promises), 1, "PR1", 200m, Day.AddDays(20)));
        await intake.ImportAsync(new ExportText(Day).Account(1));
        var before = await intake.EverythingAsync(1);

        await intake.ImportAsync(Call(new ExportText(Day.AddDays(1), ExportKind.Calls), 1, "C1", 9, "no_answer"));
        await intake.ImportAsync(Promise(new ExportText(Day.AddDays(1), ExportKind.Promises), 1, "PR1", 200m, Day.AddDays(20)));

        Assert.Equal(before, await intake.EverythingAsync(1));
        Assert.Single((await LedgerAsync(intake, 1)).Entries, entry => entry.Channel == Channel.Call);
    }

    private static ExportText Of(ExportKind kind, int days = 0) => new(Day.AddDays(days), kind);

    private static ExportText Promise(ExportText text, int account, string id, decimal amount, DateOnly due) =>
        text.Row(amount, ExportText.Number(account), id, ExportText.Iso(Day.AddDays(-3)), ExportText.Iso(due), "CNY", Text(amount), "transfer");

    private static ExportText Plan(ExportText text, int account, string id, DateOnly due, params decimal[] amounts)
    {
        for (var i = 0; i < amounts.Length; i++)
            text.Row(amounts[i], ExportText.Number(account), id, ExportText.Iso(Day.AddDays(-9)), Text(amounts.Sum()), $"{i + 1}", ExportText.Iso(due.AddDays(30 * i)), "CNY", Text(amounts[i]));
        return text;
    }

    private static ExportText Call(ExportText text, int account, string id, int hour, string outcome) => text.Row(
        0m, id, ExportText.Number(account), $"D{account:D6}", $"199{account:D8}", At(hour).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        "call", outcome, "30");

    private static DateTimeOffset At(int hour) => BusinessTime.At(Day, TimeOnly.MinValue).AddHours(hour).ToUniversalTime();

    private static Task<DebtorLedger> LedgerAsync(Intake intake, int debtor) =>
        intake.Host.Services.GetRequiredService<DebtorLedgerStore>().LoadAsync(intake.Keys.Debtor("DEMO", $"D{debtor:D6}"), default);

    private static async Task<(int Attempts, int Conversations, DateTimeOffset? Last)> CountedAsync(Intake intake)
    {
        var contacts = (await intake.CaseAsync(1))!.Contacts;
        return (contacts.CallAttempts, contacts.Conversations, contacts.LastCallAt);
    }

    private static string Text(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
