using Collections.Functions.Cases;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Points;
using Collections.Functions.FieldVisits;

namespace Collections.Functions.Contact;

/// <summary>What the case knows of its contacts: enough for the strategy; the counters of the law stand in the debtor's ledger.</summary>
public sealed record ContactProgress
{
    /// <summary>The planned message that is not resolved yet.</summary>
    public OpenContact? Open { get; init; }

    /// <summary>Rungs that are done or merged, by name.</summary>
    public IReadOnlyList<string> Rungs { get; init; } = [];

    /// <summary>Until then the gate said no, by channel.</summary>
    public IReadOnlyDictionary<Channel, DateTimeOffset> NotBefore { get; init; } = new Dictionary<Channel, DateTimeOffset>();

    /// <summary>Channels the gate closed for good (opt-out, no lawful number).</summary>
    public IReadOnlyList<Channel> ClosedChannels { get; init; } = [];

    /// <summary>Channels that the debtor closed by his own word.</summary>
    public IReadOnlyList<Channel> OptedOut { get; init; } = [];

    /// <summary>What he closed by a reply and has not been told of yet.</summary>
    public UnconfirmedOptOut? Unconfirmed { get; init; }

    /// <summary>Messages of which nobody knows whether they left, until a person or a delivery report tells.</summary>
    public IReadOnlyList<UnknownSend> Unknown { get; init; } = [];

    /// <summary>Those of which a person found that they never left: a delivery report may still tell otherwise.</summary>
    public IReadOnlyList<UnknownSend> Denied { get; init; } = [];

    /// <summary>Channels whose carrier does not take what the case has to say, with how often in a row it did not.</summary>
    public IReadOnlyDictionary<Channel, int> Refused { get; init; } = new Dictionary<Channel, int>();

    public DateTimeOffset? LastMessageAt { get; init; }

    public string? LastTemplate { get; init; }

    public DateTimeOffset? LastCallAt { get; init; }

    public DateTimeOffset? LastConversationAt { get; init; }

    /// <summary>Messages that reached the device, over the spell.</summary>
    public int Delivered { get; init; }

    /// <summary>Calls tried, over the spell.</summary>
    public int CallAttempts { get; init; }

    /// <summary>Calls tried since the last conversation or payment.</summary>
    public int AttemptsWithoutAnswer { get; init; }

    /// <summary>Instant of the first call tried since the last conversation or payment.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    public int Conversations { get; init; }

    public int Refusals { get; init; }

    public bool Has(string rung) => Rungs.Contains(rung);

    public bool IsClosed(Channel channel) => ClosedChannels.Contains(channel);

    public ContactProgress With(ContactPlanned planned, DateTimeOffset at) =>
        this with { Open = new OpenContact(planned.Contact, planned.Channel, planned.Purpose, planned.Rung, planned.Template, at, Started: false) };

    public ContactProgress With(ContactDeferred deferred) => Open is { } open
        ? this with
        {
            Open = null,
            NotBefore = new Dictionary<Channel, DateTimeOffset>(NotBefore) { [open.Channel] = deferred.Until },
            Refused = deferred.Refused is { } times ? new Dictionary<Channel, int>(Refused) { [open.Channel] = times } : Refused,
        }
        : this;

    /// <summary>What the gate forbids closes the channel; what nobody carries passes its rung by.</summary>
    public ContactProgress With(ContactForbidden forbidden) => Open is not { } open ? this : this with
    {
        Open = null,
        Rungs = [.. Rungs, open.Rung],
        Unconfirmed = Besides(open),
        ClosedChannels = forbidden.Rule == ContactSender.NoCarrier || IsClosed(open.Channel) ? ClosedChannels : [.. ClosedChannels, open.Channel],
    };

    public ContactProgress With(SendStarted _) => Open is { } open ? this with { Open = open with { Started = true } } : this;

    public ContactProgress With(ContactCompleted completed, DateTimeOffset at) => Open is not { } open || open.Contact != completed.Contact
        ? this
        : completed.Outcome == SendOutcome.Released
            ? this with { Open = null }
            : this with
            {
                Open = null,
                Rungs = [.. Rungs, open.Rung],
                Unconfirmed = Besides(open),
                Refused = Taken(open.Channel),
                LastMessageAt = at,
                LastTemplate = open.Template,
                Unknown = completed.Outcome == SendOutcome.Unknown ? [.. Unknown, new UnknownSend(open.Contact, open.Rung)] : Unknown,
            };

    /// <summary>The debtor's message on another account counts like one of its own.</summary>
    public ContactProgress With(ContactCovered covered, DateTimeOffset at) => Reached(covered.Rung) with
    {
        LastMessageAt = Later(LastMessageAt, at),
        LastTemplate = covered.Template,
        NotBefore = NotBefore.Where(held => held.Key != covered.Channel).ToDictionary(),
    };

    public ContactProgress With(CoverUndone undone) => Denying(new UnknownSend(undone.Contact, undone.Rung));

    /// <summary>What never left leaves its rung to be tried again.</summary>
    public ContactProgress With(UnknownSettled settled) => Unknown.FirstOrDefault(unknown => unknown.Contact == settled.Contact) is not { } found
        ? this
        : (settled.Left ? this : Denying(found)) with { Unknown = [.. Unknown.Where(unknown => unknown != found)] };

    private ContactProgress Denying(UnknownSend send) => this with { Rungs = [.. Rungs.Where(rung => rung != send.Rung)], Denied = [.. Denied, send] };

    /// <summary>What the network reports of a message, it has had: it left.</summary>
    public ContactProgress With(DeliveryReported reported)
    {
        var progress = Unknown.Any(unknown => unknown.Contact == reported.Contact) ? this with { Unknown = [.. Unknown.Where(unknown => unknown.Contact != reported.Contact)] } : this;
        if (!reported.Delivered) return progress;
        if (Denied.FirstOrDefault(denied => denied.Contact == reported.Contact) is { } arrived) progress = progress.Reached(arrived.Rung) with { Denied = [.. Denied.Where(denied => denied != arrived)] };
        return progress with { Delivered = Delivered + 1 };
    }

    public ContactProgress With(CallRecorded call) => this with
    {
        LastCallAt = call.At,
        CallAttempts = CallAttempts + 1,
        Conversations = Conversations + (call.IsConversation ? 1 : 0),
        LastConversationAt = call.IsConversation ? call.At : LastConversationAt,
        Refusals = Refusals + (call.Outcome == CallOutcome.RightPartyRefused ? 1 : 0),
        AttemptsWithoutAnswer = call.IsConversation ? 0 : AttemptsWithoutAnswer + 1,
        SilentSince = call.IsConversation ? null : SilentSince ?? call.At,
    };

    /// <summary>Whoever was met has spoken; a refusal at the door is one.</summary>
    public ContactProgress With(VisitReported visit) => visit.Outcome is not (VisitOutcome.Met or VisitOutcome.Refused) ? this : Heard() with
    {
        Conversations = Conversations + 1,
        LastConversationAt = Later(LastConversationAt, visit.At),
        Refusals = Refusals + (visit.Outcome == VisitOutcome.Refused ? 1 : 0),
    };

    /// <summary>Others' contacts come late and in any order: what is newer is not undone by what is older.</summary>
    public ContactProgress With(ContactTakenOver taken) => taken.Channel switch
    {
        Channel.Call or Channel.VoiceMessage or Channel.Video => Called(taken),
        _ => this with
        {
            LastMessageAt = Later(LastMessageAt, taken.At),
            Delivered = Delivered + (taken.Result == EntryResult.Sent ? 1 : 0),
        },
    };

    private ContactProgress Called(ContactTakenOver call)
    {
        var isConversation = call.Result == EntryResult.Conversation;
        var isSilent = !isConversation && !(call.At <= LastConversationAt);
        var progress = this with
        {
            LastCallAt = Later(LastCallAt, call.At),
            CallAttempts = CallAttempts + 1,
            Conversations = Conversations + (isConversation ? 1 : 0),
            LastConversationAt = isConversation ? Later(LastConversationAt, call.At) : LastConversationAt,
            AttemptsWithoutAnswer = AttemptsWithoutAnswer + (isSilent ? 1 : 0),
            SilentSince = isSilent && !(SilentSince <= call.At) ? call.At : SilentSince,
        };
        return isConversation && !(LastCallAt > call.At) ? progress.Heard() : progress;
    }

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known is { } before && before > at ? before : at;

    /// <summary>A call or letter of the strategy's ladder was handed to a person.</summary>
    public ContactProgress Reached(string rung) => Has(rung) ? this : this with { Rungs = [.. Rungs, rung] };

    /// <summary>What held contacts back is gone: the gate is asked anew.</summary>
    public ContactProgress Freed() => NotBefore.Count == 0 ? this : this with { NotBefore = new Dictionary<Channel, DateTimeOffset>() };

    /// <summary>A person has seen to it that a carrier takes what it would not: it is asked again.</summary>
    public ContactProgress Tried() => Refused.Count == 0 ? this : this with
    {
        Refused = new Dictionary<Channel, int>(),
        NotBefore = NotBefore.Where(held => !Refused.ContainsKey(held.Key)).ToDictionary(),
    };

    private IReadOnlyDictionary<Channel, int> Taken(Channel channel) => Refused.ContainsKey(channel) ? Refused.Where(known => known.Key != channel).ToDictionary() : Refused;

    /// <summary>There is a way to reach the debtor again: what failed is tried anew, what he closed stays closed.</summary>
    public ContactProgress Found() => Freed() with { ClosedChannels = [.. ClosedChannels.Where(OptedOut.Contains)] };

    /// <summary>The debtor has closed a channel.</summary>
    /// <param name="unconfirmed">He is still to be told that it is closed; null: he is not, or has been.</param>
    public ContactProgress Closing(Channel channel, UnconfirmedOptOut? unconfirmed) => this with
    {
        ClosedChannels = IsClosed(channel) ? ClosedChannels : [.. ClosedChannels, channel],
        OptedOut = OptedOut.Contains(channel) ? OptedOut : [.. OptedOut, channel],
        Unconfirmed = unconfirmed ?? Unconfirmed,
    };

    /// <summary>The debtor has opened a channel again.</summary>
    public ContactProgress Opening(Channel channel) => this with
    {
        ClosedChannels = [.. ClosedChannels.Where(closed => closed != channel)],
        OptedOut = [.. OptedOut.Where(closed => closed != channel)],
        Unconfirmed = Unconfirmed?.Channel == channel ? null : Unconfirmed,
    };

    /// <summary>There is a new number or address: what the gate closed for want of one is tried again; what the debtor closed stays closed.</summary>
    public ContactProgress Reachable(PointKind by) => this with
    {
        ClosedChannels = [.. ClosedChannels.Where(closed => OptedOut.Contains(closed) || by switch
        {
            PointKind.Phone => closed is not (Channel.Sms or Channel.Call or Channel.VoiceMessage or Channel.Video),
            PointKind.Email => closed != Channel.Email,
            PointKind.Address => true,
            _ => throw new ArgumentOutOfRangeException(nameof(by)),
        })],
    };

    private UnconfirmedOptOut? Besides(OpenContact open) => Unconfirmed?.Rung == open.Rung ? null : Unconfirmed;

    /// <summary>A payment breaks the silence.</summary>
    public ContactProgress Heard() => this with { AttemptsWithoutAnswer = 0, SilentSince = null };
}

/// <param name="Started">SendStarted is in the stream: from then on only the outcome can end it.</param>
public sealed record OpenContact(string Contact, Channel Channel, Purpose Purpose, string Rung, string Template, DateTimeOffset PlannedAt, bool Started);

/// <param name="Rung">Of the strategy, which counts as done until somebody finds that the message never left.</param>
public sealed record UnknownSend(string Contact, string Rung);
