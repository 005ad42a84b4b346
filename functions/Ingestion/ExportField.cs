namespace Collections.Functions.Ingestion;

/// <summary>What a column of a file means.</summary>
public enum ExportField
{
    Institution, BusinessDate, AccountNumber, Product, ContractNumber, DebtorNumber, DebtorName, IdNumber, Mobile, Email, Address, Region, Language,
    Currency, CreditLimit, Principal, Interest, PenaltyInterest, Fees, TotalOverdue, MinimumPayment, Balance, StatementDate, DueDate, DaysPastDue,
    PeriodsPastDue, LastPaymentDate, LastPaymentAmount, CreditScore, DelinquenciesIn12Months, Employment, OverdueReason, CardNumber,
    EmergencyContactName, EmergencyContactPhone, EmergencyContactConsent, PaymentId, PaidOn, Amount, Method, Reverses,
    Bucket, Accounts, Reason, ExitedOn, Change, Value, ChangedOn, RecordId, Phone, StartedAt, Channel, Outcome, DurationSeconds,
    PromiseId, MadeOn, DueOn, PlanId, AgreedOn, Instalment, PlanTotal, OptedOutOn,
    CollateralKind, CollateralValue, CollateralId, DebtorKind,
}
