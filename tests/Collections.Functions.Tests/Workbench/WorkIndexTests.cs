using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using FsCheck;
using FsCheck.Fluent;

namespace Collections.Functions.Tests.Workbench;

/// <summary>The work index is a function of the cases' states, however it was reached.</summary>
public class WorkIndexTests
{
    /// <summary>What may happen to a case, as functions of the state it happens to.</summary>
    private static readonly Func<CaseState, int, Fact>[] Happenings =
    [
        (state, n) => new TaskOpened($"call-{state.Version + 1}", TaskKind.Call, (Line)(n % 4), At(n), "test"),
        (state, n) => new TaskOpened($"review-{state.Version + 1}", TaskKind.Review, Line.First, At(n), "test"),
        (state, n) => new TaskOpened($"visit-{state.Version + 1}", TaskKind.Visit, Line.Field, At(n), "test"),
        (state, n) => new TaskOpened($"letter-{state.Version + 1}", TaskKind.LawyersLetter, Line.Legal, At(n), "test"),
        (state, n) => new TaskClosed(Some(state.Tasks, n)?.Id ?? "none", "test"),
        (state, n) => new CallRecorded($"c-{n}", Some(state.Tasks, n)?.Id, At(0), CallOutcome.NoAnswer, 10),
        (state, n) => new VisitReported($"v-{n}", Some(state.Tasks, n)?.Id ?? "none", At(0), ["a", "b"], VisitOutcome.Absent),
        (state, n) => new LetterPosted($"l-{n}", Some(state.Tasks, n)?.Id ?? "none", new DateOnly(2026, 4, 1)),
        (state, n) => new ApprovalRequested(
            $"approval-{state.Version + 1}", ApprovalSubject.LegalHandoff, "system", [Roles.Supervisor, Roles.Legal], At(n), state.MaterialVersion, state.Overdue, 100, "test"),
        (state, n) => new ApprovalDecided(state.Approvals.Open?.Id ?? "none", n % 3 > 0, $"p{n}", n % 2 == 0 ? Roles.Supervisor : Roles.Legal),
        (state, _) => new ApprovalLapsed(state.Approvals.Open?.Id ?? "none", ApprovalLapsed.Deadline),
        (_, n) => new PaymentReceived($"pay-{n}", Given.Cny(n), new DateOnly(2026, 3, 2), "transfer", "bus"),
        (_, n) => new BalanceUpdated(Given.Position(60, 100 * (n + 1)), new RiskInputs(), ["overdue"], "i"),
        (_, n) => new RiskScored("s", n, (RiskLevel)(n % 3), []),
        (_, n) => new StageEntered((Stage)(n % 4), "test"),
        (_, n) => new LineChanged((Line)(n % 4), "test"),
        (_, _) => new CaseClosed(ClosingReason.Cured),
        (_, _) => new CaseReopened("test"),
    ];

    [Fact]
    public void Applying_every_change_gives_what_the_final_state_gives() =>
        Prop.ForAll(Histories(), history =>
        {
            var index = new Dictionary<(string, string), WorkItem>();
            CaseState? before = null;
            foreach (var state in Lives(history))
            {
                Apply(index, WorkIndex.Diff(before, state));
                before = state;
            }

            return Same(index, before!);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Changes_that_come_late_and_twice_do_no_harm() =>
        Prop.ForAll(Histories(), history =>
        {
            var lives = Lives(history).ToList();
            var last = lives[^1];
            List<IReadOnlyList<WorkChange>> changes = [.. lives.Select((state, at) => WorkIndex.Diff(at == 0 ? null : lives[at - 1], state))];
            var index = new Dictionary<(string, string), WorkItem>();
            foreach (var late in changes.Concat(changes.AsEnumerable().Reverse())) Apply(index, WorkIndex.StillTrue(late, last));
            return Same(index, last);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Work_that_is_listed_again_is_not_taken_off_by_one_who_comes_late()
    {
        var store = new CaseStore();
        var index = new WorkIndex(store.Tables);
        var open = Given.Case(Given.Opening(60)).After(new TaskOpened("call-2", TaskKind.Call, Line.First, At(1), "test"), At(0));
        var less = open.After(new BalanceUpdated(Given.Position(60, 900), new RiskInputs(), ["overdue"], "i"), At(0));
        var again = less.After(new BalanceUpdated(Given.Position(60, 5_000), new RiskInputs(), ["overdue"], "i"), At(0));
        await index.ApplyAsync(WorkIndex.Diff(null, open), default);

        // Two writers: the second lists the work where it stood before while the first has yet to take it off there.
        var (first, second) = (WorkIndex.Diff(open, less), WorkIndex.Diff(less, again));
        await index.ApplyAsync([.. first.Where(change => change.Item is not null)], default);
        await index.ApplyAsync([.. second.Where(change => change.Item is not null)], default);
        await index.ApplyAsync(WorkIndex.StillTrue([.. first.Where(change => change.Item is null)], less), default);
        await index.ApplyAsync(WorkIndex.StillTrue([.. second.Where(change => change.Item is null)], again), default);

        var row = Assert.Single((await index.ListAsync(WorkQueues.Calls(Line.First), null, 10, null, default)).Rows);
        Assert.Equal(Assert.Single(WorkIndex.Diff(null, again)).Row, row.Row);
    }

    [Fact]
    public async Task Work_that_is_listed_before_its_append_is_not_taken_off_by_a_list_that_looks_at_the_case_meanwhile()
    {
        var store = new CaseStore();
        var index = new WorkIndex(store.Tables);
        await store.OpenAsync();
        var before = (await store.Streams.LoadAsync(Given.Key, default))!.State;
        var coming = before.After(new TaskOpened("call-9", TaskKind.Call, Line.First, At(1), "test"), At(0));
        await index.ApplyAsync(WorkIndex.Diff(before, coming), default);

        await new Worklist(index, store.Streams, TimeProvider.System).ListAsync(WorkQueues.Calls(Line.First), null, 10, null, default);

        Assert.Contains((await index.ListAsync(WorkQueues.Calls(Line.First), null, 10, null, default)).Rows, row => row.Item!.Id == "call-9");
    }

    [Fact]
    public void Rows_sort_by_due_time_then_risk_then_amount()
    {
        CaseState Case(RiskLevel risk, decimal overdue, int due) => Given.Case(
            Given.Opening(60, overdue), (At(0), new RiskScored("s", 1, risk, [])), (At(0), new TaskOpened("call-1", TaskKind.Call, Line.First, At(due), "t")));
        string[] rows =
        [
            .. new[] { Case(RiskLevel.High, 50_000, 1), Case(RiskLevel.High, 900, 1), Case(RiskLevel.Medium, 90_000, 1), Case(RiskLevel.Low, 90_000, 1), Case(RiskLevel.High, 90_000, 2) }
                .Select(state => Assert.Single(WorkIndex.Diff(null, state)).Row),
        ];
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
    }

    [Fact]
    public void An_approval_stands_with_each_role_that_has_not_decided()
    {
        var open = Given.Case(Given.Opening(200)).After(Happenings[8](Given.Case(Given.Opening(200)), 1), At(0));
        Assert.Equal([WorkQueues.Approvals(Roles.Supervisor), WorkQueues.Approvals(Roles.Legal)], WorkIndex.Diff(null, open).Select(change => change.Queue));
        var half = open.After(new ApprovalDecided(open.Approvals.Open!.Id, true, "chief", Roles.Supervisor), At(0));
        var change = Assert.Single(WorkIndex.Diff(open, half));
        Assert.Equal((WorkQueues.Approvals(Roles.Supervisor), null), (change.Queue, change.Item));
    }

    private static DateTimeOffset At(int days) => Given.Start.AddDays(days);

    private static OpenTask? Some(IReadOnlyList<OpenTask> tasks, int n) => tasks.Count == 0 ? null : tasks[n % tasks.Count];

    private static Arbitrary<List<(int Kind, int N)>> Histories() =>
        Gen.Choose(0, Happenings.Length - 1).Zip(Gen.Choose(0, 50)).Select(pair => (pair.Item1, pair.Item2)).ListOf().Select(list => list.ToList()).ToArbitrary();

    private static IEnumerable<CaseState> Lives(List<(int Kind, int N)> history)
    {
        var state = Given.Case(Given.Opening(60));
        yield return state;
        foreach (var (kind, n) in history)
        {
            state = state.After(Happenings[kind](state, n), At(0));
            yield return state;
        }
    }

    private static void Apply(Dictionary<(string, string), WorkItem> index, IReadOnlyList<WorkChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Item is null) index.Remove((change.Queue, change.Row));
            else index[(change.Queue, change.Row)] = change.Item;
        }
    }

    private static bool Same(Dictionary<(string, string), WorkItem> index, CaseState state)
    {
        var rebuilt = WorkIndex.Diff(null, state).ToDictionary(change => (change.Queue, change.Row), change => change.Item!);
        return index.Count == rebuilt.Count && rebuilt.All(item => index.TryGetValue(item.Key, out var found) && found == item.Value);
    }
}
