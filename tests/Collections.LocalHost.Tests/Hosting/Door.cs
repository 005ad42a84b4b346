namespace Collections.LocalHost.Tests.Hosting;

/// <summary>Holds a function up until the test lets it through, and tells that it has come.</summary>
public sealed class Door
{
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => entered.Task;

    public void Open() => opened.TrySetResult();

    public Task PassAsync(CancellationToken cancellation)
    {
        entered.TrySetResult();
        return opened.Task.WaitAsync(cancellation);
    }
}
