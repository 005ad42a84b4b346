using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>A contact that was made or may still be made: the debtor's row, completed by what the case says of it.</summary>
internal sealed record MadeContact(CaseKey Case, string Id, Channel Channel, Purpose Purpose, DateTimeOffset At, AccountKey Account, string? Phone, ContactState State)
{
    public required IReadOnlyList<Stage> Stages { get; init; }

    /// <summary>Null: nobody knows; then wherever the pack says.</summary>
    public DebtorZones? Zones { get; init; }

    public bool IsFailed => State == ContactState.Failed;

    public bool IsConversation { get; init; }

    public bool IsAnswered { get; init; }

    public bool IsDelivered { get; init; }

    /// <summary>The number turned out to be nobody's, or somebody else's; or a message to it did not arrive, perhaps for that.</summary>
    public bool IsWrongNumber { get; init; }

    /// <summary>The debtor's other accounts that a message spoke of.</summary>
    public IReadOnlyList<AccountKey> Covers { get; init; } = [];

    public Party Party { get; init; }

    public string? Person { get; init; }

    /// <summary>The debtor turned out not to live there.</summary>
    public bool IsWrongAddress { get; init; }

    /// <summary>From and until when nobody may visit the debtor, by what his cases say.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset? Until)> VisitStops { get; init; } = [];

    /// <summary>Of a visit that was reported: how many made it.</summary>
    public int? Visitors { get; init; }

    /// <summary>What the debtor's cases say of suspensions that bind the account: the ground, and from and until when.</summary>
    public IReadOnlyList<(string Ground, DateTimeOffset From, DateTimeOffset? Until)> Suspended { get; init; } = [];

    /// <summary>When somebody stood in for the debtor, and as what, by what his cases say.</summary>
    public IReadOnlyList<(Party By, DateTimeOffset From, DateTimeOffset? Until)> Represented { get; init; } = [];

    /// <summary>Other hours that the debtor's cases say he agreed to on this channel.</summary>
    public IReadOnlyList<(TimeSpanOfDay Times, DateTimeOffset Until)> Agreed { get; init; } = [];

    public bool IsMessage => Channel is Channel.Sms or Channel.Email or Channel.VoiceMessage;

    /// <summary>Others' contacts count from the time on at which they were told of.</summary>
    public DateTimeOffset KnownAt { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Contacts that others made about a case, as its facts tell.</summary>
    public static IEnumerable<MadeContact> Outside(CaseTrail trail)
    {
        ArgumentNullException.ThrowIfNull(trail);
        return trail.Outside.Select(told => new MadeContact(trail.Opened.Key, told.Fact.Contact, told.Fact.Channel, Purpose.Collection, told.Fact.At, trail.Opened.Account, null, ContactState.Reported)
        {
            Stages = [],
            IsConversation = told.Fact.Result == EntryResult.Conversation,
            IsAnswered = told.Fact.Result is EntryResult.Conversation or EntryResult.Answered,
            IsDelivered = told.Fact.Result == EntryResult.Delivered,
            KnownAt = told.At,
        });
    }

    /// <param name="others">All cases of the debtor, this one among them.</param>
    public static MadeContact Of(ContactRecord record, CaseTrail trail, IReadOnlyList<CaseTrail> others)
    {
        var result = trail.Results.GetValueOrDefault(record.Contact);
        return new MadeContact(record.Case, record.Contact, record.Channel, record.Purpose, record.At, trail.Opened.Account, record.Phone, record.State)
        {
            Stages = trail.StagesAt(record.At),
            Zones = DebtorZones.Of(trail.Opened.Region),
            IsConversation = result?.IsConversation ?? false,
            IsAnswered = result?.IsAnswered ?? false,
            IsWrongNumber = (result?.IsWrongNumber ?? false) || record is { Channel: Channel.Sms or Channel.VoiceMessage, Delivered: false },
            IsDelivered = trail.Messages.Delivered.Contains(record.Contact),
            Covers = record.Covers.Accounts(),
            Party = record.Party,
            Person = record.Person,
            Visitors = result?.Visitors,
            IsWrongAddress = result?.IsWrongAddress ?? false,
            VisitStops = [.. others.SelectMany(other => other.VisitStops)],
            Suspended = [.. others.SelectMany(other => other.Suspensions.Where(set => set.WholeDebtor || other == trail).Select(set => (set.Ground, set.From, set.Until)))],
            Represented = [.. others.SelectMany(other => other.StandIns).Select(standIn => (standIn.Role, standIn.From, standIn.Until))],
            Agreed = [.. others.SelectMany(other => other.Consents).Where(consent => (consent.Channel is null || consent.Channel == record.Channel) && consent.Person == record.Person).Select(consent => (consent.Times, consent.Until))],
        };
    }
}
