namespace Collections.Bench.Engine;

internal static class ScaleCommand
{
    public static Task<int> RunAsync(string[] args, CancellationToken cancellation) => Task.FromResult(0);
}
