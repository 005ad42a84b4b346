using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Contact;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.Functions.Tests.Cases;

/// <summary>Storage or bus are away for a moment, at any call: what was said is recorded once, told, and found again.</summary>
public class OutageTests
{
    private static readonly Fact[] Paid = [new PaymentReceived("p1", Given.Cny(1), new DateOnly(2026, 3, 2), "transfer", "bus")];

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(OutageTransport.Seen, false)]
    [InlineData(OutageTransport.Seen, true)]
    public async Task An_outage_at_any_storage_call_loses_and_doubles_nothing(int length, bool after)
    {
        for (var at = 1; ; at++)
        {
            var store = new CaseStore();
            await store.OpenAsync();
            store.Sent.Clear();
            var outage = new OutageTransport(store.Storage, at, length, after);
            var commands = CommandsOver(store, outage.Tables());
            var failed = await Xunit.Record.ExceptionAsync(() => commands.ExecuteAsync(Given.Key, "pay", "system", _ => Paid, default));
            Assert.True(failed is null || (length > 1 && Outage.Is(failed)), $"Call {at}: {failed}");
            if (failed is not null) await commands.ExecuteAsync(Given.Key, "pay", "system", _ => Paid, default);

            Assert.Equal(2, (await store.Streams.LoadAsync(Given.Key, default))!.State.Version);
            await store.Commands.ExecuteAsync(Given.Key, "note", "system", _ => [new StageEntered(Stage.Negotiation, "test")], default);
            await AssertToldAsync(store, 2, 3);
            if (outage.Came) continue;
            Assert.True(at > 4, "An append has more calls than that.");
            return;
        }
    }

    [Fact]
    public async Task What_the_bus_did_not_take_goes_out_with_the_next_append_in_order()
    {
        var store = new CaseStore();
        await store.OpenAsync();
        store.Sent.Clear();
        store.BusIsDown = true;
        await store.Commands.ExecuteAsync(Given.Key, "pay", "system", _ => Paid, default);
        await store.Commands.ExecuteAsync(Given.Key, "note", "system", _ => [new StageEntered(Stage.Negotiation, "test")], default);
        Assert.Empty(store.Sent);
        store.BusIsDown = false;
        await store.Commands.ExecuteAsync(Given.Key, "score", "system", _ => [new SendStarted("c")], default);
        Assert.Equal([$"{Given.Key.Value}-2", $"{Given.Key.Value}-3"], store.Sent);
    }

    [Fact]
    public async Task A_sweep_goes_past_a_case_that_cannot_be_helped_and_a_bus_that_is_down()
    {
        var store = new CaseStore();
        await store.OpenAsync();
        var broken = new CaseKey("00000000000000000000000000000000");
        await (await store.Tables.GetAsync("Cases", default)).AddEntityAsync(new Azure.Data.Tables.TableEntity(broken.Value, $"{broken.Value}|h") { ["Version"] = 1L });
        await store.Wakes.WriteAsync(broken, Wakes.PartitionOf(broken, Given.Start.AddHours(-1)), default);
        store.BusIsDown = true;
        await store.Commands.ExecuteAsync(Given.Key, "pay", "system", _ => Paid, default);
        store.Nudged.Clear();
        store.Clock.AdvanceTo(Given.Start.AddMinutes(15));
        Assert.Equal(1, await store.Sweeper.RunAsync(default));
        Assert.Equal(Given.Key.Value, Assert.Single(store.Nudged).Instance);
    }

    [Fact]
    public async Task A_sweep_that_finds_storage_away_ends_early()
    {
        var store = new CaseStore();
        for (var n = 0; n < 50; n++) await store.Wakes.WriteAsync(new CaseKey($"{n:D32}"), Wakes.PartitionOf(new CaseKey($"{n:D32}"), Given.Start.AddHours(-1)), default);
        var transport = new OutageTransport(store.Storage, 3, 1_000, after: false);
        var tables = transport.Tables();
        var sweeper = new Sweeper(new Wakes(tables), StreamsOver(store, tables), store.Outbox, store.Waker, store.Clients, store.Clock, NullLogger<Sweeper>.Instance);
        Assert.Equal(0, await sweeper.RunAsync(default));
        Assert.True(transport.Tries < 2 + (20 * OutageTransport.Seen), $"It asked {transport.Tries} times.");
    }

    private static async Task AssertToldAsync(CaseStore store, params int[] versions)
    {
        // Whoever comes by sends what could not be sent, and takes away what has lost its meaning.
        store.Clock.AdvanceTo(store.Clock.GetUtcNow().AddMinutes(30));
        await store.Sweeper.RunAsync(default);
        Assert.Equal(versions.Select(version => $"{Given.Key.Value}-{version}"), store.Sent.Distinct());
        Assert.DoesNotContain(await store.RowsAsync("Cases"), row => row.RowKey.Contains("|o", StringComparison.Ordinal));
        var head = (await store.Streams.LoadAsync(Given.Key, default))!;
        Assert.Contains(head.Wake, (await store.RowsAsync("Wakes")).Select(row => row.PartitionKey));
    }

    private static CaseCommands CommandsOver(CaseStore store, Tables tables) => new(StreamsOver(store, tables), store.Waker);

    private static TableCaseStreams StreamsOver(CaseStore store, Tables tables) => new(
        tables, new Wakes(tables), store.OutboxOver(tables), new Functions.Workbench.WorkIndex(tables), store.Rules, store.Clock, NullLogger<TableCaseStreams>.Instance);
}
