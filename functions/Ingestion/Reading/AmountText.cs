using System.Text;

namespace Collections.Functions.Ingestion.Reading;

/// <summary>Reads amounts as a bank writes them, exactly, in cents. Anything else than what the form allows is no amount.</summary>
internal sealed class AmountText
{
    /// <summary>More than any account holds, and far from where 64 bits lose cents.</summary>
    private const int MostDigits = 15;

    private readonly byte point;
    private readonly byte thousands;
    private readonly bool signBehind;
    private readonly bool cents;
    private readonly byte[][] debit;
    private readonly byte[][] credit;

    public AmountText(NumberForm form)
    {
        point = (byte)form.Decimal[0];
        thousands = form.Thousands.Length == 0 ? (byte)0 : (byte)form.Thousands[0];
        signBehind = form.Sign == SignPlace.Behind;
        cents = form.Unit == AmountUnit.Cents;
        debit = [.. form.Debit.Select(Encoding.UTF8.GetBytes)];
        credit = [.. form.Credit.Select(Encoding.UTF8.GetBytes)];
    }

    public bool TryCents(ReadOnlySpan<byte> text, out long amount)
    {
        var negative = false;
        if (debit.Length + credit.Length > 0) text = Unmarked(text, out negative);
        if (TryUnsign(ref text)) negative = !negative;
        var read = cents ? TryWhole(text, out amount) : TryUnits(text, out amount);
        if (negative) amount = -amount;
        return read;
    }

    private bool TryUnits(ReadOnlySpan<byte> text, out long amount)
    {
        amount = 0;
        long whole = 0;
        int at = 0, digits = 0, group = -1;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                whole = whole * 10 + digit;
                if (++digits > MostDigits || (group >= 0 && ++group > 3)) return false;
            }
            else if (text[at] == thousands && thousands != 0)
            {
                // Groups of three, the first of one to three: 12,34.50 is a slip, and nobody knows of what.
                if (digits == 0 || (group < 0 ? digits > 3 : group != 3)) return false;
                group = 0;
            }
            else
            {
                break;
            }
        }

        if (group is >= 0 and not 3) return false;
        var fraction = 0;
        if (at < text.Length)
        {
            if (text[at] != point) return false;
            var behind = text[(at + 1)..];
            if (behind.Length > 2 || (behind.IsEmpty && digits == 0)) return false;
            for (var i = 0; i < 2; i++)
            {
                var digit = i < behind.Length ? (uint)(behind[i] - '0') : 0;
                if (digit > 9) return false;
                fraction = fraction * 10 + (int)digit;
            }
        }
        else if (digits == 0)
        {
            return false;
        }

        amount = whole * 100 + fraction;
        return true;
    }

    private static bool TryWhole(ReadOnlySpan<byte> text, out long amount)
    {
        amount = 0;
        if (text.Length is 0 or > MostDigits + 2) return false;
        foreach (var c in text)
        {
            if ((uint)(c - '0') > 9) return false;
            amount = amount * 10 + (c - '0');
        }

        return true;
    }

    /// <summary>Takes the sign away. True: it was a minus.</summary>
    private bool TryUnsign(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return false;
        var sign = signBehind ? text[^1] : text[0];
        if (sign is not ((byte)'-' or (byte)'+')) return false;
        text = (signBehind ? text[..^1] : text[1..]).Trim((byte)' ');
        return sign == '-';
    }

    private ReadOnlySpan<byte> Unmarked(ReadOnlySpan<byte> text, out bool negative)
    {
        negative = false;
        foreach (var mark in debit)
        {
            if (TryUnmark(ref text, mark)) return text;
        }

        foreach (var mark in credit)
        {
            if (!TryUnmark(ref text, mark)) continue;
            negative = true;
            return text;
        }

        return text;
    }

    private static bool TryUnmark(ref ReadOnlySpan<byte> text, byte[] mark)
    {
        if (text.EndsWith(mark)) text = text[..^mark.Length].Trim((byte)' ');
        else if (text.StartsWith(mark)) text = text[mark.Length..].Trim((byte)' ');
        else return false;
        return true;
    }
}
