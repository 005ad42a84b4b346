using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Collections.Local.Durable;

/// <summary>How an engine runs. Limits count what is under way at a time on real and compressed clocks; virtual time runs one item at a time.</summary>
public sealed class DurableEngineOptions
{
    public DataConverter DataConverter { get; set; } = JsonDataConverter.Default;

    /// <summary>A turn counts until its commit is on the disk, and turns that wait for the disk together share the wait: more than there are processors.</summary>
    public int MaxConcurrentOrchestrations { get; set; } = 64;

    public int MaxConcurrentActivities { get; set; } = 64;

    /// <summary>A longer timer becomes several, as in the official worker, which numbers each of them.</summary>
    public TimeSpan MaximumTimerInterval { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Refuse events to missing and finished instances, as Functions does unless host.json sets <c>throwStatusExceptionsOnRaiseEvent</c> to false.</summary>
    public bool ThrowStatusExceptionsOnRaiseEvent { get; set; } = true;
}
