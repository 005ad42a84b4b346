using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>What an overdue amount is made of.</summary>
public enum DebtPart { Principal, Interest, PenaltyInterest, Fees }

/// <summary>An amount by its parts. Arithmetic is exact: nothing here rounds.</summary>
public sealed record DebtParts(Money Principal, Money Interest, Money PenaltyInterest, Money Fees)
{
    public Money Total => Principal + Interest + PenaltyInterest + Fees;

    public Money this[DebtPart part] => part switch
    {
        DebtPart.Principal => Principal,
        DebtPart.Interest => Interest,
        DebtPart.PenaltyInterest => PenaltyInterest,
        DebtPart.Fees => Fees,
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    public static DebtParts Of(AccountPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return new DebtParts(position.Principal, position.Interest, position.PenaltyInterest, position.Fees);
    }

    public static DebtParts operator -(DebtParts left, DebtParts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Principal - right.Principal, left.Interest - right.Interest, left.PenaltyInterest - right.PenaltyInterest, left.Fees - right.Fees);
    }

    /// <summary>What is left after a payment, part by part in an order, none below zero. What is paid beyond all parts is not theirs.</summary>
    public DebtParts After(Money payment, IReadOnlyList<DebtPart> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (parts, left) = (this, payment.AmountIn(Principal.Currency));
        foreach (var part in order)
        {
            var taken = Math.Min(Math.Max(0m, left), parts[part].Amount);
            left -= taken;
            parts = parts.With(part, new Money(parts[part].Amount - taken, Principal.Currency));
        }

        return parts;
    }

    private DebtParts With(DebtPart part, Money amount) => part switch
    {
        DebtPart.Principal => this with { Principal = amount },
        DebtPart.Interest => this with { Interest = amount },
        DebtPart.PenaltyInterest => this with { PenaltyInterest = amount },
        DebtPart.Fees => this with { Fees = amount },
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
