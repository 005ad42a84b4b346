using System.Globalization;

namespace Collections.Local.Host.Email;

/// <summary>What became of an e-mail.</summary>
public enum EmailStatus : byte
{
    /// <summary>Taken, its report is to come.</summary>
    Accepted,

    Delivered,

    /// <summary>The recipient's server refused it for good.</summary>
    Bounced,

    /// <summary>The address is on the service's list of those that bounced before.</summary>
    Suppressed,

    Quarantined,

    FilteredSpam,

    Failed,

    /// <summary>Not taken; the caller was told so.</summary>
    Refused,

    /// <summary>Taken, and never reported.</summary>
    Lost,

    /// <summary>Taken, but the caller got no answer and gets no report.</summary>
    Unanswered,
}

/// <summary>One e-mail to one recipient. Times are business time unless they say otherwise.</summary>
public sealed record EmailMessage
{
    /// <summary>Position in the inbox, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>The caller's id of the sending; reports name it.</summary>
    public required string OperationId { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>The plain text; where there is none, the page's source.</summary>
    public required string Text { get; init; }

    /// <summary>Whether it came as a page too.</summary>
    public bool HasHtml { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>The header by which mail programs offer to unsubscribe.</summary>
    public string? Unsubscribe { get; init; }

    public required EmailStatus Status { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Detail { get; init; }

    /// <summary>When the inbox took it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The same by the technical clock.</summary>
    public required DateTimeOffset TechnicalAt { get; init; }

    /// <summary>What its report will say.</summary>
    public EmailStatus? Fate { get; init; }

    /// <summary>When there is news, of which the app is told; null when none comes.</summary>
    public DateTimeOffset? EventDue { get; init; }

    /// <summary>When the app took the event, or when the inbox gave up.</summary>
    public DateTimeOffset? EventDone { get; init; }

    /// <summary>Tries to tell the app so far.</summary>
    public int EventAttempts { get; init; }

    public string Id => Sequence.ToString(CultureInfo.InvariantCulture);

    internal bool AwaitsEvent => EventDue is not null && EventDone is null;
}
