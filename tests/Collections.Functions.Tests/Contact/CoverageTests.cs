using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Proof;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>One message speaks of all accounts of the debtor on which it is due, and each of them takes it for its own. (R2.5, R5.2)</summary>
public class CoverageTests
{
    private readonly CoverageWorld _debtor = new();

    [Fact]
    public async Task One_message_speaks_of_all_accounts_on_which_it_is_due()
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1), CoverageWorld.Account(2, overdue: 700m));
        var send = await _debtor.PlannedAsync(0);
        await _debtor.SendAsync(0, send.Contact);

        var message = Assert.Single(_debtor.World.Provider.Messages);
        Assert.Contains("10,700.00元", message.Text, StringComparison.Ordinal);
        Assert.Equal([CoverageWorld.Key(1), CoverageWorld.Key(2)], (await _debtor.RowAsync(send.Contact)).Covers!.Select(covered => covered.Case));
        foreach (var account in (int[])[1, 2])
        {
            var covered = Assert.Single(await _debtor.CoveredAsync(account));
            Assert.Equal((send.Contact, CoverageWorld.Key(0), Channel.Sms, "negotiation"), (covered.Contact, covered.Sender, covered.Channel, covered.Template));
            Assert.Equal((await _debtor.StateAsync(0)).Contacts.LastMessageAt, (await _debtor.StateAsync(account)).Contacts.LastMessageAt);
        }

        // None of them wants another one before its week is over.
        await _debtor.RunAsync(3);
        Assert.Single(_debtor.World.Provider.Messages);
        Assert.Empty(await _debtor.AuditAsync());
    }

    [Fact]
    public async Task An_account_that_a_cap_put_off_is_spoken_of_by_the_next_message()
    {
        await _debtor.World.OpenAsync(CoverageWorld.Account(0));
        await _debtor.World.OpenAsync(CoverageWorld.Account(1));
        await _debtor.RunAsync(2);
        var held = await _debtor.StateAsync(1);
        Assert.Single(held.Contacts.NotBefore);
        Assert.Equal([CoverageWorld.Key(0), CoverageWorld.Key(1)], (await _debtor.World.Ledger.LoadAsync(ContactWorld.Debtor, default)).Cases);

        await _debtor.World.OpenAsync(CoverageWorld.Account(2));
        _debtor.World.Store.Clock.AdvanceTo(Ledgers.At("2026-03-03 12:30:00"));
        var send = await _debtor.PlannedAsync(2);
        await _debtor.SendAsync(2, send.Contact);
        Assert.Equal(send.Contact, Assert.Single(await _debtor.CoveredAsync(1)).Contact);
        Assert.Empty((await _debtor.StateAsync(1)).Contacts.NotBefore);
        Assert.Empty(await _debtor.CoveredAsync(0));
    }

    public static TheoryData<string> NotSpokenOf => ["paid", "promise", "suspended", "stage", "language", "institution", "currency", "sms closed", "small", "stopped", "practised", "stranger"];

    [Theory]
    [MemberData(nameof(NotSpokenOf))]
    public async Task What_would_hold_its_own_message_back_keeps_an_account_out(string why)
    {
        var other = CoverageWorld.Account(1, why == "stage" ? 20 : 40, why == "small" ? 5m : 5_000m);
        other = why switch
        {
            "language" => other with { Language = "en" },
            "institution" => other with { Institution = "TWCC" },
            "stranger" => other with { Debtor = new DebtorKey("d1000000000000000000000000000000") },
            "stopped" or "practised" => other with { Product = Product.Mortgage },
            "currency" => other with { Position = InTaiwan(other.Position) },
            _ => other,
        };
        await _debtor.OpenAsync(CoverageWorld.Account(0), other);
        Fact? fact = why switch
        {
            "paid" => new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"),
            "promise" => new PromiseMade("p1", Given.Cny(5_000), new DateOnly(2026, 3, 6), new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 10), "call"),
            "suspended" => new SuspensionSet("s1", "Dispute", WholeDebtor: false, Until: null, Note: null),
            "sms closed" => new ChannelOptedOut(Channel.Sms, "call"),
            _ => null,
        };
        if (fact is not null) await _debtor.RecordAsync(1, fact);
        if (why == "stopped") await _debtor.World.StopsOver(_debtor.World.Store.Tables).SetAsync(new StopOrder("wrong rates", Product: Product.Mortgage), "s1", "ben/supervisor", default);
        if (why == "practised") _debtor.World.Bank.Shadow = new ShadowMode { Products = [Product.Mortgage] };

        var send = await _debtor.PlannedAsync(0);
        await _debtor.SendAsync(0, send.Contact);
        Assert.Contains("5,000.00元", Assert.Single(_debtor.World.Provider.Messages).Text, StringComparison.Ordinal);
        Assert.Null((await _debtor.RowAsync(send.Contact)).Covers);
        Assert.Empty(await _debtor.CoveredAsync(1));
    }

    [Fact]
    public async Task A_message_counts_for_every_account_that_it_speaks_of()
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
        var send = await _debtor.PlannedAsync(0);
        await _debtor.SendAsync(0, send.Contact);
        var ledger = await _debtor.World.Ledger.LoadAsync(ContactWorld.Debtor, default);
        Assert.Equal([CoverageWorld.Account(1).Account], Assert.Single(ledger.Entries).Covers);
        var once = Ledgers.Pack(new CounterRule { Id = "once", Source = "test", Status = RuleStatus.House, Counting = Counted.Attempts, Per = CountedPer.Account, Maximum = 1, RollingDays = 7 });
        var now = Ledgers.At("2026-03-04 10:00:00");
        foreach (var account in (int[])[0, 1])
            Assert.Equal(VerdictOutcome.Deferred, ContactGate.Judge(once, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Sms, account: CoverageWorld.Account(account).Account.Value), now).Outcome);
        Assert.Equal(VerdictOutcome.Allowed, ContactGate.Judge(once, WorkingCalendar.China, ledger, Ledgers.Intend(Channel.Sms, account: CoverageWorld.Account(2).Account.Value), now).Outcome);
        Assert.Empty(await _debtor.AuditAsync());
        await _debtor.World.Ledger.AmendAsync(ContactWorld.Debtor, counted => counted.Covering(send.Contact, [CoverageWorld.Account(2).Account]), default);
        Assert.Equal("cover-uncounted", Assert.Single(await _debtor.AuditAsync()).Rule);
    }

    [Fact]
    public async Task An_account_whose_own_counter_is_full_is_not_spoken_of()
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
        var send = await _debtor.PlannedAsync(0);
        var (world, tables) = (_debtor.World, _debtor.World.Store.Tables);
        var once = Ledgers.Pack(new CounterRule { Id = "once", Source = "test", Status = RuleStatus.House, Counting = Counted.Attempts, Per = CountedPer.Account, Maximum = 1, RollingDays = 7 });
        var coverage = world.CoverageOver(tables, new OneLaw(once, WorkingCalendar.China));
        var (state, open) = (await _debtor.StateAsync(0), (await _debtor.StateAsync(0)).Contacts.Open!);
        var ledger = await world.Ledger.LoadAsync(ContactWorld.Debtor, default);
        Assert.Single((await coverage.OfAsync(state, open, ledger, "p1", default)).Cases);
        var called = ledger.With(new LedgerEntry("c1", world.Store.Clock.GetUtcNow().AddDays(-1), Channel.Sms, Purpose.Collection, CoverageWorld.Account(1).Account, "p1", EntryResult.Sent));
        Assert.Empty((await coverage.OfAsync(state, open, called, "p1", default)).Cases);
        Assert.NotEmpty(send.Contact);
    }

    [Fact]
    public async Task A_closed_account_is_forgotten_by_the_ledger()
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
        await _debtor.RecordAsync(1, new CaseClosed(ClosingReason.Cured));
        await _debtor.SendAsync(0, (await _debtor.PlannedAsync(0)).Contact);
        Assert.Equal([CoverageWorld.Key(0)], (await _debtor.World.Ledger.LoadAsync(ContactWorld.Debtor, default)).Cases);
    }

    [Fact]
    public async Task A_payment_at_any_storage_call_before_the_last_look_takes_the_account_out_of_the_text()
    {
        var late = 0;
        for (var at = 1; ; at++)
        {
            var debtor = new CoverageWorld();
            await debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
            var send = await debtor.PlannedAsync(0);
            var isBefore = false;
            var transport = new InterruptedTransport(debtor.World.Store.Storage, at, async () =>
            {
                isBefore = debtor.World.Provider.Messages.Count == 0;
                await debtor.RecordAsync(1, new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
            });
            await debtor.World.SenderOver(transport.Tables()).SendAsync(CoverageWorld.Key(0), send.Contact, default);
            var text = Assert.Single(debtor.World.Provider.Messages).Text;
            if (isBefore && !text.Contains("逾期5,000.00元", StringComparison.Ordinal) && !text.Contains("有5,000.00元", StringComparison.Ordinal)) late++;
            if (!transport.Interrupted) break;
        }

        // Between the last look and the transaction that starts the message there is that transaction alone.
        Assert.InRange(late, 0, 1);
    }

    [Theory]
    [InlineData(SendOutcome.Failed, false)]
    [InlineData(SendOutcome.Released, false)]
    [InlineData(SendOutcome.Unknown, true)]
    public async Task Only_what_went_out_or_may_have_counts_for_the_covered(SendOutcome outcome, bool counts)
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
        _debtor.World.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(outcome, RetryAfter: TimeSpan.FromMinutes(5)));
        await _debtor.SendAsync(0, (await _debtor.PlannedAsync(0)).Contact);
        Assert.Equal(counts ? 1 : 0, (await _debtor.CoveredAsync(1)).Length);
        Assert.Empty(await _debtor.AuditAsync());
    }

    [Fact]
    public async Task What_never_left_is_due_again_on_the_covered_accounts_too()
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0, 20), CoverageWorld.Account(1, 20));
        _debtor.World.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Unknown));
        var send = await _debtor.PlannedAsync(0);
        await _debtor.SendAsync(0, send.Contact);
        Assert.True((await _debtor.StateAsync(1)).Contacts.Has("reminder-15"));
        var coverage = _debtor.World.CoverageOver(_debtor.World.Store.Tables);
        await coverage.UndoAsync(await _debtor.RowAsync(send.Contact), default);
        await coverage.UndoAsync(await _debtor.RowAsync(send.Contact), default);
        Assert.Single((await _debtor.FactsAsync(1)).OfType<CoverUndone>());
        Assert.False((await _debtor.StateAsync(1)).Contacts.Has("reminder-15"));
    }

    [Fact]
    public async Task The_proof_lists_the_covered_accounts_with_their_facts()
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
        var send = await _debtor.PlannedAsync(0);
        await _debtor.SendAsync(0, send.Contact);
        var world = _debtor.World;
        var proofs = new ContactProofs(world.Ledger, new VerdictTeller(new OneLaw(Ledgers.BankCn, WorkingCalendar.China)), world.Store.Streams);
        var proof = await proofs.OfAsync(send.Contact, "en", default);
        var covered = Assert.Single(proof.Covered!);
        Assert.Equal((CoverageWorld.Key(1), CoverageWorld.Account(1).Account), (covered.Case, covered.Account!.Value));
        Assert.Equal([covered.Account.Value], Assert.Single(proof.Ledger!.After.Entries).Covers);
        Assert.IsType<ContactCovered>(Assert.Single(covered.Facts).Fact);
        Assert.Equal(Convert.ToHexStringLower((await world.Store.Streams.LoadAsync(covered.Case, default))!.Hash), covered.ChainEnd);
    }

    [Fact]
    public async Task A_delivery_counts_for_every_account_that_the_message_spoke_of()
    {
        await _debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1));
        var send = await _debtor.PlannedAsync(0);
        await _debtor.SendAsync(0, send.Contact);
        var report = new DeliveryReport(new ContactTag(send.Contact, CoverageWorld.Key(0), ContactWorld.Debtor), Delivered: true);
        await _debtor.World.Reports.ReceiveAsync(report, default);
        await _debtor.World.Reports.ReceiveAsync(report, default);
        Assert.Equal((1, 1), ((await _debtor.StateAsync(0)).Contacts.Delivered, (await _debtor.StateAsync(1)).Contacts.Delivered));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_storage_call_leaves_no_covered_account_untold(bool after)
    {
        for (var at = 1; ; at++)
        {
            var debtor = new CoverageWorld();
            await debtor.OpenAsync(CoverageWorld.Account(0), CoverageWorld.Account(1), CoverageWorld.Account(2));
            var send = await debtor.PlannedAsync(0);
            var crash = new CrashingTransport(debtor.World.Store.Storage, at, after);
            var crashed = await Xunit.Record.ExceptionAsync(() => debtor.World.SenderOver(crash.Tables()).SendAsync(CoverageWorld.Key(0), send.Contact, default)) is CrashException;
            await debtor.SendAsync(0, send.Contact);
            debtor.World.Technical.Now += DebtorLedgerStore.Lease;
            await debtor.SendAsync(0, send.Contact);

            var ended = Assert.Single((await debtor.FactsAsync(0)).OfType<ContactCompleted>());
            Assert.True(debtor.World.Provider.Messages.Count == 1 || ended.Outcome == SendOutcome.Unknown, $"Call {at}");
            Assert.True(debtor.World.Provider.Messages.Count <= 1, $"Sent twice after a crash at call {at}.");
            Assert.Single(await debtor.CoveredAsync(1));
            Assert.Single(await debtor.CoveredAsync(2));
            Assert.Empty(await debtor.AuditAsync());
            if (crashed) continue;
            Assert.True(at > 14, "The protocol has more calls than that.");
            return;
        }
    }

    private static AccountPosition InTaiwan(AccountPosition position) => position with
    {
        Overdue = new Money(5_000, "TWD"),
        Principal = new Money(5_000, "TWD"),
        Interest = new Money(0, "TWD"),
        PenaltyInterest = new Money(0, "TWD"),
        Fees = new Money(0, "TWD"),
        Balance = new Money(10_000, "TWD"),
        MinimumPayment = new Money(500, "TWD"),
        CreditLimit = new Money(15_000, "TWD"),
    };
}
