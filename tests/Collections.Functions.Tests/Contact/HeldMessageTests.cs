using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>Messages that are planned already do not leave once a switch is thrown, nor while cases are only practised on. (R5.9, R5.10)</summary>
public class HeldMessageTests
{
    private static readonly Caller Chief = new("chief", [Roles.Compliance], Roles.Compliance);

    private readonly ContactWorld _world = new();

    [Fact]
    public async Task Of_fifty_messages_in_the_queue_none_leaves_another_process_a_minute_after_the_switch()
    {
        var elsewhere = new ManualClock();
        var there = _world.SenderOver(_world.Store.Tables, new Restraints(_world.StopsOver(_world.Store.Tables, elsewhere), _world.Bank));
        var here = _world.StopsOver(_world.Store.Tables);
        var queue = new List<(CaseKey Key, SendContact Send)>();
        for (var n = 0; n < 50; n++) queue.Add(await PlannedAsync(n));
        await there.SendAsync(queue[0].Key, queue[0].Send.Contact, default);
        Assert.Single(_world.Provider.Messages);

        await here.SetAsync(new StopOrder("wrong amounts in the file"), "s1", "ben/supervisor", default);
        elsewhere.Now += TimeSpan.FromMinutes(1);
        foreach (var (key, send) in queue.Skip(1))
        {
            var before = (await _world.Store.Streams.LoadAsync(key, default))!;
            var wait = Assert.IsType<Wait>(await there.SendAsync(key, send.Contact, default));
            Assert.Equal(EmergencyStops.Because, wait.Because);
            Assert.InRange(wait.Until, _world.Store.Clock.GetUtcNow().AddMinutes(5), _world.Store.Clock.GetUtcNow().AddMinutes(10));
            var after = (await _world.Store.Streams.LoadAsync(key, default))!;
            Assert.Equal((before.State.Version, wait.Until), (after.State.Version, after.Due));
            Assert.Empty((await _world.Ledger.LoadAsync(after.State.Debtor, default)).Entries);
        }

        Assert.Single(_world.Provider.Messages);
        await here.LiftAsync("s1", "the file was replaced", Chief, default);
        elsewhere.Now += TimeSpan.FromMinutes(1);
        foreach (var (key, send) in queue) await there.SendAsync(key, send.Contact, default);
        Assert.Equal(50, _world.Provider.Messages.Count);
    }

    [Fact]
    public async Task A_switch_thrown_at_any_storage_call_before_the_last_look_holds_the_message()
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            var send = await world.PlannedAsync();
            var thrown = new InterruptedTransport(world.Store.Storage, at, () => world.StopsOver(world.Store.Tables).SetAsync(new StopOrder("flood"), "s1", "ben/supervisor", default));
            var stops = new Restraints(world.StopsOver(thrown.Tables(), new RestlessClock()), world.Bank);
            await world.SenderOver(thrown.Tables(), stops).SendAsync(Given.Key, send.Contact, default);
            if (world.Provider.Messages.Count == 1)
            {
                Assert.True(at > 12, $"Sent although the switch was thrown at storage call {at}.");
                return;
            }

            Assert.Empty((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
        }
    }

    [Fact]
    public async Task A_message_that_waits_over_days_gives_way_to_the_latest_and_what_the_case_stops_is_resolved_meanwhile()
    {
        var send = await _world.PlannedAsync();
        await _world.StopsOver(_world.Store.Tables).SetAsync(new StopOrder("flood"), "s1", "ben/supervisor", default);
        Assert.IsType<Wait>(await _world.SendAsync(send.Contact));
        _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-03 12:30:00"));
        var again = Assert.IsType<SendContact>(await _world.SendAsync(send.Contact));
        Assert.NotEqual(send.Contact, again.Contact);
        Assert.IsType<Wait>(await _world.SendAsync(again.Contact));
        await _world.RecordAsync(new PaymentReceived("p1", Given.Cny(5_000), new DateOnly(2026, 3, 3), "transfer", "bus"));
        await _world.SendAsync(again.Contact);
        Assert.Null((await _world.StateAsync()).Contacts.Open);
        Assert.Empty(_world.Provider.Messages);
    }

    [Fact]
    public async Task In_shadow_mode_everything_is_decided_and_recorded_and_nothing_is_sent()
    {
        var send = await _world.PlannedAsync();
        _world.Bank.Shadow = new ShadowMode { Products = [Product.CreditCard] };
        Assert.IsType<Wait>(await _world.SendAsync(send.Contact));
        Assert.Empty(_world.Provider.Messages);
        Assert.Equal(new ContactCompleted(send.Contact, SendOutcome.Shadow), Assert.Single((await _world.FactsAsync()).OfType<ContactCompleted>()));
        Assert.Empty((await _world.FactsAsync()).OfType<SendStarted>());
        var hold = (await _world.Ledger.FindAsync(ContactWorld.Debtor, send.Contact, default))!;
        Assert.Equal((ContactState.Shadow, VerdictOutcome.Allowed), (hold.State, hold.Record.Verdict.Outcome));
        Assert.NotNull(hold.Record.TextHash);
        Assert.Equal(EntryResult.Sent, Assert.Single((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries).Result);

        // What was practised is not sent when practice ends.
        _world.Bank.Shadow = null;
        await _world.SendAsync(send.Contact);
        Assert.Empty(_world.Provider.Messages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_storage_call_of_a_practised_message_sends_nothing_and_resolves_it(bool after)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            var send = await world.PlannedAsync();
            world.Bank.Shadow = new ShadowMode { All = true };
            var crash = new CrashingTransport(world.Store.Storage, at, after);
            var crashed = await Xunit.Record.ExceptionAsync(() => world.SenderOver(crash.Tables()).SendAsync(Given.Key, send.Contact, default)) is CrashException;
            await world.SendAsync(send.Contact);
            Assert.Empty(world.Provider.Messages);
            Assert.Equal(SendOutcome.Shadow, Assert.Single((await world.FactsAsync()).OfType<ContactCompleted>()).Outcome);
            if (crashed) continue;
            Assert.True(at > 6, "The protocol has more calls than that.");
            return;
        }
    }

    private async Task<(CaseKey Key, SendContact Send)> PlannedAsync(int n)
    {
        var opened = Given.Opening() with
        {
            Key = new CaseKey($"{n:x2}23456789abcdef0123456789abcdef"),
            Account = new AccountKey($"{n:x2}000000000000000000000000000000"),
            Debtor = new DebtorKey($"{n:x2}d00000000000000000000000000000"),
        };
        await _world.Profiles.SaveAsync(
            opened.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone($"199{n:00000000}", PhoneKind.Mobile)] }, default);
        await _world.Store.Commands.OpenAsync(opened, "open", "system", default);
        _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 12:30:00"));
        return (opened.Key, Assert.IsType<SendContact>(await _world.AdvanceAsync(opened.Key)));
    }

    /// <summary>Technical time that runs half a minute at each look: every question reads the switches anew.</summary>
    private sealed class RestlessClock : TimeProvider
    {
        private DateTimeOffset now = Given.Start;

        public override DateTimeOffset GetUtcNow() => now += EmergencyStops.Kept;
    }
}
