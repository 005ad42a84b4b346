using Collections.Functions.Cases;
using Collections.Functions.Legal;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Legal steps as the facts tell them: none without a case that was taken or a person who wanted mediation, none out of its order, none dated ahead. (R9.4)</summary>
internal sealed class CourtTrail
{
    /// <summary>What a step may not come before, by the auditor's own book: nothing is enforced that was not decided.</summary>
    private static readonly Dictionary<ProceedingStep, ProceedingStep[]> Needed = new()
    {
        [ProceedingStep.Judgment] = [ProceedingStep.Suit],
        [ProceedingStep.Enforcement] = [ProceedingStep.Judgment, ProceedingStep.PaymentOrder],
        [ProceedingStep.Ended] = [ProceedingStep.Judgment, ProceedingStep.Enforcement],
    };

    private readonly HashSet<ProceedingStep> taken = [];

    private bool open;

    private DateOnly last = DateOnly.MinValue;

    public IEnumerable<(string Rule, string Why)> Take(StoredFact stored)
    {
        switch (stored.Fact)
        {
            case HandoffAcknowledged acknowledged:
                Begin(acknowledged.Accepted);
                break;
            case DirectionGiven given:
                if (given.Direction is Direction.Mediation or Direction.CourtAgain) Begin(given.Direction == Direction.Mediation);
                break;
            case StageEntered:
                Begin(false);
                break;
            case ProceedingTaken step:
                if (!open) yield return ("proceeding-without-handoff", $"{step.Step} was taken in a case that no court had taken.");
                if (Needed.TryGetValue(step.Step, out var needed) && !needed.Any(taken.Contains)) yield return ("proceeding-order", $"{step.Step} was taken before {string.Join(" or ", needed)}.");
                if (step.On > BusinessTime.DayOf(stored.At) || step.On < last) yield return ("proceeding-date", FormattableString.Invariant($"{step.Step} is dated {step.On:yyyy-MM-dd}."));
                taken.Add(step.Step);
                last = step.On;
                open = step.Step is not (ProceedingStep.Ended or ProceedingStep.Returned);
                break;
            default:
                break;
        }
    }

    private void Begin(bool taking)
    {
        taken.Clear();
        (open, last) = (taking, DateOnly.MinValue);
    }
}
