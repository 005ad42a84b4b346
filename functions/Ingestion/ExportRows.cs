using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>A row of a delinquency snapshot, checked, its numbers masked. Holds personal data: it lives in memory and in the staging container only.</summary>
public sealed record AccountRow
{
    public required string AccountNumber { get; init; }

    public required Product Product { get; init; }

    public required string ContractNumber { get; init; }

    public required string DebtorNumber { get; init; }

    public required string DebtorName { get; init; }

    /// <summary>Masked.</summary>
    public required string IdNumber { get; init; }

    /// <summary>Masked.</summary>
    public required string CardNumber { get; init; }

    public required string Mobile { get; init; }

    public required string Email { get; init; }

    public required string Address { get; init; }

    public required string Region { get; init; }

    public required string Language { get; init; }

    public required AccountPosition Position { get; init; }

    public required RiskInputs Risk { get; init; }

    public required string OverdueReason { get; init; }

    public DebtorKind? Kind { get; init; }

    public EmergencyContact? EmergencyContact { get; init; }

    /// <summary>What is pledged for the account, if the file tells.</summary>
    public PledgedAsset? Pledge { get; init; }

    /// <summary>Past due with an amount: what a case is opened for. (R1.6)</summary>
    public bool IsOverdue => Position.DaysPastDue >= 1 && Position.Overdue.IsPositive;
}

/// <param name="Number">The bank's number of it.</param>
public sealed record PledgedAsset(CollateralKind Kind, Money Value, string Number);

/// <summary>A third party who may be asked once for a way to reach the debtor, if consent is on file. (R5.5)</summary>
public sealed record EmergencyContact(string Name, string Phone, bool Consent);

/// <summary>A row of a payments file, or the same from the bus.</summary>
/// <param name="Reverses">Id of the payment that this one takes back, or null.</param>
public sealed record PaymentRow(string AccountNumber, string PaymentId, DateOnly PaidOn, Money Amount, string Method, string? Reverses);

/// <summary>Why a row is not used. Names the field and the rule; nothing personal is in it.</summary>
/// <param name="Line">Line of the file, the first being 1.</param>
/// <param name="Field">The column, as the file calls it.</param>
/// <param name="Code">Short stable code, e.g. <c>parts-differ-from-total</c>.</param>
public sealed record RowFault(long Line, string Field, string Code, string Reason)
{
    /// <summary>First byte of the row in the file as it was delivered (of a compressed one: as it expands), from 0.</summary>
    public long Byte { get; init; }

    /// <summary>What stood in the field, masked by its kind.</summary>
    public string Value { get; init; } = "";
}
