using Collections.Functions.Cases;

namespace Collections.Functions.Contact.Consents;

/// <summary>The debtor, or another party, agreed to be contacted at other hours. The case tells of it before it counts in the ledger.</summary>
/// <param name="Evidence">Where the consent is recorded: a contact's id, or a document's. It names the consent.</param>
/// <param name="Channel">Null: by whichever.</param>
/// <param name="Times">At the debtor's place, e.g. <c>21:00-22:00</c>.</param>
/// <param name="Until">The first instant at which it no longer holds.</param>
/// <param name="Person">Id of the person who agreed, within the debtor's partition; null: the debtor.</param>
public sealed record ConsentGiven(string Evidence, Channel? Channel, string Times, DateTimeOffset Until, string? Person = null) : Fact;

/// <summary>The debtor took it back: it counts no more in the ledger before the case tells of it.</summary>
public sealed record ConsentWithdrawn(string Evidence) : Fact;

/// <summary>The debtor has closed a channel; the ledger is told first.</summary>
/// <param name="Source">How he said so: <c>person</c>.</param>
public sealed record ChannelOptedOut(Channel Channel, string Source) : Fact
{
    internal override bool IsPublished => true;
}
