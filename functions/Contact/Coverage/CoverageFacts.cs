using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Coverage;

/// <summary>
/// A message that went out on another account of the debtor spoke of this one too, and stands in the place of the one that was due here. (R2.5, R5.2)
/// </summary>
/// <param name="Sender">The case that sent it.</param>
/// <param name="Rung">The rung that it reached here.</param>
/// <param name="Template">Template of the text.</param>
public sealed record ContactCovered(string Contact, CaseKey Sender, Channel Channel, string Rung, string Template) : Fact;

/// <summary>A person has found that the message never left: the rung is to be tried again. (R5.6)</summary>
public sealed record CoverUndone(string Contact, string Rung) : Fact;
