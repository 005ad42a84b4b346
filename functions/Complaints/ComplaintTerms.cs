namespace Collections.Functions.Complaints;

/// <summary>Working days for each step of a complaint; the answer itself has the law's clock (the policy pack's <c>complaintClock</c>). (R6.5)</summary>
public sealed record ComplaintTerms
{
    public int RegisterWithin { get; init; } = 2;

    public int InvestigateWithin { get; init; } = 7;

    public int DecideWithin { get; init; } = 2;

    /// <summary>After the answer.</summary>
    public int ArchiveWithin { get; init; } = 10;
}
