using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;

namespace Collections.Functions.Tests.Cases;

/// <summary>The invariants "Append", "Chain", "Wakes" and "Outbox" of the case store.</summary>
public class TableCaseStreamsTests
{
    private readonly CaseStore _store = new();

    private static PaymentReceived Paid(int n) => new($"p{n}", Given.Cny(1), new DateOnly(2026, 3, 2), "transfer", "bus");

    [Fact]
    public async Task What_is_appended_is_read_back_in_order()
    {
        var head = await _store.OpenAsync();
        head = await _store.Streams.AppendAsync(Given.Key, head, "c1", "system", [Paid(1), Paid(2)], default);
        var facts = await _store.Streams.ReadAsync(Given.Key, 1, head.State.Version, default);
        Assert.Equal([1, 2, 3], facts.Select(fact => fact.Sequence));
        Assert.Equal(head.State.Version, (await _store.Streams.LoadAsync(Given.Key, default))!.State.Version);
        Assert.Equal(Given.Cny(4_998), head.State.Overdue);
    }

    [Fact]
    public async Task A_command_is_recorded_once_however_often_it_comes()
    {
        var head = await _store.OpenAsync();
        var first = await _store.Streams.AppendAsync(Given.Key, head, "c1", "system", [Paid(1)], default);
        var again = await _store.Streams.AppendAsync(Given.Key, head, "c1", "system", [Paid(1)], default);
        Assert.Equal(first.State.Version, again.State.Version);
        var result = await _store.Commands.ExecuteAsync(Given.Key, "c1", "system", _ => [Paid(1)], default);
        Assert.Equal(first.State.Version, result.State.Version);
    }

    [Fact]
    public async Task A_stream_that_has_moved_on_refuses_the_append()
    {
        var head = await _store.OpenAsync();
        await _store.Streams.AppendAsync(Given.Key, head, "c1", "system", [Paid(1)], default);
        await Assert.ThrowsAsync<StreamConflictException>(() => _store.Streams.AppendAsync(Given.Key, head, "c2", "system", [Paid(2)], default));
        await Assert.ThrowsAsync<StreamConflictException>(() => _store.Streams.AppendAsync(Given.Key, null, "c3", "system", [Given.Opening()], default));
    }

    [Fact]
    public async Task Racing_commands_are_all_recorded_once()
    {
        await _store.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 12).SelectMany(n => new[] { n, n }).Select(n =>
            Task.Run(() => _store.Commands.ExecuteAsync(Given.Key, $"pay-{n}", "system", _ => [Paid(n)], default))));
        var head = (await _store.Streams.LoadAsync(Given.Key, default))!;
        Assert.Equal(13, head.State.Version);
        Assert.Equal(12, head.State.Balance.Payments.Select(payment => payment.Id).Distinct().Count());
    }

    [Fact]
    public async Task Each_fact_is_chained_to_the_one_before_over_its_stored_bytes()
    {
        var head = await _store.OpenAsync();
        head = await _store.Streams.AppendAsync(Given.Key, head, "c1", "system", [Paid(1), Paid(2)], default);
        byte[] previous = [];
        foreach (var row in await _store.Streams.ReadRowsAsync(Given.Key, 1, 3, default))
        {
            var number = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(number, row.Sequence);
            previous = SHA256.HashData([.. previous, .. Encoding.ASCII.GetBytes(Given.Key.Value), .. number, .. row.Body]);
            Assert.Equal(previous, row.Hash);
        }

        Assert.Equal(previous, head.Hash);
    }

    [Fact]
    public async Task A_case_that_is_due_has_a_wake_and_a_closed_one_has_none()
    {
        var head = await _store.OpenAsync();
        Assert.Equal([head.Wake], (await _store.RowsAsync("Wakes")).Select(row => row.PartitionKey));
        await _store.Streams.AppendAsync(Given.Key, head, "c", "system", [new CaseClosed(ClosingReason.Cured), new PaymentReceived("p", Given.Cny(5_000), new DateOnly(2026, 3, 2), "t", "bus")], default);
        Assert.Empty(await _store.RowsAsync("Wakes"));
    }

    [Fact]
    public async Task What_the_bus_did_not_take_is_sent_by_the_sweeper_with_the_same_id()
    {
        var head = await _store.OpenAsync();
        _store.Sent.Clear();
        _store.BusIsDown = true;
        await _store.Streams.AppendAsync(Given.Key, head, "c1", "system", [Paid(1)], default);
        Assert.Equal(2, (await _store.Streams.LoadAsync(Given.Key, default))!.State.Version);
        Assert.Empty(_store.Sent);
        _store.BusIsDown = false;
        _store.Clock.AdvanceTo(Given.Start.AddMinutes(30));
        await _store.Sweeper.RunAsync(default);
        Assert.Equal([$"{Given.Key.Value}-2"], _store.Sent);
        Assert.DoesNotContain(await _store.RowsAsync("Cases"), row => row.RowKey.Contains("|o", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_sweeper_wakes_a_case_that_is_due_and_has_not_moved()
    {
        await _store.OpenAsync();
        _store.Nudged.Clear();
        Assert.Equal(0, await _store.Sweeper.RunAsync(default));
        _store.Clock.AdvanceTo(Given.Start.AddMinutes(15));
        Assert.Equal(1, await _store.Sweeper.RunAsync(default));
        Assert.Equal((Given.Key.Value, long.MaxValue), Assert.Single(_store.Nudged));
        Assert.NotEmpty(await _store.RowsAsync("Wakes"));
    }

    [Fact]
    public async Task The_sweeper_starts_what_is_dead_even_where_events_to_the_dead_vanish()
    {
        await _store.OpenAsync();
        _store.IsAlive = false;
        _store.Clock.AdvanceTo(Given.Start.AddMinutes(15));
        Assert.Equal(1, await _store.Sweeper.RunAsync(default));
        Assert.Equal(Given.Key.Value, Assert.Single(_store.Started));
    }

    [Fact]
    public async Task A_wake_left_behind_goes_once_its_case_has_moved_on()
    {
        var head = await _store.OpenAsync();
        await _store.Wakes.WriteAsync(Given.Key, Wakes.PartitionOf(Given.Key, Given.Start.AddHours(-2)), default);
        await _store.Streams.RearmAsync(head, Given.Start.AddDays(3), default);
        _store.Clock.AdvanceTo(Given.Start.AddMinutes(15));
        Assert.Equal(0, await _store.Sweeper.RunAsync(default));
        Assert.Equal([Wakes.PartitionOf(Given.Key, Given.Start.AddDays(3))], (await _store.RowsAsync("Wakes")).Select(row => row.PartitionKey));
    }

    [Fact]
    public async Task A_case_that_waited_and_is_done_for_good_is_swept_no_more()
    {
        var head = await _store.OpenAsync();
        await _store.Streams.AppendAsync(
            Given.Key, head, "close", "system",
            [new CaseClosed(ClosingReason.Sold), new TaskOpened("reply-1", TaskKind.Reply, Line.First, Given.Start.AddDays(1), "reply")], default);
        Assert.Single(await _store.RowsAsync("Wakes"));
        await _store.Streams.AppendAsync(Given.Key, await _store.Streams.LoadAsync(Given.Key, default), "late", "system", [new TaskEscalated("reply-1")], default);

        // As it would be had the time alone passed: due, with nothing to do.
        await _store.Streams.RearmAsync((await _store.Streams.LoadAsync(Given.Key, default))!, Given.Start.AddHours(1), default);
        _store.Clock.AdvanceTo(Given.Start.AddDays(2));
        var advance = new CaseAdvance(_store.Streams, _store.Rules, new NoPayments(), new NoNews(), _store.Clock);
        Assert.IsType<Done>(await advance.NextAsync(Given.Key, default));
        Assert.Null((await _store.Streams.LoadAsync(Given.Key, default))!.Due);
        Assert.Empty(await _store.RowsAsync("Wakes"));
        Assert.Equal(0, await _store.Sweeper.RunAsync(default));
    }

    private sealed class NoPayments : IPaymentsWatermark
    {
        public Task<DateOnly?> ThroughAsync(string institution, CancellationToken cancellation) => Task.FromResult<DateOnly?>(null);
    }

    private sealed class NoNews : ICurrentBalances
    {
        public Task<BalanceUpdated?> NewerAsync(CaseState state, CancellationToken cancellation) => Task.FromResult<BalanceUpdated?>(null);
    }

    [Fact]
    public async Task The_wake_of_an_append_that_never_came_goes_after_an_hour()
    {
        await _store.Wakes.WriteAsync(Given.Key, Wakes.PartitionOf(Given.Key, Given.Start), default);
        _store.Clock.AdvanceTo(Given.Start.AddMinutes(30));
        await _store.Sweeper.RunAsync(default);
        Assert.Single(await _store.RowsAsync("Wakes"));
        _store.Clock.AdvanceTo(Given.Start.AddHours(2));
        await _store.Sweeper.RunAsync(default);
        Assert.Empty(await _store.RowsAsync("Wakes"));
    }

    [Fact]
    public async Task A_large_state_is_kept_compressed_over_several_properties()
    {
        var head = await _store.OpenAsync();
        for (var n = 0; n < 90; n++) head = await _store.Streams.AppendAsync(Given.Key, head, $"c{n}", "system", [Paid(n)], default);
        var loaded = (await _store.Streams.LoadAsync(Given.Key, default))!;
        Assert.Equal(90, loaded.State.Balance.Payments.Count);
        Assert.Contains(await _store.RowsAsync("Cases"), row => row.GetBoolean("Compressed") == true);
    }
}
