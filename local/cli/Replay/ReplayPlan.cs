using Collections.Cli.Commands;
using Collections.Cli.Desk;
using Collections.Cli.Exports;
using Collections.Functions.Platform;

namespace Collections.Cli.Replay;

/// <summary>What happens from outside during a run, and when: files that arrive, and the desk's sittings.</summary>
internal sealed class ReplayPlan
{
    private const int DaysAfterLastFile = 60;

    private static readonly TimeOnly Arrival = new(6, 0);

    public ReplayPlan(IReadOnlyList<ExportFile> files, DateOnly? until, DeskMode desk)
    {
        var first = files.Min(file => file.Manifest.BusinessDate);
        LastDay = until ?? files.Max(file => file.Manifest.BusinessDate).AddDays(DaysAfterLastFile);
        if (LastDay <= first) throw new UsageException($"The first file is of {first:yyyy-MM-dd} and arrives the day after; '--until' must be later than that.");
        Start = BusinessTime.At(first.AddDays(1), TimeOnly.MinValue);
        End = BusinessTime.At(LastDay.AddDays(1), TimeOnly.MinValue);
        var drops = files.GroupBy(file => file.Manifest.BusinessDate).Select(day => new ReplayEvent(ArrivalOf(day.Key), [.. day])).Where(drop => drop.At < End);
        var sittings = desk == DeskMode.Auto ? DeskTimes.Between(Start, End).Select(at => new ReplayEvent(at, [])) : [];
        Events = [.. drops.Concat(sittings).OrderBy(@event => @event.At)];
    }

    /// <summary>Midnight before the first file arrives.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Midnight after the last day.</summary>
    public DateTimeOffset End { get; }

    public DateOnly LastDay { get; }

    public IReadOnlyList<ReplayEvent> Events { get; }

    public int Days => (int)(End - Start).TotalDays;

    /// <summary>Files arrive at 06:00 bank time the day after their business date.</summary>
    public static DateTimeOffset ArrivalOf(DateOnly businessDate) => BusinessTime.At(businessDate.AddDays(1), Arrival);
}

/// <param name="Files">The files that arrive; none: the desk sits.</param>
internal sealed record ReplayEvent(DateTimeOffset At, IReadOnlyList<ExportFile> Files);
