using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Contact;
using Collections.Functions.Workbench;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.Functions.Tests.Cases;

/// <summary>A head that another version of the program wrote is folded anew from the facts, once, and nothing that they tell is lost. (Invariant "State")</summary>
public class HeadRefoldingTests
{
    private readonly CaseStore _store = new();

    [Theory]
    [InlineData("plans")]
    [InlineData("contacts")]
    [InlineData("limitation")]
    [InlineData("balance")]
    public async Task What_an_earlier_version_did_not_keep_is_told_by_the_facts(string lacking)
    {
        var before = await LivedAsync();
        await WriteAsEarlierAsync(state => state.Remove(lacking));
        Assert.Equal(Json(before.State), Json((await _store.Streams.LoadAsync(Given.Key, default))!.State));
    }

    [Fact]
    public async Task It_is_done_once_and_the_case_goes_on_from_there()
    {
        var before = await LivedAsync();
        await WriteAsEarlierAsync(state => state.Remove("plans"));
        var read = new CountingTransport(_store.Storage);
        var streams = StreamsOver(read.Tables());
        await streams.LoadAsync(Given.Key, default);
        Assert.Contains(read.Answers, HasFacts);
        read.Answers.Clear();
        var head = (await streams.LoadAsync(Given.Key, default))!;
        Assert.DoesNotContain(read.Answers, HasFacts);
        Assert.Equal((before.Due, before.State.Version), (head.Due, head.State.Version));
        Assert.Equal(before.Hash, head.Hash);
        var appended = await streams.AppendAsync(Given.Key, head, "after", "system", [new PaymentReceived("p9", Given.Cny(1), new DateOnly(2026, 3, 2), "t", "bus")], default);
        Assert.Equal(before.State.Version + 1, appended.State.Version);
        Assert.NotNull(appended.State.Plans.Open);
    }

    [Fact]
    public async Task What_the_new_code_makes_due_earlier_has_its_wake()
    {
        await LivedAsync();
        var late = Given.Start.AddDays(900);
        await WriteAsEarlierAsync(_ => { }, late);
        foreach (var row in await _store.RowsAsync("Wakes")) await _store.Wakes.DeleteAsync(Given.Key, row.PartitionKey, default);
        var head = (await _store.Streams.LoadAsync(Given.Key, default))!;
        Assert.True(head.Due < late);
        Assert.Equal(head.Wake, Assert.Single(await _store.RowsAsync("Wakes")).PartitionKey);
    }

    [Fact]
    public async Task Whatever_happens_meanwhile_is_not_lost()
    {
        for (var at = 1; ; at++)
        {
            var store = new CaseStore();
            await LivedAsync(store);
            await WriteAsEarlierAsync(state => state.Remove("plans"), store: store);
            var meanwhile = new InterruptedTransport(store.Storage, at, () => store.Commands.ExecuteAsync(
                Given.Key, "meanwhile", "system", _ => [new PaymentReceived("p9", Given.Cny(7), new DateOnly(2026, 3, 2), "t", "bus")], default));
            var head = (await StreamsOver(meanwhile.Tables(), store).LoadAsync(Given.Key, default))!;
            if (!meanwhile.Interrupted)
            {
                Assert.True(at > 3, "Folding anew takes more calls than that.");
                return;
            }

            var now = (await store.Streams.LoadAsync(Given.Key, default))!;
            Assert.Contains(now.State.Balance.Payments, payment => payment.Id == "p9");
            Assert.NotNull(now.State.Plans.Open);
            Assert.True(head.State.Version == now.State.Version || head.Version != now.Version, "An old state passes for the present one.");
        }
    }

    [Fact]
    public void A_shape_is_another_one_when_anything_is_added_at_any_depth()
    {
        Assert.NotEqual(StateShape.Of(typeof(One)), StateShape.Of(typeof(Two)));
        Assert.NotEqual(StateShape.Of(typeof(Holder<One>)), StateShape.Of(typeof(Holder<Two>)));
        Assert.Equal(StateShape.Of(typeof(CaseState)), StateShape.Of(typeof(CaseState)));
    }

    private sealed record One(int A);

    private sealed record Two(int A, int? B);

    private sealed record Holder<T>(IReadOnlyList<T> Items);

    private Task<CaseHead> LivedAsync() => LivedAsync(_store);

    private static async Task<CaseHead> LivedAsync(CaseStore store)
    {
        var head = await store.OpenAsync();
        head = await store.Streams.AppendAsync(Given.Key, head, "c1", "system", [new PaymentReceived("p1", Given.Cny(5), new DateOnly(2026, 3, 2), "t", "bus")], default);
        head = await store.Streams.AppendAsync(
            Given.Key, head, "c2", "system",
            [new PlanTakenOver("plan-1", new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1), [new Instalment(1, new DateOnly(2026, 3, 20), Given.Cny(100))], "test"), new TaskOpened("review-1", TaskKind.Review, Line.First, Given.Start.AddDays(3), "test")], default);
        return (await store.Streams.LoadAsync(Given.Key, default))!;
    }

    /// <summary>Rewrites the head as code had it that knew less.</summary>
    private async Task WriteAsEarlierAsync(Action<JsonObject> forget, DateTimeOffset? due = null, CaseStore? store = null)
    {
        var table = await (store ?? _store).Tables.GetAsync("Cases", default);
        var row = (await table.GetEntityAsync<TableEntity>(Given.Key.Value, $"{Given.Key.Value}|h")).Value;
        var state = JsonNode.Parse(row.GetBinary("State0"))!.AsObject();
        var members = state.Count;
        forget(state);
        Assert.True(due is not null || state.Count < members);
        row["State0"] = JsonSerializer.SerializeToUtf8Bytes(state);
        row.Remove("Shape");
        if (due is { } at) row["Due"] = at;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }

    private TableCaseStreams StreamsOver(Tables tables, CaseStore? store = null) => new(
        tables, new Wakes(tables), (store ?? _store).OutboxOver(tables), new WorkIndex(tables), (store ?? _store).Rules, (store ?? _store).Clock, NullLogger<TableCaseStreams>.Instance);

    private static bool HasFacts(string answer) => answer.Contains("\"Body\"", StringComparison.Ordinal);

    private static string Json(CaseState state) => JsonSerializer.Serialize(state, CollectionsJson.Stored);
}
