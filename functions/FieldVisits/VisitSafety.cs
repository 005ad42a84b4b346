using Collections.Functions.Cases;

namespace Collections.Functions.FieldVisits;

/// <summary>Whoever does not come back from a visit in time is looked for at once, whatever else the case waits for, and even when it is closed meanwhile. (R3.3)</summary>
public static class VisitSafety
{
    public const string NotCheckedOut = "not-checked-out";

    public const string BrokenOff = "safety-stop";

    /// <summary>Why a case that is closed looks again.</summary>
    private const string UnderWay = "visit-under-way";

    /// <summary>The alarm; or the case's own next step, with a wait that ends when the next visitor should have left.</summary>
    public static CaseStep Before(CaseView view, Func<CaseStep> next)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(next);
        if (view.State.Visits.Running is not { Alarm: null } running || running.Missing is not { Count: > 0 } missing) return next();
        var terms = view.Strategy.FieldVisit.Visits;
        var due = missing.Min(arrival => arrival.At).AddMinutes(terms.CheckOutMinutes);
        if (due <= view.Now)
        {
            var task = view.NewId("safety");
            return new Record([new VisitorsMissing(running.Contact, task, [.. missing.Select(arrival => arrival.Visitor)]), Alarm(view, task, NotCheckedOut)]);
        }

        return next() switch
        {
            Wait wait when due < wait.Until => wait with { Until = due },
            Done => new Wait(due, UnderWay, view.State.Version),
            var step => step,
        };
    }

    internal static TaskOpened Alarm(CaseView view, string task, string because) =>
        new(task, TaskKind.Safety, Line.Field, view.Now.AddMinutes(view.Strategy.FieldVisit.Visits.AlarmMinutes), because);
}
