using Collections.Functions.Cases;

namespace Collections.Functions.Negotiation;

/// <summary>
/// Who has lost his work, is short of money, or was struck by illness or accident, is helped before he is pressed: the next step is a call that offers a plan, once for each
/// reason, and the ladders wait for it for two working days. (R2.3)
/// </summary>
public static class HelpFirst
{
    private const string Prefix = "help-";

    /// <summary>Working days in which the call is made; after that the ladders go on.</summary>
    private const int Within = 2;

    public static CaseStep? Next(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var state = view.State;
        if (!Applies(view)) return null;
        if (state.Tasks.FirstOrDefault(IsHelp) is { } open) return open.Due > view.Now ? view.WaitFor("help", open.Due, state.Approvals.Open?.Deadline) : null;
        if (!IsDue(view)) return null;
        var turn = view.Turn(view.Today);
        if (turn > view.Now) return view.WaitFor("help", turn, state.Approvals.Open?.Deadline);
        List<Fact> facts = [.. state.Tasks.Where(task => task.Kind == TaskKind.Call).Select(task => new TaskClosed(task.Id, "help"))];
        facts.Add(new TaskOpened(view.NewId("call"), TaskKind.Call, state.Line, view.EndOfWorkingDay(Within), RungOf(state)));
        return new Record(facts);
    }

    /// <summary>Whether the ladders wait for the call that offers help, or it is still to be asked for.</summary>
    public static bool IsDue(CaseView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (!Applies(view)) return false;
        var (contacts, open) = (view.State.Contacts, view.State.Tasks.FirstOrDefault(IsHelp));
        return open is null ? !contacts.Has(RungOf(view.State)) && !contacts.IsClosed(Channel.Call) : open.Due > view.Now;
    }

    private static bool Applies(CaseView view) => view.State.Stage != Stage.LegalHandoff && view.Segment.NeedsHelp && view.State.StandIns.Count == 0;

    private static string RungOf(CaseState state) => $"{Prefix}{state.Circumstances.Reason.ToString().ToLowerInvariant()}";

    private static bool IsHelp(OpenTask task) => task.Kind == TaskKind.Call && task.Because.StartsWith(Prefix, StringComparison.Ordinal);
}
