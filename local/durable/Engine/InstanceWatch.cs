using System.Collections.Concurrent;

namespace Collections.Local.Durable;

/// <summary>Lets callers wait for the next change of an instance without asking again and again.</summary>
internal sealed class InstanceWatch
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    /// <summary>Ends at the next change. To miss none, take it before looking.</summary>
    public Task NextChange(string instanceId) =>
        waiting.GetOrAdd(instanceId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(string instanceId)
    {
        if (!waiting.IsEmpty && waiting.TryRemove(instanceId, out TaskCompletionSource? change))
            change.SetResult();
    }
}
