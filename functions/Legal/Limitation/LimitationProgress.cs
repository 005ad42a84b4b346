using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Limitation;

/// <summary>The limitation period of a case, as far as its own facts tell. (R3.7)</summary>
public sealed record LimitationProgress
{
    /// <summary>The latest day on which it started anew; null: never.</summary>
    public DateOnly? InterruptedOn { get; init; }

    /// <summary>By what, as a short code.</summary>
    public string? By { get; init; }

    /// <summary>The nearest warning that was given, in days before the end; null: none.</summary>
    public int? Warned { get; init; }

    public DateOnly? WarnedOn { get; init; }

    /// <summary>An older interruption that is told late changes nothing; a newer one sets the warnings back.</summary>
    public LimitationProgress With(DateOnly on, string by) => InterruptedOn >= on ? this : new LimitationProgress { InterruptedOn = on, By = by };

    /// <summary>Somebody was asked to see to it.</summary>
    public LimitationProgress With(TaskOpened task, DateOnly today) =>
        LimitationRules.LevelOf(task.Because) is { } level ? this with { Warned = level, WarnedOn = today } : this;
}
