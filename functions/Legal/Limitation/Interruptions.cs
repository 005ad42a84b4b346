using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Legal.Court;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;

namespace Collections.Functions.Legal.Limitation;

/// <summary>A day on which the period started anew, and the fact that proves it.</summary>
/// <param name="By">As a short code.</param>
/// <param name="Sequence">Of the fact in the stream.</param>
/// <param name="Evidence">Id of the words on the evidence, or of the payment, promise or plan.</param>
public sealed record Interruption(DateOnly On, string By, long Sequence, string? Evidence);

/// <summary>What interrupted the limitation period, as evidence. Pure. (R3.7)</summary>
public static class Interruptions
{
    /// <summary>All that stand, oldest first: a payment that was taken back is none.</summary>
    public static IReadOnlyList<Interruption> Of(IEnumerable<StoredFact> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var found = new List<Interruption>();
        foreach (var stored in facts)
        {
            if (stored.Fact is PaymentReversed reversed) found.RemoveAll(one => one.By == "payment" && one.Evidence == reversed.Payment);
            else if (Read(stored) is { } one) found.Add(one);
        }

        return [.. found.OrderBy(one => one.On).ThenBy(one => one.Sequence)];
    }

    private static Interruption? Read(StoredFact stored) => stored.Fact switch
    {
        PaymentReceived paid => new(paid.PaidOn, "payment", stored.Sequence, paid.Payment),
        PromiseMade made => new(made.MadeOn, "promise", stored.Sequence, made.Id),
        PlanStarted started => new(started.AgreedOn, "plan", stored.Sequence, started.Plan),
        LimitationInterrupted interrupted => new(interrupted.On, interrupted.Ground.ToString(), stored.Sequence, interrupted.Note),
        ProceedingTaken taken when ProceedingRules.Interrupts(taken.Step) => new(taken.On, taken.Step.ToString(), stored.Sequence, null),
        _ => null,
    };
}
