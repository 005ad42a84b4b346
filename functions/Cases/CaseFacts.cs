using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Platform;

namespace Collections.Functions.Cases;

/// <summary>The first fact of every stream.</summary>
public sealed record CaseOpened : Fact
{
    public required CaseKey Key { get; init; }

    public required string Institution { get; init; }

    public required AccountKey Account { get; init; }

    public required DebtorKey Debtor { get; init; }

    /// <summary>1 for the account's first spell of delinquency.</summary>
    public required int Spell { get; init; }

    public CaseKey? Previous { get; init; }

    public required Product Product { get; init; }

    public required string Region { get; init; }

    public required string Language { get; init; }

    public required AccountPosition Position { get; init; }

    public RiskInputs Risk { get; init; } = new();

    /// <summary>Days after which a balance is too old to act on (the profile's; R5.6).</summary>
    public required int BalanceMaxAgeDays { get; init; }

    /// <summary>Whether they are working days; else calendar days.</summary>
    public bool BalanceAgesInWorkingDays { get; init; }

    /// <summary>Name of the strategy that works the case, and its version, until the next stage at least.</summary>
    public required string Strategy { get; init; }

    /// <summary>Of the trial that the case is part of; null: of none.</summary>
    public string? Arm { get; init; }

    public required string Import { get; init; }

    /// <summary>What is pledged for the account, if anything.</summary>
    public Pledge? Pledge { get; init; }

    internal override bool IsPublished => true;
}

/// <param name="Source">Id of the import that told of it, when it was the bank's doing.</param>
/// <param name="On">Day on which the account left the bank's books, when that closed the case.</param>
public sealed record CaseClosed(ClosingReason Reason, string? Source = null, DateOnly? On = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Because">What brought it back: <c>returned-in-snapshot</c> or <c>payment-reversed</c>.</param>
public sealed record CaseReopened(string Because) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

/// <param name="Because">The condition that was met, as a short code.</param>
/// <param name="Approval">The approval a step up into FieldVisit or LegalHandoff rests on.</param>
/// <param name="VisitWaived">The visit was waived by an approval instead of made.</param>
public sealed record StageEntered(Stage Stage, string Because, string? Approval = null, bool VisitWaived = false) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}

public sealed record LineChanged(Line Line, string Because) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Id">Unique within the case.</param>
/// <param name="Due">When it should be done; then it rises to the supervisor.</param>
public sealed record TaskOpened(string Id, TaskKind Task, Line Queue, DateTimeOffset Due, string Because) : Fact;

/// <param name="Because"><c>done</c>, or why it fell away.</param>
public sealed record TaskClosed(string Id, string Because) : Fact;

/// <summary>A step could not be done in spite of retries; a person looks at it.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Error">Type of the failure; never its message, which may quote data.</param>
public sealed record StepFailed(string Step, string Error) : Fact
{
    internal override bool IsPublished => true;
}
