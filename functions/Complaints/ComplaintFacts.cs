using Collections.Functions.Cases;

namespace Collections.Functions.Complaints;

/// <summary>What a complaint is about, and so what stops while it is looked into: the amount this debt, people's conduct their calls and visits, service nothing. (R6.5)</summary>
public enum ComplaintScope { Amount, Conduct, Service }

/// <summary>How it came in.</summary>
public enum ComplaintWay { Phone, Hotline, Sms, Email, Letter, Branch, Regulator }

/// <summary>What the bank counts it under.</summary>
public enum ComplaintCause { WrongAmount, Fees, CreditReport, TooManyContacts, ContactTime, Rudeness, Threat, ThirdPartyTold, Privacy, WrongPerson, PlanRefused, Slowness, Other }

/// <summary>How much time the law gives for the answer.</summary>
public enum ComplaintKind { Simple, Complex, Special }

public enum ComplaintOutcome { Upheld, Partly, Rejected, Withdrawn }

/// <summary>What the bank does about what was found.</summary>
public enum ComplaintConsequence { None, Apology, Correction, Compensation, Training, Warning, Reassignment, Discipline, AgencyWarned, ProcessChange }

/// <summary>Where a complaint stands.</summary>
public enum ComplaintStep { Received, Registered, Investigated, Decided, Answered, Archived }

/// <summary>Somebody complains. What it is about stops from here on. (R6.5)</summary>
/// <param name="Complaint">Id; the stop in the debtor's ledger has its own, made of it.</param>
/// <param name="About">Id of the person or agency complained of; null: nobody in particular.</param>
/// <param name="RegisterBy">When it must be registered.</param>
/// <param name="Note">Id of the words, in the debtor's partition.</param>
public sealed record ComplaintReceived(string Complaint, ComplaintWay Way, DateOnly On, ComplaintScope Scope, string? About, DateTimeOffset RegisterBy, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>Compliance has taken it up: what it is about, and who looks into it.</summary>
/// <param name="AnswerBy">The law's last instant for the answer.</param>
public sealed record ComplaintRegistered(string Complaint, ComplaintScope Scope, ComplaintCause Cause, string? About, string Investigator, DateTimeOffset InvestigateBy, DateTimeOffset AnswerBy) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>It is not as simple as it looked: the law gives more time.</summary>
public sealed record ComplaintExtended(string Complaint, ComplaintKind To, DateTimeOffset AnswerBy, string? Note) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Note">Id of what was found, in the debtor's partition.</param>
public sealed record ComplaintInvestigated(string Complaint, DateTimeOffset DecideBy, string? Note) : Fact
{
    internal override bool IsPublished => true;
}

public sealed record ComplaintDecided(string Complaint, ComplaintOutcome Outcome, IReadOnlyList<ComplaintConsequence> Consequences, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <summary>Whoever complained has the answer: what stopped goes on.</summary>
public sealed record ComplaintAnswered(string Complaint, ComplaintWay Way, DateOnly On, DateTimeOffset ArchiveBy, string? Note) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Reference">Where the file is kept.</param>
public sealed record ComplaintArchived(string Complaint, string Reference, DateOnly On) : Fact;
