using Collections.Local.Durable;

namespace Collections.Local.Host.Inside.Views;

/// <summary>A turn of an orchestrator: what had come since the turn before, and what its code then asked for.</summary>
internal sealed record Turn(DateTimeOffset At, List<Happening> Happenings);

/// <summary>One thing that happened to an instance.</summary>
/// <param name="Kind">What, in one word of the page's.</param>
internal sealed record Happening(string Kind)
{
    /// <summary>Of the activity, orchestrator or event.</summary>
    public string? Name { get; init; }

    /// <summary>The number under which the orchestrator knows what it asked for.</summary>
    public int? Task { get; init; }

    public PayloadText? Payload { get; init; }

    public FailureView? Failure { get; init; }

    /// <summary>The other instance, where there is one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When a timer fires.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>When the wait is over of which the timer is only a stage.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When what came back was asked for.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>It was asked for and has not come back.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>A history as people read it: in turns, and with a name for everything that came back.</summary>
internal sealed class Timeline
{
    private readonly Dictionary<int, (HistoryEvent Asked, DateTimeOffset At)> asked = [];
    private readonly HashSet<int> answered = [];

    public Timeline(IReadOnlyList<HistoryEvent> history, int most)
    {
        DateTimeOffset now = default;
        foreach (var happened in history)
        {
            if (happened is EpisodeStarted turn)
                now = Utc(turn.At);
            else if (Asked(happened) is { } task)
                asked[task] = (happened, now);
            else if (Answered(happened) is { } open)
                answered.Add(open);
        }

        Earlier = Math.Max(0, history.Count - most);
        Turns = Cut(history, Earlier);
    }

    /// <summary>Events left out at the beginning.</summary>
    public int Earlier { get; }

    public IReadOnlyList<Turn> Turns { get; }

    public Happening Describe(HistoryEvent happened) => happened switch
    {
        EpisodeStarted => new("turn"),
        ExecutionStarted e => new("started") { Name = e.Name, Payload = PayloadText.Of(e.Input), InstanceId = e.Parent?.InstanceId },
        ActivityScheduled e => Ask("activity", e.TaskId) with { Name = e.Name, Payload = PayloadText.Of(e.Input) },
        SubOrchestrationScheduled e => Ask("child", e.TaskId) with { Name = e.Name, Payload = PayloadText.Of(e.Input), InstanceId = e.InstanceId },
        TimerScheduled e => Ask("timer", e.TaskId) with { Due = Utc(e.FireAt), Until = Utc(e.Until) },
        EventSent e => new("sent") { Name = e.Name, Task = e.TaskId, Payload = PayloadText.Of(e.Payload), InstanceId = e.InstanceId },
        TaskCompleted e => Answer("result", e.TaskId) with { Payload = PayloadText.Of(e.Result) },
        TaskFailed e => Answer("failure", e.TaskId) with { Failure = FailureView.Of(e.Failure) },
        TimerFired e => Answer("fired", e.TaskId) with { Until = Utc(e.Until) },
        EventRaised e => new("event") { Name = e.Name, Payload = PayloadText.Of(e.Payload) },
        ExecutionSuspended e => new("suspended") { Payload = PayloadText.Of(e.Reason) },
        ExecutionResumed e => new("resumed") { Payload = PayloadText.Of(e.Reason) },
        ExecutionTerminated e => new("terminated") { Payload = PayloadText.Of(e.Output) },
        ExecutionFaulted e => new("faulted") { Failure = FailureView.Of(e.Failure) },
        _ => new(happened.GetType().Name),
    };

    private static int? Asked(HistoryEvent happened) => happened switch
    {
        ActivityScheduled e => e.TaskId,
        SubOrchestrationScheduled e => e.TaskId,
        TimerScheduled e => e.TaskId,
        _ => null,
    };

    private static int? Answered(HistoryEvent happened) => happened switch
    {
        TaskCompleted e => e.TaskId,
        TaskFailed e => e.TaskId,
        TimerFired e => e.TaskId,
        _ => null,
    };

    private static DateTimeOffset Utc(DateTime time) => new(time, TimeSpan.Zero);

    private static DateTimeOffset? Utc(DateTime? time) => time is { } known ? Utc(known) : null;

    // Every history begins with a turn.
    private List<Turn> Cut(IReadOnlyList<HistoryEvent> history, int earlier)
    {
        List<Turn> turns = [];
        for (var i = 0; i < history.Count; i++)
        {
            if (history[i] is EpisodeStarted turn)
                turns.Add(new Turn(Utc(turn.At), []));
            else if (i >= earlier)
                turns[^1].Happenings.Add(Describe(history[i]));
        }

        return [.. turns.Where(turn => turn.Happenings.Count > 0)];
    }

    private Happening Ask(string kind, int task) => new(kind) { Task = task, IsOpen = !answered.Contains(task) };

    private Happening Answer(string kind, int task)
    {
        var answer = new Happening(kind) { Task = task };
        if (!asked.TryGetValue(task, out var asking))
            return answer;
        answer = answer with { Since = asking.At };
        return asking.Asked switch
        {
            ActivityScheduled e => answer with { Name = e.Name },
            SubOrchestrationScheduled e => answer with { Name = e.Name, InstanceId = e.InstanceId },
            TimerScheduled e => answer with { Due = Utc(e.FireAt) },
            _ => answer,
        };
    }
}
