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

    /// <summary>Whether a reply confirms the case's offer: it is the code and nothing else, in digits of either width, with blanks and stops round them.</summary>
    public bool Confirms(CaseState state, string text)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(text);
        if (state.Plans.Offer is not { Confirmed: null } offer) return false;
        var code = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c)).Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c));
        return code.Length == Digits && code == Of(state.Key, offer.Plan);
    }
}
