using Collections.Functions.Cases;
using Collections.Functions.Legal.Court;
using Collections.Functions.Legal.Directions;

namespace Collections.Functions.Legal;

public sealed record LegalProgress
{
    public DateOnly? LetterAnswerBy { get; init; }

    /// <summary>The latest answer to the letter.</summary>
    public LetterAnswer? Answer { get; init; }

    /// <summary>The answer lets the case go on before its time is over.</summary>
    public bool LetterSettled { get; init; }

    public DossierBuilt? Dossier { get; init; }

    /// <summary>The latest that was built, whatever became of it.</summary>
    public DossierBuilt? LastDossier { get; init; }

    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>Null until the legal system answers.</summary>
    public bool? Accepted { get; init; }

    /// <summary>The legal system's file number.</summary>
    public string? Reference { get; init; }

    /// <summary>What the legal system found missing when it refused.</summary>
    public IReadOnlyList<MissingPaper>? Missing { get; init; }

    public ProceedingProgress Proceedings { get; init; } = new();

    /// <summary>Day on which the case last came back from court.</summary>
    public DateOnly? ReturnedOn { get; init; }

    /// <summary>Day on which somebody was last asked where the case goes.</summary>
    public DateOnly? AskedOn { get; init; }

    /// <summary>Where the case goes, as a person said last.</summary>
    public Direction? Direction { get; init; }

    /// <summary>A mediator is asked instead of the court.</summary>
    public bool Mediates { get; init; }

    /// <summary>What the legal system found missing was seen to, or it goes to court once more: a new dossier is built and handed over.</summary>
    public LegalProgress Again() => this with { Dossier = null, HandedOverAt = null, Accepted = null, Reference = null, Missing = null, Proceedings = new(), Mediates = false };

    /// <summary>A stage is entered. Back from court it begins with the letter, if it comes to that again.</summary>
    /// <param name="before">The stage until now.</param>
    public LegalProgress With(StageEntered entered, Stage before, DateOnly today) => (before, entered.Stage) switch
    {
        (Stage.LegalHandoff, < Stage.LegalHandoff) => new() { ReturnedOn = ReturnedOn ?? today, AskedOn = today, Direction = Direction, LastDossier = LastDossier },
        (_, Stage.LegalHandoff) => this with { Mediates = false, Proceedings = new() },
        _ => this,
    };

    public LegalProgress With(LetterPosted posted) => this with { LetterAnswerBy = posted.AnswerBy, Answer = null, LetterSettled = false };

    public LegalProgress With(LetterAnswered answered) => answered switch
    {
        { Undelivered: UndeliveredLetter.TryAgain } => this with { Answer = answered.Answer, LetterAnswerBy = null },
        { Answer: LetterAnswer.Refuses or LetterAnswer.Undeliverable } => this with { Answer = answered.Answer, LetterSettled = true },
        _ => this with { Answer = answered.Answer },
    };

    public LegalProgress With(HandoffAcknowledged answer) => this with { Accepted = answer.Accepted, Reference = answer.Reference, Missing = answer.Missing };

    public LegalProgress With(ProceedingTaken taken) => taken.Step == ProceedingStep.Returned
        ? this with { Proceedings = Proceedings.With(taken), ReturnedOn = taken.On, AskedOn = null, Mediates = false }
        : this with { Proceedings = Proceedings.With(taken) };

    public LegalProgress With(TaskOpened task, DateOnly today) => task.Task == TaskKind.Direction ? this with { AskedOn = today } : this;

    public LegalProgress With(DirectionGiven given) => given.Direction switch
    {
        Directions.Direction.CourtAgain => Again() with { Direction = given.Direction },
        Directions.Direction.Mediation => this with { Direction = given.Direction, Mediates = true, Proceedings = new() },
        _ => this with { Direction = given.Direction, Mediates = false },
    };
}
