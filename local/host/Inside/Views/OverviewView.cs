using Collections.Local.Host.Faults;

namespace Collections.Local.Host.Inside.Views;

/// <summary>The host at a glance.</summary>
internal sealed record OverviewView
{
    public required ClockView Clock { get; init; }

    /// <summary>Technical time.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    public required double UptimeSeconds { get; init; }

    public required int ProcessId { get; init; }

    public required long MemoryBytes { get; init; }

    /// <summary>Null where nothing is made to go wrong.</summary>
    public required FaultsView? Faults { get; init; }

    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>How many instances stand in each status that occurs.</summary>
    public required IReadOnlyDictionary<string, int> Instances { get; init; }

    public required int Timers { get; init; }

    public required TimerRow? NextTimer { get; init; }

    /// <summary>How many functions there are of each kind of trigger.</summary>
    public required IReadOnlyDictionary<string, int> Functions { get; init; }

    public required int Waiting { get; init; }

    public required int Locked { get; init; }

    public required int DeadLetters { get; init; }

    /// <summary>Receipts in each state that occurs.</summary>
    public required IReadOnlyDictionary<string, int> Blobs { get; init; }
}

/// <summary>How business time passes.</summary>
/// <param name="Mode">Real, Compressed or Virtual.</param>
/// <param name="Factor">Business seconds per second.</param>
internal sealed record ClockView(string Mode, double Factor);

/// <summary>Where something of the host is found.</summary>
/// <param name="Name">What.</param>
/// <param name="Where">An address or a path.</param>
/// <param name="IsPage">Somebody may want to open it.</param>
internal sealed record Place(string Name, string Where, bool IsPage = false);

/// <summary>What is made to go wrong.</summary>
/// <param name="Options">As in the setting.</param>
/// <param name="IsOn">Whether it is at present.</param>
/// <param name="Made">How often each kind has been.</param>
internal sealed record FaultsView(string Options, bool IsOn, IReadOnlyDictionary<string, long> Made)
{
    public static FaultsView? Of(FaultPlan plan) => plan.Options.IsNone
        ? null
        : new FaultsView(plan.Options.ToString(), plan.IsOn, plan.Counts.ToDictionary(count => FaultKeys.KeyOf(count.Key), count => count.Value));
}
