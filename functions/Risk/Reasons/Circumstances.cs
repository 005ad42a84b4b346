using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;

namespace Collections.Functions.Risk.Reasons;

/// <summary>What is known of why the debtor does not pay, and of what he lives on.</summary>
public sealed record Circumstances
{
    public OverdueReason Reason { get; init; }

    /// <summary>Null while nobody has said anything.</summary>
    public ReasonSource? Source { get; init; }

    public DateOnly? StatedOn { get; init; }

    /// <summary>Evidence of what is alleged and not decided yet.</summary>
    public MaliceAlleged? Alleged { get; init; }

    /// <summary>As the debtor told it.</summary>
    public EmploymentStatus? Employment { get; init; }

    /// <summary>What the bank's file had then: what it has anew since is newer than the debtor's word.</summary>
    public string? ExportedThen { get; init; }

    /// <summary>Debt service over income by the debtor's figures.</summary>
    public decimal? DebtService { get; init; }

    /// <summary>Whether people may not be overruled by files and guesses any more.</summary>
    public bool IsByPerson => Source is ReasonSource.Debtor or ReasonSource.Collector or ReasonSource.Approval;

    public Circumstances With(Fact fact, RiskInputs inputs, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return fact switch
        {
            ReasonStated stated => this with
            {
                Reason = stated.Reason,
                Source = stated.Source,
                StatedOn = BusinessTime.DayOf(at),
                Alleged = stated.Reason == OverdueReason.Malicious ? null : Alleged,
            },
            MaliceAlleged alleged => this with { Alleged = alleged },
            ApprovalDecided { Approved: false } decided when decided.Id == Alleged?.Approval => this with { Alleged = null },
            ApprovalLapsed lapsed when lapsed.Id == Alleged?.Approval => this with { Alleged = null },
            EmploymentStated stated => this with { Employment = stated.Employment, ExportedThen = inputs.Employment },
            AffordabilityStated { DebtService: { } ratio } => this with { DebtService = ratio },
            _ => this,
        };
    }
}
