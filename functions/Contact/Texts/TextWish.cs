using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Texts;

/// <summary>A text that is wanted for a contact.</summary>
/// <param name="Template">By its name, or <c>name-variant</c> for a certain wording.</param>
/// <param name="Contact">Contact id: the same contact gets the same wording again.</param>
public sealed record TextWish(CaseState State, string Template, string Contact)
{
    /// <summary>The cases whose accounts the text speaks of, the wish's own among them; none: that one alone.</summary>
    public IReadOnlyList<CaseState> Covered { get; init; } = [];

    /// <summary>Only where the text goes to the debtor himself.</summary>
    public string? DebtorName { get; init; }

    /// <summary>Letters to heirs: the debtor's name.</summary>
    public string? EstateOf { get; init; }

    public DateOnly? AnswerBy { get; init; }

    /// <summary>What the debtor replies to agree to the plan on offer.</summary>
    public string? ConfirmCode { get; init; }

    /// <summary>Null: the case's.</summary>
    public string? Language { get; init; }
}

/// <summary>A text as it goes out.</summary>
/// <param name="Hash">SHA-256 of the text, with the subject's line before it where there is one; hexadecimal.</param>
public sealed record MessageText(string Text, string Hash)
{
    public required string Template { get; init; }

    public required int Version { get; init; }

    public required string Variant { get; init; }

    public required string Language { get; init; }

    /// <summary>What each placeholder of the text was filled with.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>E-mail only.</summary>
    public string? Subject { get; init; }

    /// <summary>SMS only.</summary>
    public int? Segments { get; init; }
}
