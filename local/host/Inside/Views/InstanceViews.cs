using Collections.Local.Durable;

namespace Collections.Local.Host.Inside.Views;

/// <summary>An instance in a list.</summary>
internal sealed record InstanceRow(string Id, string Name, string Status, DateTimeOffset Created, DateTimeOffset Updated, PayloadText? CustomStatus)
{
    private const int MostInLists = 200;

    public static InstanceRow Of(InstanceState state) => new(
        state.InstanceId, state.Name, state.Status.ToString(), state.CreatedAt, state.LastUpdatedAt, PayloadText.Of(state.CustomStatus, MostInLists));
}

/// <summary>A part of a list of instances, in the order of their ids.</summary>
/// <param name="Instances">The instances.</param>
/// <param name="Next">The id after which the next part begins; null at the end.</param>
internal sealed record InstancePage(IReadOnlyList<InstanceRow> Instances, string? Next)
{
    public static InstancePage Of(IDurableStore store, InstanceFilter filter, string? after, int size)
    {
        // One more than asked for tells whether there is another part.
        var found = store.List(filter, after, size + 1);
        return new InstancePage([.. found.Take(size).Select(InstanceRow.Of)], found.Count > size ? found[size - 1].InstanceId : null);
    }
}

/// <summary>What a list of instances is chosen from.</summary>
/// <param name="Page">The part asked for.</param>
/// <param name="Counts">How many instances stand in each status that occurs, whatever was asked for.</param>
/// <param name="Orchestrators">The app's orchestrators.</param>
internal sealed record InstanceList(InstancePage Page, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Orchestrators);

/// <summary>Everything about one instance.</summary>
/// <param name="Instance">As in lists.</param>
/// <param name="Execution">Changes when it starts anew.</param>
/// <param name="IsFinished">Nothing will happen to it any more.</param>
/// <param name="StartAt">Until then it is pending.</param>
internal sealed record InstanceView(InstanceRow Instance, long Execution, bool IsFinished, DateTimeOffset StartAt)
{
    private const int MostEvents = 1_000;
    private const int MostChildren = 100;

    public PayloadText? Input { get; init; }

    public PayloadText? Output { get; init; }

    public PayloadText? CustomStatus { get; init; }

    public FailureView? Failure { get; init; }

    public ParentLink? Parent { get; init; }

    public required InstancePage Children { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required IReadOnlyList<Turn> History { get; init; }

    /// <summary>Events of the history's beginning that are not shown.</summary>
    public int Earlier { get; init; }

    public required IReadOnlyList<Pending> Pending { get; init; }

    public static InstanceView Of(IDurableStore store, InstanceState state)
    {
        var timeline = new Timeline(store.ReadHistory(state.InstanceId), MostEvents);
        return new InstanceView(InstanceRow.Of(state), state.Execution, state.IsFinished, state.StartAt)
        {
            Input = PayloadText.Of(state.Input),
            Output = PayloadText.Of(state.Output),
            CustomStatus = PayloadText.Of(state.CustomStatus),
            Failure = FailureView.Of(state.Failure),
            Parent = state.Parent,
            Children = InstancePage.Of(store, InstanceFilter.All with { ParentId = state.InstanceId }, null, MostChildren),
            Tags = state.Tags,
            History = timeline.Turns,
            Earlier = timeline.Earlier,
            Pending = [.. store.ReadMessages(state.InstanceId).Select(message => new Pending(message.Sequence, message.Due, timeline.Describe(message.Event)))],
        };
    }
}

/// <summary>What will happen to an instance at a time.</summary>
internal sealed record Pending(long Sequence, DateTimeOffset Due, Happening Happening);

/// <summary>A timer that has not fired.</summary>
/// <param name="InstanceId">Whose it is.</param>
/// <param name="Name">The orchestrator.</param>
/// <param name="Due">When it fires.</param>
/// <param name="Until">When the wait is over of which it is only a stage.</param>
internal sealed record TimerRow(string InstanceId, string? Name, DateTimeOffset Due, DateTimeOffset? Until);

/// <summary>The timers that fire next.</summary>
/// <param name="Total">How many are pending in all.</param>
/// <param name="Timers">The first of them, in their order.</param>
internal sealed record TimerList(int Total, IReadOnlyList<TimerRow> Timers);
