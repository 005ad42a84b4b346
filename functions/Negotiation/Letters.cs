using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Platform;
using Collections.Functions.SpecialPaths;

namespace Collections.Functions.Negotiation;

/// <summary>When the strategy wants a letter posted: the statutory letter, the demand with receipt. Posting it is a person's act and passes the gate then. (R3.2)</summary>
public static class Letters
{
    /// <summary>What the legal stage sends before it goes on. (R3.4)</summary>
    public const string LawyersLetter = "lawyers-letter";

    /// <summary>The latest rung that is reached, once; it takes the place of an earlier letter that was not posted yet.</summary>
    public static CaseStep? Rung(CaseView view, IReadOnlyList<LetterRung> rungs, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(rungs);
        next = null;
        if (view.State.Contacts.IsClosed(Channel.Letter)) return null;
        var due = rungs.Where(rung => rung.Day <= view.LadderDay).MaxBy(rung => rung.Day);
        if (due is not null && !view.State.Contacts.Has(due.Name))
        {
            var turn = view.Turn(view.DayAt(due.Day));
            if (turn <= view.Now) return new Record([.. Dropped(view.State, "superseded"), new TaskOpened(view.NewId("letter"), TaskKind.Letter, view.State.Line, view.EndOfWorkingDay(due.Within), due.Name)]);
            next = turn;
        }
        else if (rungs.Where(rung => rung.Day > view.LadderDay).MinBy(rung => rung.Day) is { } coming)
        {
            next = view.Turn(view.DayAt(coming.Day));
        }

        return null;
    }

    /// <summary>A letter every so many days of a stage, the first when it begins; what was missed is not made up for.</summary>
    /// <param name="letter">Null: the stage has none.</param>
    public static CaseStep? Every(CaseView view, RepeatedLetter? letter, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        if (letter is null || view.State.Contacts.IsClosed(Channel.Letter)) return null;
        var from = BusinessTime.DayOf(view.State.StageSince);
        var day = from.AddDays((view.Today.DayNumber - from.DayNumber) / letter.EveryDays * letter.EveryDays);
        var name = string.Create(CultureInfo.InvariantCulture, $"{letter.Template}-{day:yyyyMMdd}");
        next = view.Turn(view.State.Contacts.Has(name) ? day.AddDays(letter.EveryDays) : day);
        return next > view.Now ? null : new Record([.. Dropped(view.State, "superseded"), new TaskOpened(view.NewId("letter"), TaskKind.Letter, view.State.Line, view.EndOfWorkingDay(letter.Within), name)]);
    }

    /// <summary>Closes the letters that nobody has posted.</summary>
    public static IEnumerable<Fact> Dropped(CaseState state, string because)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Tasks.Where(task => task.Kind == TaskKind.Letter).Select(task => new TaskClosed(task.Id, because));
    }

    /// <summary>The letter that a case waits for, if any.</summary>
    public static OpenTask? Open(CaseState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Task(TaskKind.LawyersLetter) ?? state.Task(TaskKind.CollateralNotice) ?? state.Task(TaskKind.Letter);
    }

    /// <summary>The letter that waits for a person on the debt; the debtor's own for nobody else.</summary>
    public static OpenTask? Open(CaseState state, string? person)
    {
        ArgumentNullException.ThrowIfNull(state);
        return person is null ? Open(state) : state.Tasks.FirstOrDefault(task => task.Kind == TaskKind.EstateLetter && task.Because == person);
    }

    /// <summary>The lawyer's letter and the notice to the owner of what is pledged are legal notices; the others ask for payment, and wait while a promise or a plan is kept.</summary>
    public static Purpose PurposeOf(CaseState state) => Open(state)?.Kind == TaskKind.Letter ? Purpose.Collection : Purpose.LegalNotice;

    /// <summary>Name of the template that a letter task asks for.</summary>
    public static string TemplateOf(OpenTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Kind switch
        {
            TaskKind.Letter => task.Because[..task.Because.LastIndexOf('-')],
            TaskKind.EstateLetter => EstateRules.Template,
            TaskKind.CollateralNotice => CollateralRules.Notice,
            _ => LawyersLetter,
        };
    }
}

/// <summary>A letter of a ladder.</summary>
/// <param name="Day">Days past due.</param>
/// <param name="Template">Name of its template.</param>
/// <param name="Within">Working days in which it should be posted.</param>
public sealed record LetterRung(int Day, string Template, int Within)
{
    /// <summary>Whom it is for; null: everybody.</summary>
    public RungFilter? For { get; init; }

    internal string Name => string.Create(CultureInfo.InvariantCulture, $"{Template}-{Day}");
}

/// <summary>A letter that is posted again and again in a stage.</summary>
/// <param name="Template">Name of its template.</param>
/// <param name="EveryDays">Calendar days.</param>
/// <param name="Within">Working days in which it should be posted.</param>
public sealed record RepeatedLetter(string Template, int EveryDays, int Within);
