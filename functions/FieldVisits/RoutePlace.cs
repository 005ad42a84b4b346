using System.Globalization;
using Collections.Functions.Platform;

namespace Collections.Functions.FieldVisits;

/// <summary>
/// Where a visit stands on a route. Addresses have no coordinates: the times that were agreed come first, in order; at the same time, and without one, it goes by region code, then by the postal code in the
/// address, then by the address itself, which in Chinese goes from the province down to the door, its numbers as numbers. The case decides what is still alike.
/// </summary>
internal sealed record RoutePlace(DateTimeOffset At, string Region, string PostalCode, string Address, string Case) : IComparable<RoutePlace>
{
    private const int PostalDigits = 6;

    public static RoutePlace Of(DateTimeOffset? at, string region, string? address, CaseKey key)
    {
        var text = string.Concat((address ?? "").Where(c => !char.IsWhiteSpace(c)));
        return new RoutePlace(at ?? DateTimeOffset.MaxValue, region, Postal(text), text, key.Value);
    }

    public int CompareTo(RoutePlace? other)
    {
        if (other is null) return 1;
        var order = At.CompareTo(other.At);
        if (order == 0) order = string.CompareOrdinal(Region, other.Region);
        if (order == 0) order = string.CompareOrdinal(PostalCode, other.PostalCode);
        if (order == 0) order = Natural(Address, other.Address);
        return order != 0 ? order : string.CompareOrdinal(Case, other.Case);
    }

    /// <summary>The first run of exactly six digits; none sorts last.</summary>
    private static string Postal(string address)
    {
        for (var at = 0; at < address.Length;)
        {
            var length = Digits(address, at);
            if (length == PostalDigits) return address.Substring(at, length);
            at += Math.Max(1, length);
        }

        return "~";
    }

    /// <summary>Text by text, numbers as numbers: number 9 stands before number 10.</summary>
    internal static int Natural(string one, string other)
    {
        var (i, j) = (0, 0);
        while (i < one.Length && j < other.Length)
        {
            var (m, n) = (Digits(one, i), Digits(other, j));
            var order = m > 0 && n > 0 ? Number(one, i, m).CompareTo(Number(other, j, n)) : one[i].CompareTo(other[j]);
            if (order != 0) return order;
            (i, j) = m > 0 && n > 0 ? (i + m, j + n) : (i + 1, j + 1);
        }

        return (one.Length - i).CompareTo(other.Length - j);
    }

    private static int Digits(string text, int from)
    {
        var at = from;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at - from;
    }

    private static decimal Number(string text, int from, int length) => decimal.Parse(text.AsSpan(from, Math.Min(length, 20)), NumberStyles.None, CultureInfo.InvariantCulture);
}
