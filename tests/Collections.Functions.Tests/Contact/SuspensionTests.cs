using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>What stands in two places is the stricter of both after a crash, and the same command completes it.</summary>
public class SuspensionTests
{
    private static readonly Caller Sue = new("sue", [Roles.Supervisor], Roles.Supervisor);

    private readonly ContactWorld _world = new();

    [Fact]
    public void A_suspended_case_waits_without_spinning_and_goes_on_when_it_ends()
    {
        var now = Ledgers.At("2026-03-02 12:30:00");
        var until = now.AddDays(10);
        var state = Given.Case(Given.Opening(40), (now, new SuspensionSet("s1", "Dispute", false, until, null)));
        Assert.Equal((SuspensionProgress.Because, until), Assert.IsType<Wait>(state.Settle(now).Step) is var wait ? (wait.Because, wait.Until) : default);
        Assert.IsType<SendContact>(state.Settle(until).Step);
        Assert.IsType<SendContact>(state.After(new SuspensionLifted("s1", null), now).Settle(now).Step);
        Assert.Equal(SuspensionProgress.Because, ContactStops.Reason(state, StrategyCatalog.Shipped.Get(state.Strategy), Purpose.Collection, WorkingCalendar.China, now));
        Assert.Null(ContactStops.Reason(state, StrategyCatalog.Shipped.Get(state.Strategy), Purpose.LegalNotice, WorkingCalendar.China, now));
    }

    [Fact]
    public void A_case_under_two_suspensions_goes_on_after_both()
    {
        var now = Ledgers.At("2026-03-02 12:30:00");
        var state = Given.Case(Given.Opening(40), (now, new SuspensionSet("s1", "Dispute", false, now.AddDays(2), null)), (now, new SuspensionSet("s2", "Court", true, null, null)));
        Assert.Equal(now.AddDays(2), Assert.IsType<Wait>(state.Settle(now).Step).Until);
        Assert.Equal(SuspensionProgress.Because, Assert.IsType<Wait>(state.Settle(now.AddDays(3)).Step).Because);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_while_it_is_set_leaves_the_debtor_suspended_and_the_same_command_completes_it(bool after)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            await world.OpenAsync(Given.Opening(40));
            var order = new Posted<SuspensionOrder>(new SuspensionOrder(SuspensionKind.Dispute, "denies it"), Sue, "set-1");
            var crash = new CrashingTransport(world.Store.Storage, at, after);
            var crashed = await Xunit.Record.ExceptionAsync(() => world.SuspensionsOver(crash.Tables()).SetAsync(Given.Key, order, default)) is CrashException;
            var (ledger, state) = (await world.Ledger.LoadAsync(ContactWorld.Debtor, default), await world.StateAsync());
            Assert.True(state.Suspensions.Open.Count <= ledger.Suspensions.Count, $"The case tells of a suspension that does not bind, after a crash at call {at}.");
            await world.SuspensionsOver(world.Store.Tables).SetAsync(Given.Key, order, default);
            Assert.Single((await world.StateAsync()).Suspensions.Open);
            Assert.Single((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Suspensions);
            if (crashed) continue;
            Assert.True(at > 5, "Setting takes more calls than that.");
            return;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_while_it_is_lifted_never_frees_a_debtor_whose_case_still_tells_of_it(bool after)
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            await world.OpenAsync(Given.Opening(40));
            var order = new Posted<SuspensionOrder>(new SuspensionOrder(SuspensionKind.Dispute, "denies it"), Sue, "set-1");
            var id = (await world.SuspensionsOver(world.Store.Tables).SetAsync(Given.Key, order, default)).Suspensions[0].Id;
            var end = new Posted<SuspensionEnd>(new SuspensionEnd("settled"), Sue, "end-1");
            var crash = new CrashingTransport(world.Store.Storage, at, after);
            var crashed = await Xunit.Record.ExceptionAsync(() => world.SuspensionsOver(crash.Tables()).LiftAsync(Given.Key, id, end, default)) is CrashException;
            var holds = (await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Suspensions[0].Until is null;
            Assert.True(holds || (await world.StateAsync()).Suspensions.Open.Count == 0, $"Freed before the case tells of it, after a crash at call {at}.");
            await world.SuspensionsOver(world.Store.Tables).LiftAsync(Given.Key, id, end, default);
            Assert.Empty((await world.StateAsync()).Suspensions.Open);
            Assert.NotNull((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Suspensions[0].Until);
            if (crashed) continue;
            Assert.True(at > 5, "Lifting takes more calls than that.");
            return;
        }
    }

    [Fact]
    public async Task A_crash_while_a_consent_is_given_leaves_no_consent_that_nobody_tells_of()
    {
        for (var at = 1; ; at++)
        {
            var world = new ContactWorld();
            await world.OpenAsync(Given.Opening(40));
            var order = new Posted<ConsentOrder>(new ConsentOrder("21:00-22:00", Ledgers.At("2026-03-09 00:00:00"), "call-1"), Sue, "consent-1");
            var crash = new CrashingTransport(world.Store.Storage, at, after: true);
            var crashed = await Xunit.Record.ExceptionAsync(() => world.ConsentsOver(crash.Tables()).GiveAsync(Given.Key, order, default)) is CrashException;
            var told = (await world.FactsAsync()).OfType<ConsentGiven>().Any();
            Assert.True(told || (await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Consents.Count == 0, $"A consent without a fact after a crash at call {at}.");
            await world.ConsentsOver(world.Store.Tables).GiveAsync(Given.Key, order, default);
            Assert.Single((await world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Consents);
            Assert.Single((await world.FactsAsync()).OfType<ConsentGiven>());
            if (crashed) continue;
            Assert.True(at > 4, "Giving takes more calls than that.");
            return;
        }
    }

    [Fact]
    public async Task One_that_holds_for_all_accounts_is_ended_from_any_of_them()
    {
        await _world.OpenAsync(Given.Opening(40));
        var other = Given.Opening(40) with { Key = new CaseKey("f123456789abcdef0123456789abcdef"), Account = new AccountKey("b0000000000000000000000000000000") };
        await _world.Store.Commands.OpenAsync(other, "open", "system", default);
        var suspensions = _world.SuspensionsOver(_world.Store.Tables);
        var planned = Assert.IsType<SendContact>(await _world.AdvanceAsync(other.Key));
        await _world.SenderOver(_world.Store.Tables).SendAsync(other.Key, planned.Contact, default);
        var set = await suspensions.SetAsync(Given.Key, new Posted<SuspensionOrder>(new SuspensionOrder(SuspensionKind.Dispute, "all of it", SuspensionScope.Debtor), Sue, "set-1"), default);
        Assert.True(Assert.Single(await suspensions.ListAsync(other.Key, withKinds: true, default)).Holds);
        Assert.Equal(SuspensionProgress.Because, Assert.IsType<Wait>(await _world.AdvanceAsync(other.Key)).Because);
        await suspensions.LiftAsync(other.Key, set.Suspensions[0].Id, new Posted<SuspensionEnd>(new SuspensionEnd("settled"), Sue, "end-1"), default);
        Assert.False(Assert.Single(await suspensions.ListAsync(other.Key, withKinds: true, default)).Holds);
        Assert.Empty((await _world.StateAsync()).Suspensions.Open);
        Assert.NotEqual(SuspensionProgress.Because, Assert.IsType<Wait>(await _world.AdvanceAsync(other.Key)).Because);
    }
}
