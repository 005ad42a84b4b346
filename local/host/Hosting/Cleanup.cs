namespace Collections.Local.Host.Hosting;

/// <summary>What has been opened, given back in the opposite order: also when a start fails half way.</summary>
internal sealed class Cleanup : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> steps = new();

    public T Add<T>(T resource)
        where T : notnull
    {
        steps.Push(() =>
        {
            if (resource is IAsyncDisposable asynchronous)
                return asynchronous.DisposeAsync();
            (resource as IDisposable)?.Dispose();
            return ValueTask.CompletedTask;
        });
        return resource;
    }

    public void Add(Func<ValueTask> step) => steps.Push(step);

    public async ValueTask DisposeAsync()
    {
        while (steps.TryPop(out var step))
            await step();
    }
}
