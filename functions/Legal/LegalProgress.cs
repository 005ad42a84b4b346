namespace Collections.Functions.Legal;

public sealed record LegalProgress
{
    public DateOnly? LetterAnswerBy { get; init; }

    public DossierBuilt? Dossier { get; init; }

    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>Null until the legal system answers.</summary>
    public bool? Accepted { get; init; }

    /// <summary>What the legal system found missing was seen to: a new dossier is built and handed over.</summary>
    public LegalProgress Again() => this with { Dossier = null, HandedOverAt = null, Accepted = null };
}
