using System.Diagnostics;

namespace Collections.Bench.Chaos;

/// <summary>
/// Chooses when a life ends: a fifth of them while the host starts, the others after a time that is counted in starts, so that lives get something done however
/// busy the machine is. Most are short, some are long.
/// </summary>
internal sealed class Reaper(Random random)
{
    /// <summary>In starts.</summary>
    private const double MeanLife = 3;

    /// <summary>What the last start took; nothing before the first.</summary>
    private TimeSpan start;

    /// <param name="ready">Ends when the host works.</param>
    /// <returns>Whether the moment is while it starts.</returns>
    public async Task<bool> WaitAsync(Life life, Func<Task> ready, CancellationToken cancellation)
    {
        if (start > TimeSpan.Zero && random.Next(5) == 0)
        {
            await PassAsync(life, start * random.NextDouble(), cancellation);
            return true;
        }

        var watch = Stopwatch.StartNew();
        await ready();
        start = watch.Elapsed;
        await PassAsync(life, start * -MeanLife * Math.Log(1 - random.NextDouble()), cancellation);
        return false;
    }

    private static async Task PassAsync(Life life, TimeSpan time, CancellationToken cancellation)
    {
        await Task.WhenAny(life.EndAsync(cancellation), Task.Delay(time, cancellation));
        cancellation.ThrowIfCancellationRequested();
    }
}
