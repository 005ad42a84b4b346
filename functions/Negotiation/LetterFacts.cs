using Collections.Functions.Cases;

namespace Collections.Functions.Negotiation;

/// <summary>A letter of the negotiation is on its way. (R3.2)</summary>
/// <param name="Task">The letter task that it answers.</param>
/// <param name="Template">Name of its template.</param>
/// <param name="NextBy">Of a notice to the owner of what is pledged: when the next step is to be told of.</param>
public sealed record LetterMailed(string Contact, string Task, string Template, DateOnly? NextBy = null) : Fact
{
    internal override bool IsPublished => true;
}
