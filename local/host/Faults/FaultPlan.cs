using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.Local.Host.Faults;

/// <summary>Decides on faults as they come up, and counts them. Thread-safe.</summary>
public sealed partial class FaultPlan
{
    private readonly FaultRow[] rows;
    private readonly long[] counts = new long[Enum.GetValues<FaultKind>().Length];

    /// <param name="options">What is to go wrong.</param>
    /// <param name="isVirtual">Nobody waits for anything unless the options say so: virtual time stands still meanwhile.</param>
    public FaultPlan(FaultOptions options, bool isVirtual = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        RetryAfter = options.RetryAfter ?? (isVirtual ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
        Slow = options.Slow ?? (isVirtual ? TimeSpan.Zero : TimeSpan.FromMilliseconds(200));
        rows = [.. Enum.GetValues<FaultPoint>().Select(point => new FaultRow(options, point))];
    }

    public FaultOptions Options { get; }

    /// <summary>Whether faults are made at present. While they are not, no decisions are used up.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>The faults made so far, by kind, without those of which there were none.</summary>
    public IReadOnlyDictionary<FaultKind, long> Counts => Enum.GetValues<FaultKind>()
        .Select(kind => KeyValuePair.Create(kind, Interlocked.Read(ref counts[(int)kind])))
        .Where(count => count.Value > 0)
        .ToDictionary();

    internal TimeSpan RetryAfter { get; }

    internal TimeSpan Slow { get; }

    internal ILogger Logger { get; set; } = NullLogger.Instance;

    /// <summary>Whether anything can go wrong at a point; where nothing can, nobody needs to ask.</summary>
    public bool Covers(FaultPoint point) => !rows[(int)point].IsEmpty;

    /// <summary>What goes wrong this time, if anything.</summary>
    public FaultKind? Next(FaultPoint point)
    {
        if (!Covers(point) || !IsOn || rows[(int)point].Next() is not { } kind) return null;
        LogFault(Logger, FaultKeys.KeyOf(kind), Interlocked.Increment(ref counts[(int)kind]));
        return kind;
    }

    /// <summary>The pause of a slow call.</summary>
    internal Task SlowAsync(CancellationToken cancellationToken) =>
        Slow == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(Slow, cancellationToken);

    [LoggerMessage(LogLevel.Information, "Fault on demand: {Kind}, the {Number}. of its kind")]
    private static partial void LogFault(ILogger logger, string kind, long number);
}
