namespace Collections.LocalHost.Tests.Hosting;

/// <summary>What the sample functions did, in order, and a signal for a line that is awaited.</summary>
public sealed class Log(TimeProvider clock)
{
    private readonly Lock sync = new();
    private readonly List<string> lines = [];
    private readonly Dictionary<string, TaskCompletionSource> awaited = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (sync)
                return [.. lines];
        }
    }

    public void Add(string line)
    {
        lock (sync)
        {
            lines.Add($"{clock.GetUtcNow():dd HH:mm:ss} {line}");
            if (awaited.Remove(line, out var source))
                source.TrySetResult();
        }
    }

    /// <summary>Completes when the line is added; ask before it can be.</summary>
    public Task Next(string line)
    {
        lock (sync)
            return (awaited[line] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }
}
