using System.Globalization;

namespace Collections.Local.Host.Sms;

/// <summary>Which way a message went.</summary>
public enum SmsDirection : byte
{
    /// <summary>From the app to a recipient.</summary>
    Outgoing,

    /// <summary>From a recipient to the app.</summary>
    Incoming,
}

/// <summary>What became of a message.</summary>
public enum SmsStatus : byte
{
    /// <summary>Taken, its report is to come.</summary>
    Accepted,

    Delivered,

    /// <summary>Taken, and reported as not deliverable.</summary>
    Failed,

    /// <summary>Not taken; the caller was told so.</summary>
    Refused,

    /// <summary>Taken, and never reported.</summary>
    Lost,

    /// <summary>Taken, but the caller got no answer and gets no report.</summary>
    Unanswered,

    /// <summary>Sent by a recipient.</summary>
    Received,
}

/// <summary>One text message. Times are business time unless they say otherwise.</summary>
public sealed record SmsMessage
{
    /// <summary>Position in the inbox, from 1.</summary>
    public required long Sequence { get; init; }

    public required SmsDirection Direction { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Text { get; init; }

    public required SmsStatus Status { get; init; }

    /// <summary>When the inbox took it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The same by the technical clock.</summary>
    public required DateTimeOffset TechnicalAt { get; init; }

    /// <summary>The caller's own mark, echoed in the report.</summary>
    public string? Tag { get; init; }

    /// <summary>Why it was refused or failed.</summary>
    public string? Detail { get; init; }

    /// <summary>Identifies the caller's attempt: the same id is the same message.</summary>
    public string? RepeatabilityId { get; init; }

    /// <summary>Whether the caller asked for a delivery report.</summary>
    public bool IsReportWanted { get; init; }

    /// <summary>When the network or the recipient has news, of which the app is told; null when none comes.</summary>
    public DateTimeOffset? EventDue { get; init; }

    /// <summary>When the app took the event, or when the inbox gave up.</summary>
    public DateTimeOffset? EventDone { get; init; }

    /// <summary>Tries to tell the app so far.</summary>
    public int EventAttempts { get; init; }

    /// <summary>What the recipient answers once the message is delivered.</summary>
    public string? Reply { get; init; }

    /// <summary>The service's id of the message; it derives from time and position, so that runs repeat exactly.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Direction}_{At.UtcDateTime:yyyyMMddHHmmssfff}_{Sequence:D8}_local");

    /// <summary>The telephone on the other side, whichever way the message went.</summary>
    internal string Recipient => Direction == SmsDirection.Outgoing ? To : From;

    internal bool AwaitsEvent => EventDue is not null && EventDone is null;

    /// <summary>The position that an id names, or null.</summary>
    internal static long? SequenceOf(string id)
    {
        string[] parts = id.Split('_');
        return parts.Length == 4 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence) ? sequence : null;
    }
}
