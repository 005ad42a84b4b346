using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Collections.Functions.Risk.Reasons;

namespace Collections.Functions.Workbench;

/// <summary>Everything about one debtor in one place. (R2.5)</summary>
public sealed record CustomerAnswer
{
    public required DebtorKey Key { get; init; }

    /// <summary>Masked; missing for roles that need no personal data.</summary>
    public DebtorCard? Debtor { get; init; }

    /// <summary>Who has work on his accounts; missing when nobody has, or more than one person.</summary>
    public string? Owner { get; init; }

    /// <summary>Due and unpaid on all open cases, by currency.</summary>
    public required IReadOnlyList<Money> Overdue { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<CustomerCase> Cases { get; init; }

    /// <summary>Persons on the debt, masked; missing for roles that need no personal data.</summary>
    public IReadOnlyList<PartyCard>? Parties { get; init; }

    /// <summary>Masked; missing for roles that need no personal data.</summary>
    public IReadOnlyList<PointCard>? ContactPoints { get; init; }

    /// <summary>What the counters of the law have in view, the latest first.</summary>
    public required IReadOnlyList<CustomerContact> Contacts { get; init; }

    public required IReadOnlyList<Channel> OptOuts { get; init; }

    public required IReadOnlyList<SuspensionCard> Suspensions { get; init; }
}

/// <summary>One of his cases.</summary>
/// <param name="Line">Who works it.</param>
/// <param name="Owner">Who has taken on a task of it.</param>
/// <param name="Scores">Every score that it had, oldest first.</param>
public sealed record CustomerCase(
    CaseKey Case, AccountKey Account, Product Product, int Spell, DateTimeOffset OpenedAt, ClosingReason? Closed, Stage Stage, Line Line, string? Owner, int DaysPastDue, Money Overdue,
    Money Outstanding, RiskLevel? Risk, int? RiskScore, OverdueReason Reason, CustomerSegment Segment, PromiseMade? Promise, int PromisesKept, int PromisesBroken, AgreedPlan? Plan, PlanOffer? Offer,
    int PlansKept, int PlansBroken, IReadOnlyList<ScoreOn> Scores);

/// <param name="Rule">What set the level where the sum alone would not.</param>
public sealed record ScoreOn(DateTimeOffset At, string Scorecard, int Score, RiskLevel Level, string? Rule);

/// <summary>A counted contact, whoever it was with.</summary>
/// <param name="Accounts">Those that it was about.</param>
public sealed record CustomerContact(
    string Contact, DateTimeOffset At, Channel Channel, Purpose Purpose, Party Party, EntryResult Result, string? Agency, IReadOnlyList<AccountKey> Accounts)
{
    public static CustomerContact Of(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new CustomerContact(entry.Contact, entry.At, entry.Channel, entry.Purpose, entry.Party, entry.Result, entry.Agency, [entry.Account, .. entry.Covers ?? []]);
    }
}
