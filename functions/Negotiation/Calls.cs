using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation;

/// <summary>When the strategy wants a person to call. One call task is open at a time; calling it is a person's act and passes the gate then.</summary>
public static class Calls
{
    /// <summary>The latest rung of a ladder that is reached, once.</summary>
    public static CaseStep? Rung(CaseView view, string ladder, IReadOnlyList<int> daysPastDue, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        var reached = daysPastDue.Where(day => day <= view.LadderDay).DefaultIfEmpty(-1).Max();
        var rung = string.Create(CultureInfo.InvariantCulture, $"{ladder}-{reached}");
        if (reached >= 0 && !view.State.Contacts.Has(rung)) return Due(view, rung, view.Turn(view.DayAt(reached)), out next);
        var coming = daysPastDue.Where(day => day > view.LadderDay).Order().Cast<int?>().FirstOrDefault();
        next = coming is { } day ? view.Turn(view.DayAt(day)) : null;
        return null;
    }

    /// <summary>A call every so many working days; the first within one working day of the stage, and after a broken promise.</summary>
    public static CaseStep? Every(CaseView view, string because, int workingDays, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        var last = state.Contacts.LastCallAt is { } at ? BusinessTime.DayOf(at) : (DateOnly?)null;
        var broken = Breach(state) is { } breach && (last is null || breach >= last);
        var day = last is { } called && !broken ? view.Calendar.Add(called, workingDays) : BusinessTime.DayOf(state.StageSince);
        return Due(view, because, view.Turn(day), out next);
    }

    /// <summary>The same where the ladder has no regular calls: once after a promise or a plan is broken. (R4.1)</summary>
    public static CaseStep? AfterBreach(CaseView view, out DateTimeOffset? next)
    {
        ArgumentNullException.ThrowIfNull(view);
        next = null;
        if (Breach(view.State) is not { } breach || BusinessTime.DayOf(view.State.Contacts.LastCallAt ?? DateTimeOffset.MinValue.AddDays(1)) >= breach) return null;
        var rung = string.Create(CultureInfo.InvariantCulture, $"broken-{breach:yyyyMMdd}");
        return view.State.Contacts.Has(rung) ? null : Due(view, rung, view.Turn(view.Today), out next);
    }

    /// <summary>Day of the latest broken promise or plan.</summary>
    private static DateOnly? Breach(CaseState state) =>
        state.Promises.Broken.Count == 0 ? state.Plans.BrokenOn
        : state.Plans.BrokenOn is { } plan && plan > state.Promises.Broken[^1] ? plan
        : state.Promises.Broken[^1];

    private static CaseStep? Due(CaseView view, string because, DateTimeOffset turn, out DateTimeOffset? next)
    {
        next = null;
        if (view.State.Task(TaskKind.Call) is not null || view.State.Contacts.IsClosed(Channel.Call) || view.State.Suspensions.PausesPeople) return null;
        if (turn <= view.Now) return new Record([new TaskOpened(view.NewId("call"), TaskKind.Call, view.State.Callers, view.EndOfWorkingDay(1), because)]);
        next = turn;
        return null;
    }
}
