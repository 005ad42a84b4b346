using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Legal.Court;

/// <summary>Takes down the steps of the proceedings in their order. Pure; refusals are <see cref="RefusedException"/>. (R3.4)</summary>
public static class ProceedingCommands
{
    /// <summary>The same report again changes nothing.</summary>
    public static IReadOnlyList<Fact> Take(CaseView view, ProceedingReport report)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(report);
        var (state, last) = (view.State, view.State.Legal.Proceedings.Last);
        var on = report.On ?? view.Today;
        var taken = new ProceedingTaken(
            report.Step, on, report.Reference, report.Amount, report.Costs, report.Step is ProceedingStep.Ended or ProceedingStep.Returned ? null : NextBy(view, report, on));
        if (last is not null && last with { NextBy = null } == taken with { NextBy = null }) return [];
        CaseGuards.RefuseClosed(state);
        if (!ProceedingRules.AreOpen(state)) throw new RefusedException(409, "no-proceedings", "No proceedings are under way: the legal system has not taken the case, or they have ended.");
        if (!CaseGuards.IsReference(report.Reference)) throw new RefusedException(422, "reference-needed", $"A step names its file number in 'reference': {CaseGuards.ReferenceForm}.");
        var allowed = ProceedingRules.After(last?.Step);
        if (!allowed.Contains(report.Step))
            throw new RefusedException(409, "not-in-order", $"After {last?.Step.ToString() ?? "the handoff"} comes {string.Join(", ", allowed)}.");
        if (on > view.Today || on < (last?.On ?? state.Balance.Position.DueDate)) throw new RefusedException(422, "on", "A step was taken on a day up to today, and not before the one before it.");
        RefuseAmount(state, report.Amount, "amount");
        RefuseAmount(state, report.Costs, "costs");
        List<Fact> facts = [.. state.Tasks.Where(task => task.Kind == TaskKind.Proceeding).Select(task => new TaskClosed(task.Id, "done")), taken];
        if (report.Step == ProceedingStep.Ended) facts.Add(new CaseClosed(ClosingReason.JudicialEnd, On: on));
        return facts;
    }

    /// <summary>The strategy's time, unless the court has set one.</summary>
    private static DateOnly NextBy(CaseView view, ProceedingReport report, DateOnly on) => report.NextBy switch
    {
        null => ProceedingRules.NextBy(view.Strategy, report.Step, on),
        { } by when by > view.Today && by <= view.Today.AddYears(2) => by,
        _ => throw new RefusedException(422, "next-by", "The next step is due after today, and within two years."),
    };

    private static void RefuseAmount(CaseState state, Money? amount, string field)
    {
        if (amount is not { } stated) return;
        if (stated.Currency != state.Balance.Currency) throw new RefusedException(422, "wrong-currency", $"The account is in {state.Balance.Currency}.");
        if (!stated.IsPositive || decimal.Round(stated.Amount, 2) != stated.Amount) throw new RefusedException(422, "bad-amount", $"'{field}' is above zero, with at most two decimals.");
    }
}

/// <param name="On">Missing: today.</param>
/// <param name="NextBy">A day that the court has set; missing: the strategy's.</param>
public sealed record ProceedingReport(ProceedingStep Step, string Reference, DateOnly? On = null, Money? Amount = null, Money? Costs = null, DateOnly? NextBy = null);
