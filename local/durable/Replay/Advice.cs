namespace Collections.Local.Durable;

/// <summary>Sentences for people who write orchestrators.</summary>
internal static class Advice
{
    public const string NotDurable =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator function's"
        + " implementation or by middleware that invokes asynchronous code. Move I/O, Task.Delay, Task.Run and the like into activities, wait with"
        + " CreateTimer, and leave ConfigureAwait(false) out of orchestrators.";

    public const string EndlessRestart =
        "The orchestrator restarted itself with ContinueAsNew 1000 times in one turn without waiting for anything. Await an activity, a timer or an event before it restarts.";

    public static string UnknownEvent(string kind) =>
        $"The history holds an event of kind '{kind}', which this version of the host does not know: a newer version has written it. Go on with that version,"
        + " or restart the instance.";

    public static string NotScheduledAgain(int id, string what) =>
        $"A previous execution of this orchestration scheduled {what} with sequence number {id}, but the current replay execution hasn't (yet?) scheduled"
        + " this task. Was a change made to the orchestrator code after this instance had already started running?";

    public static string ScheduledOtherwise(int id, string before, string now) =>
        $"A previous execution of this orchestration scheduled {before} with sequence number {id}, but the current orchestration replay instead scheduled"
        + $" {now} with this sequence number. Was a change made to the orchestrator code after this instance had already started running?";
}
