using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>A contact that was made or may still be made: the debtor's row, completed by what the case says of it.</summary>
internal sealed record MadeContact(CaseKey Case, string Id, Channel Channel, Purpose Purpose, DateTimeOffset At, AccountKey Account, string? Phone, ContactState State)
{
    public required IReadOnlyList<Stage> Stages { get; init; }

    public required IReadOnlyList<TimeZoneInfo> Zones { get; init; }

    public bool IsFailed => State == ContactState.Failed;

    public bool IsConversation { get; init; }

    public bool IsAnswered { get; init; }

    public bool IsMessage => Channel is Channel.Sms or Channel.Email or Channel.VoiceMessage;

    public static MadeContact Of(ContactRecord record, CaseTrail trail)
    {
        var result = trail.Results.GetValueOrDefault(record.Contact);
        return new MadeContact(record.Case, record.Contact, record.Channel, record.Purpose, record.At, trail.Opened.Account, record.Phone, record.State)
        {
            Stages = trail.StagesAt(record.At),
            Zones = DebtorZones.Of(trail.Opened.Region).All,
            IsConversation = result?.IsConversation ?? false,
            IsAnswered = result?.IsAnswered ?? false,
        };
    }
}
