using Collections.Functions.Cases;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Agencies;

/// <summary>A case as its agency sees it: what the work needs, and no score, no note, nothing of the time before. (R3.8)</summary>
/// <param name="Debtor">Masked; the number comes with a contact that is granted, which records who got it.</param>
/// <param name="Until">Last day of the placement.</param>
public sealed record AgencyCaseAnswer(
    CaseKey Case, Product Product, DebtorCard? Debtor, int DaysPastDue, Money Overdue, DateOnly PlacedOn, DateOnly Until, IReadOnlyList<OpenTask> Tasks, PromiseMade? Promise, Wait? Waits)
{
    public static AgencyCaseAnswer Of(CaseView view, DebtorCard? debtor = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (state, placed) = (view.State, view.State.Agency.Placed ?? throw RefusedException.NotFound("case"));
        return new AgencyCaseAnswer(
            state.Key, state.Product, debtor, view.DaysPastDue, state.Overdue, BusinessTime.DayOf(placed.At), placed.Until, [.. state.Tasks.Where(task => task is { Kind: TaskKind.Call, Queue: Line.Agency })],
            state.Promises.Open, CaseDecision.Next(view) as Wait);
    }

    /// <summary>The entries of a case's stream that are the agency's own, since it has the case.</summary>
    public static TimelinePage Own(TimelinePage page, Placement placed)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(placed);
        return page with { Entries = [.. page.Entries.Where(entry => entry.Sequence >= placed.Sequence && (entry.Sequence == placed.Sequence || entry.By.EndsWith($"/{Roles.Agency}", StringComparison.Ordinal)))] };
    }
}
