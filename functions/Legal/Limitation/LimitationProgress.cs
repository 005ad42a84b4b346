using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Limitation;

/// <summary>The limitation period of a case, as far as its own facts tell; payments stand in the balance, where one that is taken back goes again. (R3.7)</summary>
public sealed record LimitationProgress
{
    /// <summary>The latest day on which something other than a payment started it anew; null: never.</summary>
    public DateOnly? InterruptedOn { get; init; }

    /// <summary>By what, as a short code.</summary>
    public string? By { get; init; }

    /// <summary>When it begins or ends by the contract or the bank's books; null: nobody has said.</summary>
    public LimitationStated? Stated { get; init; }

    /// <summary>Times in which the claim could not be asserted, oldest first.</summary>
    public IReadOnlyList<LimitationSuspended> Obstacles { get; init; } = [];

    /// <summary>The nearest warning that was given, in days before the end; null: none.</summary>
    public int? Warned { get; init; }

    public DateOnly? WarnedOn { get; init; }

    /// <summary>The end that the warning was given for: an end that moves, later or back again, is warned of anew.</summary>
    public DateOnly? WarnedFor { get; init; }

    /// <summary>An older interruption that is told late changes nothing.</summary>
    public LimitationProgress With(DateOnly on, string by) => InterruptedOn >= on ? this : this with { InterruptedOn = on, By = by };

    public LimitationProgress With(LimitationSuspended suspended) => this with { Obstacles = [.. Obstacles.Append(suspended).OrderBy(one => one.From).ThenBy(one => one.Until)] };

    /// <summary>Somebody was asked to see to it.</summary>
    /// <param name="end">The end of the period as it is known.</param>
    public LimitationProgress With(TaskOpened task, DateOnly today, DateOnly end) =>
        LimitationRules.LevelOf(task.Because) is { } level ? this with { Warned = level, WarnedOn = today, WarnedFor = end } : this;
}
