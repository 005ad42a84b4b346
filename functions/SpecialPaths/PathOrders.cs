using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.SpecialPaths;

/// <param name="Reason">Kept with the debtor's data.</param>
public sealed record Words(string Reason);

/// <param name="Evidence">What was seen or said; kept with the debtor's data.</param>
/// <param name="On">Day of the death, if known; kept there too.</param>
public sealed record DeathNotice(DeathSource Source, string Evidence, DateOnly? On = null);

/// <param name="Value">What an accepted estate has for this claim.</param>
public sealed record EstateReply(EstateAnswer Answer, string Evidence, Money? Value = null);

/// <param name="Words">What it is, in words; kept with the debtor's data.</param>
/// <param name="Code">A code of the bank's own list; kept with the words.</param>
public sealed record VulnerabilityNotice(CareSource Source, CareBasis Basis, string Words, string? Code = null);

/// <param name="Vulnerable">Treat the debtor as vulnerable from here on.</param>
public sealed record ConcernLook(bool Vulnerable, string Reason);

public sealed record DisputeNotice(DisputeReason Reason, string Evidence);

/// <param name="Explanation">For the file; the debtor is told the finding.</param>
public sealed record DisputeReply(DisputeOutcome Outcome, DisputeFinding Finding, string Explanation);

/// <param name="Proof">What proves it, in words; missing: he says so.</param>
public sealed record PaidNotice(DateOnly PaidOn, string? Proof = null);

/// <param name="FileBy">Last day to file the claim, if known.</param>
public sealed record ProceedingsNotice(ProceedingsKind Proceedings, string Evidence, DateOnly? FileBy = null);

public sealed record ProceedingsResult(ProceedingsOutcome Outcome, string Reason);

/// <summary>A search for a lost debtor.</summary>
/// <param name="Source">Of <c>data/search-sources.json</c>.</param>
/// <param name="Purpose">Why it was searched there.</param>
/// <param name="Authority">By what it may be: a consent, a statute, a court's order.</param>
/// <param name="Phone">What was found.</param>
/// <param name="Address">The same.</param>
public sealed record SearchResult(string Source, string Purpose, string Authority, DebtorPhone? Phone = null, string? Address = null);
