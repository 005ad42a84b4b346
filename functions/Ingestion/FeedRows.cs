using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

// Rows of the kinds beside snapshots and payments, checked. They hold personal data: they live in memory and in the staging container only.

/// <summary>Accounts and balance of a product and bucket, over the whole portfolio: the denominators of R7.</summary>
/// <param name="Bucket">M0 for accounts that are not overdue, M1 for 1 to 30 days, …</param>
public sealed record TotalRow(Product Product, string Bucket, long Accounts, Money Balance);

/// <summary>An account that left the bank's books.</summary>
public sealed record ExitRow(string AccountNumber, ClosingReason Reason, DateOnly ExitedOn);

public enum OutsideChange { NewLoan, Asset, Address, Phone, Email, AccountNumber }

/// <summary>Something that changed outside collections.</summary>
/// <param name="AccountNumber">Whose case is told; may be empty for an address, phone or e-mail.</param>
/// <param name="DebtorNumber">Needed for an address, phone or e-mail, else it may be empty.</param>
/// <param name="Value">The new address, phone, e-mail or account number; empty for the others.</param>
public sealed record ChangeRow(string AccountNumber, string DebtorNumber, OutsideChange Change, string Value, DateOnly ChangedOn);

/// <summary>A contact that somebody else made, as the dialler recorded it.</summary>
/// <param name="RecordId">The dialler's own: the same record in two files counts once.</param>
/// <param name="Result">As our own contacts of the same outcome count.</param>
public sealed record CallRow(
    string RecordId, string AccountNumber, string DebtorNumber, string Phone, DateTimeOffset StartedAt, Channel Channel, EntryResult Result, int DurationSeconds);

/// <summary>A promise that was open before going live.</summary>
public sealed record PromiseRow(string AccountNumber, string PromiseId, DateOnly MadeOn, DateOnly DueOn, Money Amount, string Method);

/// <summary>One instalment of a plan that was in force before going live.</summary>
/// <param name="Instalment">From 1, without gaps.</param>
/// <param name="Total">Of the whole plan: what its instalments add up to.</param>
public sealed record PlanRow(string AccountNumber, string PlanId, DateOnly AgreedOn, int Instalment, DateOnly DueOn, Money Amount, Money Total);

/// <summary>A channel that a debtor had closed before going live.</summary>
public sealed record OptOutRow(string DebtorNumber, Channel Channel, DateOnly OptedOutOn);
