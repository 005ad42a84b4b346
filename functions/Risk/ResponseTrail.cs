using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.FieldVisits;
using Collections.Functions.Negotiation;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Risk.Reasons;

namespace Collections.Functions.Risk;

/// <summary>When the debtor last answered, was reached, or was tried in vain: days, so that a score forgets what is long ago. (R2.2)</summary>
public sealed record ResponseTrail
{
    /// <summary>Day of the last conversation, reply or word of the debtor himself.</summary>
    public DateOnly? AnsweredOn { get; init; }

    /// <summary>That was a refusal.</summary>
    public bool Refused { get; init; }

    /// <summary>Day on which a message last reached a device.</summary>
    public DateOnly? DeliveredOn { get; init; }

    /// <summary>Days of the last attempts since then that nobody answered, oldest first; so many as make a debtor silent.</summary>
    public IReadOnlyList<DateOnly> Tries { get; init; } = [];

    /// <summary>What other persons on the debt did says nothing of the debtor.</summary>
    public ResponseTrail With(Fact fact, DateTimeOffset at) => fact switch
    {
        CallRecorded { Person: not null } => this,
        CallRecorded { IsConversation: true } call => Answered(call.At, call.Outcome == CallOutcome.RightPartyRefused),
        CallRecorded call => Tried(call.At),
        VisitReported { Outcome: VisitOutcome.Met or VisitOutcome.Refused } visit => Answered(visit.At, visit.Outcome == VisitOutcome.Refused),
        VisitReported { Outcome: VisitOutcome.Absent } visit => Tried(visit.At),
        ContactTakenOver { Result: EntryResult.Conversation } taken => Answered(taken.At, refused: false),
        ContactTakenOver { Channel: Channel.Call or Channel.VoiceMessage or Channel.Video } taken => Tried(taken.At),
        ContactTakenOver { Result: EntryResult.Sent } taken => Delivered(taken.At),
        DeliveryReported { Delivered: true } => Delivered(at),
        ReplyReceived or PromiseMade or PlanConfirmed { Person: null } or AffordabilityStated or EmploymentStated or ReasonStated { Source: ReasonSource.Debtor } => Answered(at, refused: false),
        _ => this,
    };

    private ResponseTrail Answered(DateTimeOffset at, bool refused) =>
        BusinessTime.DayOf(at) is var day && AnsweredOn > day ? this : this with { AnsweredOn = day, Refused = refused, Tries = [.. Tries.Where(tried => tried > day)] };

    private ResponseTrail Delivered(DateTimeOffset at) => BusinessTime.DayOf(at) is var day && DeliveredOn >= day ? this : this with { DeliveredOn = day };

    /// <summary>Others' attempts come late and in any order.</summary>
    private ResponseTrail Tried(DateTimeOffset at)
    {
        var day = BusinessTime.DayOf(at);
        return AnsweredOn > day ? this : this with { Tries = [.. Tries.Append(day).Order().TakeLast(RiskMeasures.SilentAfter)] };
    }
}
