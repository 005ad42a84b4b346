using System.Globalization;
using Collections.Functions.Cases;

namespace Collections.Functions.Legal.Guarantees;

/// <summary>
/// A guarantee ends sooner than the debt is barred, and for good: the legal department is asked 90, 60 and 30 days before, whatever else the case waits for. Pure. (R3.7)
/// </summary>
public static class GuaranteeRules
{
    private const string Because = "guarantee";

    /// <summary>Days before the end, the farthest first.</summary>
    private static readonly int[] Levels = [90, 60, 30];

    /// <summary>What is to be done about it now; or the case's own next step, with a wait that ends when something is.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(next);
        if (!view.State.IsOpen || view.State.Guarantees.Count == 0) return next();
        DateTimeOffset? look = null;
        foreach (var guarantee in view.State.Guarantees.Where(one => one.Runs(view.Today)))
        {
            var left = guarantee.Ends.DayNumber - view.Today.DayNumber;
            var reached = Levels.Where(level => left <= level && !(guarantee.Warned <= level)).ToList();
            if (reached.Count > 0) return new Record([new TaskOpened(view.NewId(Because), TaskKind.Review, Line.Legal, view.EndOfWorkingDay(2), BecauseOf(reached[^1], guarantee.Person))]);
            if (Levels.Where(level => level < left).Select(level => (int?)level).FirstOrDefault() is not { } coming) continue;
            var at = view.StartOf(guarantee.Ends.AddDays(-coming));
            if (look is null || at < look) look = at;
        }

        var own = next();
        return own is Wait wait && look < wait.Until ? wait with { Until = look.Value } : own;
    }

    /// <summary>Why nothing is asked of a guarantor any more; null: it may be, or nobody has said when his guarantee ends.</summary>
    public static string? Closes(CaseState state, string person, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Guarantees.FirstOrDefault(known => known.Person == person)?.Closes(today);
    }

    /// <summary>The tasks that lose their reason when a claim is asserted or a guarantor let go.</summary>
    public static IEnumerable<Fact> Dropped(CaseState state, string person, string because)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Tasks.Where(task => WarningOf(task.Because)?.Person == person).Select(task => new TaskClosed(task.Id, because));
    }

    internal static (int Level, string Person)? WarningOf(string because) =>
        because.Split('-', 3) is [Because, var days, var person] && int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? (level, person) : null;

    private static string BecauseOf(int level, string person) => string.Create(CultureInfo.InvariantCulture, $"{Because}-{level}-{person}");
}
