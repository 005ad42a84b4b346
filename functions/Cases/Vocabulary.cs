namespace Collections.Functions.Cases;

/// <summary>Where a case stands; it is in exactly one, and goes up one at a time. (R3)</summary>
public enum Stage { Reminder, Negotiation, FieldVisit, LegalHandoff }

/// <summary>Who works it: an assignment, not a stage.</summary>
/// <remarks><see cref="Specialist"/>: people trained for debtors who are vulnerable.</remarks>
public enum Line { First, Second, Field, Legal, Specialist, Agency }

public enum Product { CreditCard, ConsumerLoan, SmallBusinessLoan, Mortgage, CarLoan }

public enum RiskLevel { Low, Medium, High }

public enum Channel { Sms, Call, Email, Letter, Visit, Video, VoiceMessage }

/// <summary>Why a contact is made; limits and suspensions name the purposes they bind. (R5.1)</summary>
public enum Purpose { Collection, Service, LegalNotice }

/// <summary>A person with a lawful role on a debt, or a third party. (Words)</summary>
public enum Party { Debtor, CoBorrower, Guarantor, Guardian, Heir, Agent, ThirdParty }

/// <summary>
/// Why a case was closed. <see cref="PresumedCured"/>: absent from two complete snapshots in a row; it comes back as the same case if the account
/// returns within five business days. (R1.6) <see cref="Sold"/>, <see cref="WrittenOff"/> and <see cref="ClosedByBank"/> come from the bank's exits: the account left its
/// books, whatever is still owed. <see cref="Settled"/>: what was agreed instead of the whole is paid. (R4.2)
/// </summary>
public enum ClosingReason { Cured, PaidOff, PresumedCured, JudicialEnd, Sold, WrittenOff, ClosedByBank, Settled }

/// <summary>A person's piece of work on a case.</summary>
public enum TaskKind { Call, Visit, LawyersLetter, Review, Letter, Reply, UnknownSend, PlanCheck, Direction, Proceeding, Collateral, CollateralNotice, RiskReview, Safety, Estate, EstateLetter, Assessment, ContactQuestion, Search, CareReview, Concern, DisputeAnswer, ClaimFiling, Complaint, Placement }
