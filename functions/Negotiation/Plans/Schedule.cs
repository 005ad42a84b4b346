using Collections.Functions.Platform;

namespace Collections.Functions.Negotiation.Plans;

/// <summary>
/// Divides a sum into monthly instalments that add up to it. Rounding rule: each instalment is the sum divided by their number, rounded down to the currency's
/// smallest unit; the last takes what is left, which is less than one unit for each of the others. (R4.2, R9.7)
/// </summary>
public static class Schedule
{
    /// <param name="first">Due day of the first; the others fall on the same day of the months after, or on the last day of a month that has no such day.</param>
    /// <param name="count">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sum does not give every instalment a unit.</exception>
    public static IReadOnlyList<Instalment> Monthly(Money total, int count, DateOnly first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var each = Floor(total.Amount / count, total.Currency);
        if (each <= 0) throw new ArgumentOutOfRangeException(nameof(total), "The sum is too small for so many instalments.");
        return
        [
            .. Enumerable.Range(1, count).Select(number =>
                new Instalment(number, first.AddMonths(number - 1), new Money(number < count ? each : total.Amount - (each * (count - 1)), total.Currency))),
        ];
    }

    /// <summary>The same amount every month: a lowered minimum payment.</summary>
    public static IReadOnlyList<Instalment> Level(Money amount, int count, DateOnly first) =>
        [.. Enumerable.Range(1, count).Select(number => new Instalment(number, first.AddMonths(number - 1), amount))];

    /// <summary>Decimals of a currency's smallest unit. (ISO 4217; two where it is not listed here)</summary>
    public static int Decimals(string currency) => currency switch
    {
        "CLP" or "ISK" or "JPY" or "KRW" or "PYG" or "UGX" or "VND" or "XAF" or "XOF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        _ => 2,
    };

    /// <summary>Rounded down to the smallest unit.</summary>
    public static decimal Floor(decimal amount, string currency) => decimal.Round(amount, Decimals(currency), MidpointRounding.ToZero);
}
