using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Functions.Agencies;

/// <summary>What was paid while an agency had a case, and its share of that. Pure. (R3.8)</summary>
/// <param name="Recovered">With a value date within the placement, what was taken back taken off.</param>
/// <param name="Fee">To the cent, half a cent up: rounded once, over the placement.</param>
public sealed record AgencyFees(Money Recovered, Money Fee)
{
    /// <param name="facts">The case's stream.</param>
    /// <param name="from">First day of the placement.</param>
    /// <param name="to">Its last day.</param>
    public static AgencyFees Of(IEnumerable<Fact> facts, DateOnly from, DateOnly to, decimal share, string currency)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var paid = new Dictionary<string, Money>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            if (fact is PaymentReceived { CarriedFrom: null } received && received.PaidOn >= from && received.PaidOn <= to) paid[received.Payment] = received.Amount;
            else if (fact is PaymentReversed reversed) paid.Remove(reversed.Payment);
        }

        var recovered = paid.Values.Aggregate(Money.Zero(currency), (sum, amount) => sum + amount);
        return new AgencyFees(recovered, new Money(decimal.Round(recovered.Amount * share, 2, MidpointRounding.AwayFromZero), currency));
    }
}
