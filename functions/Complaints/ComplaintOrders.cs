namespace Collections.Functions.Complaints;

/// <param name="Words">What is complained of, in the words of whoever complains; kept with the debtor's data.</param>
/// <param name="About">Id of the person or agency complained of.</param>
/// <param name="On">When it came in; today, unless said otherwise.</param>
public sealed record ComplaintNotice(ComplaintWay Way, ComplaintScope Scope, string Words, string? About = null, DateOnly? On = null);

/// <param name="Investigator">Id of the person who looks into it; not who is complained of.</param>
public sealed record ComplaintRegistration(ComplaintScope Scope, ComplaintCause Cause, string Investigator, string? About = null);

public sealed record ComplaintExtension(ComplaintKind To, string Reason);

/// <param name="Words">What was found.</param>
public sealed record ComplaintFindings(string Words);

/// <param name="Words">Why.</param>
public sealed record ComplaintDecision(ComplaintOutcome Outcome, string Words, IReadOnlyList<ComplaintConsequence>? Consequences = null);

/// <param name="Words">What was answered.</param>
public sealed record ComplaintReply(ComplaintWay Way, string Words);

public sealed record ComplaintFile(string Reference);
