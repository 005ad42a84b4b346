using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Directions;

/// <summary>
/// Nothing that court cannot help waits unseen: a person says where it goes, and is asked again after the strategy's time. Pure. (R3.4)
/// </summary>
public static class DirectionRules
{
    /// <summary>Court is not worth it.</summary>
    public const string BelowCourt = "below-court";

    /// <summary>It came back from court.</summary>
    public const string Returned = "court-returned";

    private const int DefaultDays = 90;

    private const int Within = 10;

    public static IReadOnlyList<Direction> For(string because) => because == Returned
        ? [Direction.KeepOn, Direction.Agency, Direction.Mediation, Direction.WriteOff, Direction.Visits, Direction.CourtAgain]
        : [Direction.KeepOn, Direction.Agency, Direction.Mediation, Direction.WriteOff];

    /// <summary>Asks for a direction, or asks again when it is long ago.</summary>
    /// <param name="next">When to ask again.</param>
    public static CaseStep? Ask(CaseView view, string because, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        if (view.State.Task(TaskKind.Direction) is not null || Court.ProceedingRules.AreOpen(view.State)) return null;
        if (view.State.Legal.AskedOn is { } asked && asked.AddDays(Every(view)) is var again && again > view.Today)
        {
            next = view.StartOf(again);
            return null;
        }

        return new Record([new TaskOpened(view.NewId("direction"), TaskKind.Direction, Line.Legal, view.EndOfWorkingDay(Within), because)]);
    }

    /// <summary>Calendar days between two looks.</summary>
    public static int Every(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Strategy.Legal.Recovery?.LookEveryDays ?? DefaultDays;
    }
}
