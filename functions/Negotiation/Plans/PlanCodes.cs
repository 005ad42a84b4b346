using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>The code with which a debtor confirms an offer by his reply: six digits, of this offer alone. (R4.2)</summary>
public sealed class PlanCodes(KeyRing keys)
{
    private const int Digits = 6;

    public string Of(CaseKey key, string plan) =>
        (ulong.Parse(keys.Derive("plan-code", key.Value, plan).AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 1_000_000)
            .ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>
    /// The plan whose code a reply is, and nothing else, in digits of either width, with blanks and stops round them: of the offer, confirmed or not, or of the plan
    /// in force, for the same reply may come again. Null: it is no such code.
    /// </summary>
    public string? PlanOf(CaseState state, string text)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(text);
        var code = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c)).Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));
        if (code.Length != Digits) return null;
        return new[] { state.Plans.Offer?.Plan, state.Plans.Open?.Plan }.FirstOrDefault(plan => plan is not null && code == Of(state.Key, plan));
    }
}
