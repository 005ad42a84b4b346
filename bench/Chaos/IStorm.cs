namespace Collections.Bench.Chaos;

/// <summary>One way to kill hosts and to see what comes of it.</summary>
internal interface IStorm
{
    Task RunAsync(int kills, CancellationToken cancellation);
}
