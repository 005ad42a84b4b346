using Collections.Functions.Cases;

namespace Collections.Functions.Contact;

/// <summary>
/// How a send ended. <see cref="Unknown"/> is never repeated; a person, or a delivery report, settles it. <see cref="Shadow"/>: it was only practised, and
/// nobody was written to. (R5.6, R5.10)
/// </summary>
public enum SendOutcome { Sent, Failed, Unknown, Released, Shadow }

/// <summary>
/// What came of a call, as far as the counters and the strategy tell calls apart. The last two are a third party's: he passes it on, or wants to be left alone. (R5.5, R6.4)
/// </summary>
public enum CallOutcome { NoAnswer, Busy, WrongNumber, ThirdParty, RightPartyNoResult, RightPartyPromise, RightPartyRefused, RightPartyDispute, PassedOn, StopRequested }

/// <summary>The strategy wants a message to go out; the head stays due until the contact is resolved. (Step 1 of the contact protocol.)</summary>
/// <param name="Contact">Contact id: hash of case and decision sequence.</param>
/// <param name="Rung">Which rung of the strategy, e.g. <c>reminder-7</c>; a rung's message goes out once.</param>
/// <param name="Template">Template of the text.</param>
public sealed record ContactPlanned(string Contact, Channel Channel, Purpose Purpose, Party Party, string Rung, string Template) : Fact;

/// <summary>The gate allows it only from <paramref name="Until"/> on; a retry is a new decision with a new contact id.</summary>
/// <param name="Pack">The pack of the verdict: name, version and beginning of its hash.</param>
/// <param name="Refused">How often in a row the carrier has not taken what the case had to say, this time included; null: it was put off for another reason.</param>
public sealed record ContactDeferred(string Contact, DateTimeOffset Until, string Rule, string? Pack = null, int? Refused = null) : Fact;

/// <param name="Pack">The pack of the verdict: name, version and beginning of its hash.</param>
public sealed record ContactForbidden(string Contact, string Rule, string? Pack = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>Nothing known to the case forbids it any more; from here on it may leave. (Step 3.)</summary>
/// <param name="Pack">The pack under which it was allowed: name, version and beginning of its hash.</param>
public sealed record SendStarted(string Contact, string? Pack = null) : Fact;

/// <param name="Because">Released: the check that gave it up.</param>
public sealed record ContactCompleted(string Contact, SendOutcome Outcome, string? ProviderMessage = null, string? Because = null) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>A person has found out what became of a message whose outcome nobody knew. (R5.6)</summary>
/// <param name="Left">It was sent; else it never left, and the strategy decides anew.</param>
/// <param name="Note">Id of the reason's text in the debtor's partition.</param>
public sealed record UnknownSettled(string Contact, bool Left, string? Note) : Fact
{
    internal override bool IsPublished => true;
}

public sealed record DeliveryReported(string Contact, bool Delivered) : Fact
{
    internal override bool IsPublished => true;
}

/// <summary>Somebody else made a contact: the dialler, or the bank before the system went live. It counts in the debtor's ledger like one of our own. (R1.8)</summary>
/// <param name="Contact">Keyed hash of the record's number.</param>
/// <param name="At">When it began, which may be long ago.</param>
public sealed record ContactTakenOver(string Contact, Channel Channel, DateTimeOffset At, EntryResult Result, int DurationSeconds, string Source) : Fact;

/// <summary>A person called, after the gate allowed and counted it.</summary>
/// <param name="Task">The call task it answers, if any.</param>
/// <param name="At">When the call began.</param>
/// <param name="Note">Id of the summary in the debtor's partition, if there is one.</param>
/// <param name="Person">Id of the person within the debtor's partition; null: the debtor.</param>
public sealed record CallRecorded(string Contact, string? Task, DateTimeOffset At, CallOutcome Outcome, int DurationSeconds, string? Note = null, Party Party = Party.Debtor, string? Person = null) : Fact
{
    internal override bool IsPublished => true;

    public bool IsConversation => Outcome is CallOutcome.RightPartyNoResult or CallOutcome.RightPartyPromise or CallOutcome.RightPartyRefused or CallOutcome.RightPartyDispute;
}
