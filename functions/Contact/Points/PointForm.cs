using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.Contact.Points;

/// <summary>What a number, e-mail address or postal address looks like. Pure. (R2.4)</summary>
internal static class PointForm
{
    private const int LongestAddress = 400;

    /// <summary>Without what is round it. Throws <see cref="RefusedException"/> (422 <c>bad-point</c>).</summary>
    public static string Checked(PointKind kind, string? value)
    {
        var text = value?.Trim() ?? "";
        var fits = kind switch
        {
            PointKind.Phone => text.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ') && text.Count(char.IsAsciiDigit) is >= 7 and <= 15,
            PointKind.Email => text.Length <= 254 && text.Count(c => c == '@') == 1 && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && text.LastIndexOf('.') > at + 1 && text[^1] != '.' && !text.Any(char.IsWhiteSpace),
            PointKind.Address => text.Length is >= 4 and <= LongestAddress,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return fits ? text : throw new RefusedException(422, "bad-point", $"The 'value' is no {kind}.");
    }

    public static string Masked(PointKind kind, string value) => kind switch
    {
        PointKind.Phone => DebtorCard.MaskNumber(value),
        PointKind.Email => value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{value[0]}***{value[at..]}" : "***",
        PointKind.Address => DebtorCard.MaskName(value),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
