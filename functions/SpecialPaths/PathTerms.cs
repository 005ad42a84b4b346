namespace Collections.Functions.SpecialPaths;

/// <summary>The times of the special paths. (R3.6)</summary>
public sealed record PathTerms
{
    /// <summary>Days that go by on such a path do not bring the case up its ladders.</summary>
    public bool HoldsDays { get; init; } = true;

    /// <summary>Calendar days in which an estate should be heard of, and after which it is looked at again.</summary>
    public int EstateDays { get; init; } = 30;

    /// <summary>Working days in which a letter to an heir should be posted.</summary>
    public int EstateLetterWithin { get; init; } = 5;

    /// <summary>Working days for a search.</summary>
    public int SearchWithin { get; init; } = 10;

    /// <summary>Calendar days after which a lost debtor is a matter for legal assessment.</summary>
    public int LostDays { get; init; } = 90;

    /// <summary>Calendar days between looks at a vulnerable debtor's case.</summary>
    public int CareReviewDays { get; init; } = 30;

    /// <summary>Working days between the calls of trained people.</summary>
    public int CareCallEvery { get; init; } = 7;

    /// <summary>Hours in which somebody trained looks at a sign of abuse or self-harm, at whatever time of day.</summary>
    public int ConcernHours { get; init; } = 4;

    /// <summary>Working days in which a dispute should be answered.</summary>
    public int DisputeWithin { get; init; } = 15;

    /// <summary>Working days that the bank has to correct what was rightly disputed.</summary>
    public int CorrectWithin { get; init; } = 10;

    /// <summary>How often "I have paid" counts without proof within <see cref="ClaimDays"/> calendar days.</summary>
    public int Claims { get; init; } = 2;

    public int ClaimDays { get; init; } = 30;

    /// <summary>Working days in which a claim is filed when no date is known.</summary>
    public int FileWithin { get; init; } = 10;
}
