using Collections.Functions.Cases;

namespace Collections.Functions.Risk.Reasons;

/// <summary>
/// Why an account is overdue. <see cref="Personal"/> stands for illness or accident: facts and events say no more of it, the words stand with the debtor's data.
/// <see cref="Malicious"/> is never guessed and never said to the debtor. (R2.1)
/// </summary>
public enum OverdueReason { Unknown, Forgotten, ShortOfMoney, Unemployed, Personal, Dispute, Unwilling, Malicious }

/// <summary>Who says so: the bank's file, a rule, the debtor himself, whoever works the case, or an approval.</summary>
public enum ReasonSource { Export, Rule, Debtor, Collector, Approval }

/// <param name="Note">Id of the words in the debtor's partition.</param>
/// <param name="Approval">The approval that it rests on; only <see cref="OverdueReason.Malicious"/> needs one, and never stands without.</param>
public sealed record ReasonStated(OverdueReason Reason, ReasonSource Source, string? Note = null, string? Approval = null) : Fact
{
    /// <summary>What a person learned changes what an approver would decide; a guess does not.</summary>
    internal override bool IsMaterial => Source is ReasonSource.Debtor or ReasonSource.Collector;

    internal override bool IsPublished => true;
}

/// <summary>Somebody says, with evidence, that a debtor could pay and means not to. It counts for nothing until somebody else has approved it.</summary>
/// <param name="Evidence">Id of the words in the debtor's partition.</param>
/// <param name="Approval">The approval that is asked for.</param>
public sealed record MaliceAlleged(string Evidence, string Approval) : Fact;

public enum EmploymentStatus { Stable, Unstable, SelfEmployed, Unemployed }

/// <summary>What the debtor told of his work.</summary>
/// <param name="Note">Id of the words in the debtor's partition.</param>
public sealed record EmploymentStated(EmploymentStatus Employment, string? Note = null) : Fact;
