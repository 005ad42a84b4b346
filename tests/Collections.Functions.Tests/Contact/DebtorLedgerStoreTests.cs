using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Local.Host.Storage;

namespace Collections.Functions.Tests.Contact;

/// <summary>Judging and counting are one transaction.</summary>
public class DebtorLedgerStoreTests
{
    private readonly ContactWorld _world = new();

    public DebtorLedgerStoreTests() => _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 12:30:00"));

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public Task Contacts_that_race_over_eight_accounts_never_pass_a_cap(int cap) => RaceAsync(_world.Store.Tables, cap);

    [Fact]
    public async Task Nor_do_they_over_the_real_protocol_of_table_storage()
    {
        await using var azurite = await AzuriteProcess.StartAsync();
        await RaceAsync(new Tables(new TableServiceClient(azurite.ConnectionString)), cap: 3);
    }

    [Fact]
    public async Task The_same_contact_is_judged_once()
    {
        var request = Requests.Sms("c1", "a1", _world);
        var first = await _world.Ledger.ReserveAsync(request, default);
        _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 23:00:00"));
        var again = await _world.Ledger.ReserveAsync(request, default);
        Assert.Equal((ContactState.Reserved, first.Record.At), (again.State, again.Record.At));
        Assert.Equal(first.Record.Verdict.Reasons, again.Record.Verdict.Reasons);
        Assert.Single((await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries);
    }

    [Fact]
    public async Task A_released_contact_frees_its_place()
    {
        var hold = await _world.Ledger.ReserveAsync(Requests.Sms("c1", "a1", _world), default);
        await _world.Ledger.ReleaseAsync(hold, "test", default);
        Assert.Equal(ContactState.Reserved, (await _world.Ledger.ReserveAsync(Requests.Sms("c2", "a2", _world), default)).State);
    }

    [Fact]
    public async Task A_reservation_that_is_used_outside_its_window_is_released_instead()
    {
        var request = Requests.Sms("c1", "a1", _world);
        var hold = await _world.Ledger.ReserveAsync(request, default);
        _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 20:30:00"));
        var (after, won) = await _world.Ledger.StartSendingAsync(hold, request, new SentText("hash", "t"), default);
        Assert.Equal((ContactState.Released, false), (after.State, won));
    }

    [Fact]
    public async Task What_no_rule_can_see_any_more_is_dropped()
    {
        foreach (var (contact, day) in new[] { ("c1", "2026-03-02"), ("c2", "2026-03-04"), ("c3", "2026-03-06"), ("c4", "2026-03-30") })
        {
            _world.Store.Clock.AdvanceTo(Ledgers.At($"{day} 13:00:00"));
            Assert.Equal(ContactState.Reserved, (await _world.Ledger.ReserveAsync(Requests.Sms(contact, "a1", _world), default)).State);
        }

        Assert.Equal(["c4"], (await _world.Ledger.LoadAsync(ContactWorld.Debtor, default)).Entries.Select(entry => entry.Contact));
    }

    [Fact]
    public async Task A_number_that_is_wrong_is_passed_over_and_never_used_alone()
    {
        var other = _world.Profiles.PhoneHash("19900000002");
        var request = Requests.Of("c1", Channel.Call, "a1", _world);
        request = request with { Phones = [.. request.Phones, other] };
        var hold = await _world.Ledger.ReserveAsync(request, default);
        await _world.Ledger.ReportAsync(hold, EntryResult.Answered, wrongNumber: true, "k", default);
        _world.Store.Clock.AdvanceTo(Ledgers.At("2026-03-03 12:30:00"));
        Assert.Equal(other, (await _world.Ledger.ReserveAsync(request with { Contact = "c2" }, default)).Record.Phone);
        var alone = await _world.Ledger.ReserveAsync(Requests.Sms("c3", "a1", _world), default);
        Assert.Equal((ContactState.Forbidden, ContactGate.InvalidPhone), (alone.State, alone.Record.Verdict.Rule));
    }

    private async Task RaceAsync(Tables tables, int cap)
    {
        var rule = new CounterRule { Id = "cap", Source = "test", Status = RuleStatus.House, Counting = Counted.Attempts, Per = CountedPer.Debtor, Maximum = cap, CalendarDays = 1 };
        var ledger = _world.LedgerOver(tables, Ledgers.Pack(rule));
        var holds = await Task.WhenAll(Enumerable.Range(0, 64).Select(n =>
            Task.Run(() => ledger.ReserveAsync(Requests.Of($"c{n}", n % 2 == 0 ? Channel.Sms : Channel.Call, $"account-{n % 8}", _world), default))));
        Assert.Equal(cap, holds.Count(hold => hold.State == ContactState.Reserved));
        Assert.Equal(64 - cap, holds.Count(hold => hold.State == ContactState.Deferred));
        Assert.Equal(cap, (await ledger.LoadAsync(ContactWorld.Debtor, default)).Entries.Count);
    }
}
