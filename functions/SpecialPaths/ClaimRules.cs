using Collections.Functions.Cases;

namespace Collections.Functions.SpecialPaths;

/// <summary>"I have paid": nothing is asked until the payments files cover the day that was said, and a business day more. What is not found is talked about once. (R3.6)</summary>
public static class ClaimRules
{
    public const string Because = "paid-claim";

    /// <summary>Money may be on its way before the day that was said, and be booked after it.</summary>
    private const int DaysBefore = 3;

    public static string CallOf(string claim) => $"not-found-{claim}";

    /// <summary>Whatever else the case waits for.</summary>
    internal static Record? Judge(CaseView view) => view.State.Paths.Claim is { } claim && view.PaymentsThrough >= claim.JudgeAfter
        ? new Record([new PaidClaimJudged(claim.Claim, IsFound(view.State, claim))])
        : null;

    internal static CaseStep? Next(CaseView view)
    {
        var paths = view.State.Paths;
        if (paths.Claim is { } claim)
        {
            var look = claim.JudgeAfter >= view.Today ? claim.JudgeAfter.AddDays(1) : view.Today.AddDays(1);
            return CaseDecision.DropCalls(view, Because) ?? view.WaitFor(Because, view.StartOf(look));
        }

        if (paths.NotFound is not { } missing) return null;
        return view.State.Task(TaskKind.Call) is null ? PathRules.Open(view, TaskKind.Call, view.State.Callers, view.EndOfWorkingDay(1), CallOf(missing)) : null;
    }

    private static bool IsFound(CaseState state, PaidClaimed claim) => state.Balance.PaidBetween(claim.PaidOn.AddDays(-DaysBefore), DateOnly.MaxValue).IsPositive;
}
