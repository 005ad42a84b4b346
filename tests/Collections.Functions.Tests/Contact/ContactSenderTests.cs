using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>The five steps of a message, undisturbed and with a crash at every line: never twice, never after it was stopped. (R5.6, R9.2, R9.3)</summary>
public class ContactSenderTests
{
    private readonly ContactWorld _world = new();

    [Fact]
    public async Task A_planned_message_goes_out_and_the_case_knows()
    {
        var send = await _world.PlannedAsync();
        Assert.IsType<Wait>(await _world.SendAsync(send.Contact));
        var message = Assert.Single(_world.Provider.Messages);
        Assert.Equal(("+8619900000001", $"{send.Contact}.{Given.Key}.{ContactWorld.Debtor}"), (message.To, message.Tag));
        Assert.StartsWith("【示例银行】", message.Text, StringComparison.Ordinal);
        Assert.Contains("5,000.00元", message.Text, StringComparison.Ordinal);
        var facts = await _world.FactsAsync();
        Assert.Equal([new SendStarted(send.Contact, Ledgers.BankCn.Reference), new ContactCompleted(send.Contact, SendOutcome.Sent, "m-1")], facts.Where(fact => fact is SendStarted or ContactCompleted));
        var hold = (await _world.Ledger.FindAsync(ContactWorld.Debtor, send.Contact, default))!;
        Assert.Equal((ContactState.Sent, VerdictOutcome.Allowed), (hold.State, hold.Record.Verdict.Outcome));
        Assert.NotNull(hold.Record.TextHash);
    }

    [Fact]
    public async Task Repeating_the_step_sends_nothing_again()
    {
        var send = await _world.PlannedAsync();
        await _world.SendAsync(send.Contact);
        var version = (await _world.StateAsync()).Version;
        await _world.SendAsync(send.Contact);
        Assert.Single(_world.Provider.Messages);
        Assert.Equal(version, (await _world.StateAsync()).Version);
    }

    [Fact]
    public async Task The_gate_defers_a_second_message_of_the_day_for_another_account()
    {
        var send = await _world.PlannedAsync();
        await _world.Ledger.ReserveAsync(Requests.Sms("other", "b1", _world), default);
        var wait = Assert.IsType<Wait>(await _world.SendAsync(send.Contact));
        Assert.Empty(_world.Provider.Messages);
        Assert.Contains(new ContactDeferred(send.Contact, Ledgers.At("2026-03-03 09:00:00"), "bank-cn/sms-a-day", Ledgers.BankCn.Reference), await _world.FactsAsync());
        Assert.True(wait.Until >= Ledgers.At("2026-03-03 09:00:00"));
    }

    [Fact]
    public async Task A_forbidden_channel_is_closed_for_the_case()
    {
        var send = await _world.PlannedAsync();
        await _world.Ledger.OptOutAsync(ContactWorld.Debtor, Channel.Sms, default);
        await _world.SendAsync(send.Contact);
        Assert.Empty(_world.Provider.Messages);
        Assert.Contains(new ContactForbidden(send.Contact, ContactGate.OptOut, Ledgers.BankCn.Reference), await _world.FactsAsync());
        Assert.True((await _world.StateAsync()).Contacts.IsClosed(Channel.Sms));
    }

    [Fact]
    public async Task What_the_case_learns_before_the_start_stops_the_message_and_frees_its_place()
    {
        var send = await _world.PlannedAsync();
        await _world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
        await _world.SendAsync(send.Contact);
        Assert.Empty(_world.Provider.Messages);
        Assert.Contains(new ContactCompleted(send.Contact, SendOutcome.Released, Because: "paid"), await _world.FactsAsync());
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
    }

    [Fact]
    public async Task Workers_that_race_send_once()
    {
        var send = await _world.PlannedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _world.SendAsync(send.Contact))));
        Assert.Single(_world.Provider.Messages);
        await _world.SendAsync(send.Contact);
        Assert.Single((await _world.FactsAsync()).OfType<ContactCompleted>());
    }

    [Fact]
    public async Task A_worker_that_is_overtaken_at_any_storage_call_sends_nothing_again()
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            var send = await world.PlannedAsync();
            var overtaken = new InterruptedTransport(world.Store.Storage, at, () => world.SendAsync(send.Contact));
            Assert.IsType<Wait>(await world.SenderOver(overtaken.Tables()).SendAsync(Given.Key, send.Contact, default));
            Assert.Single(world.Provider.Messages);
            Assert.Equal([new SendStarted(send.Contact, Ledgers.BankCn.Reference), new ContactCompleted(send.Contact, SendOutcome.Sent, "m-1")], (await world.FactsAsync()).Where(fact => fact is SendStarted or ContactCompleted));
            Assert.Null((await world.StateAsync()).Contacts.Open);
            if (overtaken.Interrupted) continue;
            Assert.True(at > 8, "The protocol has more calls than that.");
            return;
        }
    }

    [Fact]
    public async Task A_sender_that_died_leaves_the_outcome_unknown_once_its_lease_is_over()
    {
        var send = await _world.PlannedAsync();
        _world.Provider.Answer = _ => throw new CrashException();
        await Assert.ThrowsAsync<CrashException>(() => _world.SendAsync(send.Contact));
        var wait = Assert.IsType<Wait>(await _world.SendAsync(send.Contact));
        Assert.Equal("contact-sending", wait.Because);
        _world.Technical.Now += DebtorLedgerStore.Lease;
        await _world.SendAsync(send.Contact);
        Assert.Single(_world.Provider.Messages);
        Assert.Contains(new ContactCompleted(send.Contact, SendOutcome.Unknown), await _world.FactsAsync());
    }

    [Theory]
    [InlineData(SendOutcome.Failed, ContactState.Failed, EntryResult.Failed)]
    [InlineData(SendOutcome.Unknown, ContactState.Unknown, EntryResult.Pending)]
    public async Task How_it_ended_is_kept(SendOutcome outcome, ContactState state, EntryResult counted)
    {
        var send = await _world.PlannedAsync();
        _world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(outcome));
        await _world.SendAsync(send.Contact);
        Assert.Contains(new ContactCompleted(send.Contact, outcome), await _world.FactsAsync());
        Assert.Equal(state, (await _world.Ledger.FindAsync(ContactWorld.Debtor, send.Contact, default))!.State);
        Assert.Equal(counted, Assert.Single((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries).Result);
    }

    [Fact]
    public async Task A_message_that_the_provider_turns_away_is_not_counted_and_goes_out_later_as_another()
    {
        var send = await _world.PlannedAsync();
        _world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Released, RetryAfter: TimeSpan.FromMinutes(10)));
        var wait = Assert.IsType<Wait>(await _world.SendAsync(send.Contact));
        var put = Assert.Single((await _world.FactsAsync()).OfType<ContactDeferred>());
        Assert.Equal((send.Contact, ContactSender.Throttled, wait.Until), (put.Contact, put.Rule, put.Until));
        Assert.InRange(put.Until - _world.Store.Clock.GetUtcNow(), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15));
        Assert.Empty((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);

        _world.Provider.Answer = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Sent, "m-1"));
        _world.Store.Clock.AdvanceTo(put.Until);
        var again = Assert.IsType<SendContact>(await _world.AdvanceAsync());
        Assert.NotEqual(send.Contact, again.Contact);
        await _world.SendAsync(again.Contact);
        Assert.Equal(2, _world.Provider.Messages.Count);
        var planned = (await _world.FactsAsync()).OfType<ContactPlanned>().ToList();
        Assert.Equal(planned[0].Rung, planned[1].Rung);
        Assert.Equal(new ContactCompleted(again.Contact, SendOutcome.Sent, "m-1"), Assert.Single((await _world.FactsAsync()).OfType<ContactCompleted>()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_storage_call_sends_at_most_once_and_resolves_the_contact(bool after)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            var send = await world.PlannedAsync();
            var crash = new CrashingTransport(world.Store.Storage, at, after);
            if (await Xunit.Record.ExceptionAsync(() => world.SenderOver(crash.Tables()).SendAsync(Given.Key, send.Contact, default)) is not CrashException)
            {
                Assert.False(crash.Crashed);
                Assert.True(at > 8, "The protocol has more calls than that.");
                return;
            }

            await world.SendAsync(send.Contact);
            world.Technical.Now += DebtorLedgerStore.Lease;
            await world.SendAsync(send.Contact);
            var ended = Assert.Single((await world.FactsAsync()).OfType<ContactCompleted>());
            Assert.Null((await world.StateAsync()).Contacts.Open);
            Assert.True(world.Provider.Messages.Count <= 1, $"Sent twice after a crash at call {at}.");
            Assert.True(ended.Outcome == SendOutcome.Unknown || world.Provider.Messages.Count == 1, $"'{ended.Outcome}' without a message after a crash at call {at}.");
            Assert.Single((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(OutageTransport.Seen, false)]
    [InlineData(OutageTransport.Seen, true)]
    public async Task An_outage_at_any_storage_call_neither_doubles_a_message_nor_leaves_it_open(int length, bool after)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            var send = await world.PlannedAsync();
            var outage = new OutageTransport(world.Store.Storage, at, length, after);
            var failed = await Xunit.Record.ExceptionAsync(() => world.SenderOver(outage.Tables()).SendAsync(Given.Key, send.Contact, default));
            Assert.True(failed is null || (length > 1 && Outage.Is(failed)), $"Call {at}: {failed}");
            await world.SendAsync(send.Contact);
            world.Technical.Now += DebtorLedgerStore.Lease;
            await world.SendAsync(send.Contact);

            Assert.Single(world.Provider.Messages);
            Assert.Null((await world.StateAsync()).Contacts.Open);
            Assert.Single((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
            var ended = Assert.Single((await world.FactsAsync()).OfType<ContactCompleted>());

            // Only an outage right after the provider took it leaves nobody to know.
            Assert.True(ended.Outcome == SendOutcome.Sent || (length > 1 && failed is not null), $"'{ended.Outcome}' after an outage at call {at}.");
            if (!outage.Came) return;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_opt_out_or_payment_after_any_crash_is_known_before_the_message_goes(bool paid)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            var send = await world.PlannedAsync();
            var crash = new CrashingTransport(world.Store.Storage, at, after: true);
            if (await Xunit.Record.ExceptionAsync(() => world.SenderOver(crash.Tables()).SendAsync(Given.Key, send.Contact, default)) is not CrashException) return;
            var before = world.Provider.Messages.Count;
            if (paid) await world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 2), "transfer", "bus"));
            else await world.Ledger.OptOutAsync(ContactWorld.Debtor, Channel.Sms, default);
            await world.SendAsync(send.Contact);
            world.Technical.Now += DebtorLedgerStore.Lease;
            for (CaseStep step = send; step is SendContact next;) step = await world.SendAsync(next.Contact);
            Assert.Equal(before, world.Provider.Messages.Count);
            Assert.Null((await world.StateAsync()).Contacts.Open);
        }
    }
}
