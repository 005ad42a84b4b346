using Collections.Functions.Cases;

namespace Collections.Functions.Legal;

/// <summary>The lawyer's letter is on its way; the debtor has until <paramref name="AnswerBy"/>. (R3.4)</summary>
public sealed record LetterPosted(string Contact, string Task, DateOnly AnswerBy) : Fact
{
    internal override bool IsPublished => true;
}

/// <param name="Blob">Name in the container <c>dossiers</c>.</param>
/// <param name="Sha256">Of the zip, hexadecimal.</param>
/// <param name="Facts">Number of facts of the stream that it contains.</param>
public sealed record DossierBuilt(string Blob, string Sha256, long Facts) : Fact;

/// <param name="Message">Id of the message on queue <c>legal-handoffs</c>.</param>
public sealed record HandedOver(string Message, string Blob, string Sha256) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>What a handoff may lack.</summary>
public enum MissingPaper { Contract, Statement, Identity, Address, Guarantee, Collateral, ContactRecord, Other }

/// <param name="Reference">The legal system's file number, if accepted.</param>
/// <param name="Missing">What it lacks, if refused.</param>
public sealed record HandoffAcknowledged(bool Accepted, string? Reference, string? Note = null, IReadOnlyList<MissingPaper>? Missing = null) : Fact
{
    internal override bool IsMaterial => true;

    internal override bool IsPublished => true;
}
