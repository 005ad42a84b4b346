using Collections.Functions.Cases;

namespace Collections.Functions.SpecialPaths;

/// <summary>The special paths that a case is on: what they wait for, and the days that they take out of its ladders.</summary>
public sealed record PathProgress
{
    public EstateProgress? Estate { get; init; }

    public LostProgress? Lost { get; init; }

    public CareProgress? Care { get; init; }

    /// <summary>Id of the stop, until a trained person has looked.</summary>
    public string? Concern { get; init; }

    public DisputeRegistered? Dispute { get; init; }

    /// <summary>The last that was answered, to tell the debtor.</summary>
    public DisputeAnswered? Answered { get; init; }

    /// <summary>The bank corrects what was rightly disputed, until a person says that it has.</summary>
    public bool Correcting { get; init; }

    public PaidClaimed? Claim { get; init; }

    /// <summary>Days on which it was claimed without proof.</summary>
    public IReadOnlyList<DateOnly> Unproven { get; init; } = [];

    /// <summary>The last claim of which no payment was found, until somebody was asked to call about it.</summary>
    public string? NotFound { get; init; }

    public ProceedingsProgress? Proceedings { get; init; }

    /// <summary>Something was heard of a contact point since it was last looked at whether any is left.</summary>
    public bool LookAgain { get; init; }

    /// <summary>Nobody lives where the debtor is said to.</summary>
    public bool BadAddress { get; init; }

    /// <summary>Days past due when the first of the paths began that the case is on now.</summary>
    public int? HeldFrom { get; init; }

    /// <summary>Days past due that went by on paths that have ended. (R3.5)</summary>
    public int DaysHeld { get; init; }

    private bool Holds => Estate is not null || Lost is not null || Care is { Allowed: false } || Concern is not null || Dispute is not null || Claim is not null || Proceedings is not null;

    /// <summary>Whether a suspension stands for one of the paths, and ends with it alone.</summary>
    public bool Hold(string suspension) => suspension == Estate?.Suspension || suspension == Concern || suspension == Dispute?.Dispute || suspension == Proceedings?.Noted.Suspension;

    /// <summary>Begins and ends the count of days, whichever path began or ended.</summary>
    public PathProgress Counted(int daysPastDue) => (Holds, HeldFrom) switch
    {
        (true, null) => this with { HeldFrom = daysPastDue },
        (false, { } from) => this with { HeldFrom = null, DaysHeld = DaysHeld + Math.Max(0, daysPastDue - from) },
        _ => this,
    };

    /// <summary>The bank counts fewer days past due than it did.</summary>
    public PathProgress After(int fewer) => fewer > 0 && DaysHeld > 0 ? this with { DaysHeld = Math.Max(0, DaysHeld - fewer) } : this;

    /// <summary>What a person was asked to see to.</summary>
    public PathProgress With(TaskOpened task, DateOnly today) => task.Task switch
    {
        TaskKind.Estate when Estate is { } estate => this with { Estate = estate with { LookedAtOn = today } },
        TaskKind.EstateLetter when Estate is { } estate => this with { Estate = estate with { LettersTo = [.. estate.LettersTo, task.Because] } },
        TaskKind.Assessment => this with
        {
            Estate = Estate is null ? null : Estate with { Assessed = true },
            Lost = Lost is null ? null : Lost with { Assessed = true },
            Proceedings = Proceedings is null ? null : Proceedings with { Assessed = true },
        },
        TaskKind.ContactQuestion when Lost is { } lost => this with { Lost = lost with { Askable = false } },
        TaskKind.Search when Lost is { } lost => this with { Lost = lost with { Searched = true } },
        TaskKind.CareReview when Care is { } care => this with { Care = care with { ReviewedOn = today } },
        TaskKind.ClaimFiling when Proceedings is { } held => this with { Proceedings = held with { Asked = true } },
        TaskKind.Call when NotFound is { } claim && task.Because == ClaimRules.CallOf(claim) => this with { NotFound = null },
        TaskKind.Review when task.Because == DisputeRules.Correction => this with { Correcting = false },
        _ => this,
    };
}

/// <param name="Since">Day on which the death became known.</param>
/// <param name="Suspension">Id of the stop.</param>
public sealed record EstateProgress(DateOnly Since, string Suspension)
{
    public EstateAnswered? Answer { get; init; }

    /// <summary>Ids of heirs for whom a letter was asked for since the last answer.</summary>
    public IReadOnlyList<string> LettersTo { get; init; } = [];

    /// <summary>When somebody was last asked to see to it.</summary>
    public DateOnly? LookedAtOn { get; init; }

    /// <summary>It was handed to legal assessment.</summary>
    public bool Assessed { get; init; }

    public EstateProgress With(EstateAnswered answer) => this with { Answer = answer, LettersTo = [], LookedAtOn = answer.On, Assessed = false };
}

/// <param name="Since">Day since which nobody knows how to reach the debtor.</param>
/// <param name="Because">As the fact says.</param>
/// <param name="Askable">Somebody may be asked who has not been yet.</param>
public sealed record LostProgress(DateOnly Since, string Because, bool Askable)
{
    public bool Searched { get; init; }

    public bool Assessed { get; init; }
}

public sealed record CareProgress(DateOnly Since)
{
    /// <summary>A supervisor lets the case go up all the same.</summary>
    public bool Allowed { get; init; }

    public DateOnly ReviewedOn { get; init; } = Since;
}

/// <param name="LineBefore">Who worked the case before legal took over.</param>
public sealed record ProceedingsProgress(ProceedingsNoted Noted, Line LineBefore)
{
    /// <summary>Somebody was asked to file the claim.</summary>
    public bool Asked { get; init; }

    /// <summary>They have ended so that nothing is collected any more.</summary>
    public ProceedingsOutcome? Ended { get; init; }

    public bool Assessed { get; init; }
}
