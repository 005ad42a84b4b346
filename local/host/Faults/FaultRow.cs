namespace Collections.Local.Host.Faults;

/// <summary>
/// The decisions at one point, first to last. The n-th depends on the seed, the point and n alone (SplitMix64 over a counter), so that a run in virtual
/// time meets the same faults every time, and threads may share it in real time.
/// </summary>
internal sealed class FaultRow
{
    private readonly FaultKind[] kinds;
    private readonly double[] upTo;
    private readonly ulong start;
    private readonly int burst;
    private long decisions;

    public FaultRow(FaultOptions options, FaultPoint point)
    {
        kinds = [.. FaultKeys.At(point).Where(kind => options.Rate(kind) > 0)];
        upTo = new double[kinds.Length];
        var sum = 0.0;
        for (var i = 0; i < kinds.Length; i++) upTo[i] = sum += options.Rate(kinds[i]);
        start = Mix(options.Seed + (0xD1B54A32D192ED03UL * (ulong)(point + 1)));
        burst = options.Burst;
    }

    public bool IsEmpty => kinds.Length == 0;

    public FaultKind? Next()
    {
        var n = Interlocked.Increment(ref decisions);
        for (var at = n; at > n - burst && at > 0; at--)
        {
            if (Drawn(at) is { } kind) return kind;
        }

        return null;
    }

    private FaultKind? Drawn(long n)
    {
        var drawn = (Mix(start + (0x9E3779B97F4A7C15UL * (ulong)n)) >> 11) * (1.0 / (1UL << 53));
        for (var i = 0; i < kinds.Length; i++)
        {
            if (drawn < upTo[i]) return kinds[i];
        }

        return null;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
