using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Parties;

public enum PartyNews { Named, Changed, Stopped, WrongNumber }

/// <summary>Something became known of a person on the debt; who that is stands with the debtor's data.</summary>
/// <param name="Person">Id of the person within the debtor's partition.</param>
public sealed record PartyNoted(string Person, Party Role, PartyNews News) : Fact;

/// <summary>A person looked at the debtor's data in full, or at a part of it, and said why. (R8.2)</summary>
/// <param name="Note">Id of his words in the debtor's partition.</param>
public sealed record DataRevealed(RevealPurpose Purpose, string? Note) : Fact;

/// <summary>Why somebody looks at a debtor's data.</summary>
public enum RevealPurpose { Identification, ContactPoints, Complaint, Dossier, Visit, Correction }

/// <summary>Somebody with the role set aside rules of the law that only presume; the contact was counted all the same.</summary>
/// <param name="Note">Id of his reason in the debtor's partition.</param>
public sealed record RulesOverridden(string Contact, string? Note) : Fact;
