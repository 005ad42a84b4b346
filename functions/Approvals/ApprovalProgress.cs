namespace Collections.Functions.Approvals;

public sealed record ApprovalProgress
{
    /// <summary>The approval that is waited for.</summary>
    public ApprovalRequested? Open { get; init; }

    /// <summary>When the latest was asked for.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Roles that have approved the open one, with who did.</summary>
    public IReadOnlyList<ApprovalDecided> Decisions { get; init; } = [];

    /// <summary>The latest that everybody needed has approved, until it is used or facts change.</summary>
    public ApprovalRequested? Granted { get; init; }

    /// <summary>When a subject was last rejected or lapsed: it is not asked for again at once.</summary>
    public IReadOnlyDictionary<ApprovalSubject, DateTimeOffset> NotGranted { get; init; } = new Dictionary<ApprovalSubject, DateTimeOffset>();

    /// <summary>Approvals asked for, ever: part of their ids.</summary>
    public int Asked { get; init; }

    public bool IsGranted(ApprovalSubject subject) => Granted?.Subject == subject;

    public ApprovalProgress With(ApprovalRequested requested, DateTimeOffset at) =>
        this with { Open = requested, AskedAt = at, Decisions = [], Granted = null, Asked = Asked + 1 };

    public ApprovalProgress With(ApprovalDecided decided, DateTimeOffset at)
    {
        if (Open is not { } open || open.Id != decided.Id) return this;
        if (!decided.Approved) return this with { Open = null, Decisions = [], NotGranted = Refuse(open.Subject, at) };
        ApprovalDecided[] decisions = [.. Decisions, decided];
        return open.Roles.All(role => decisions.Any(d => d.Role == role))
            ? this with { Open = null, Decisions = [], Granted = open }
            : this with { Decisions = decisions };
    }

    public ApprovalProgress With(ApprovalLapsed lapsed, DateTimeOffset at) => Open is { } open && open.Id == lapsed.Id
        ? this with { Open = null, Decisions = [], NotGranted = lapsed.Because == ApprovalLapsed.Deadline ? Refuse(open.Subject, at) : NotGranted }
        : this;

    /// <summary>The step that rested on it was taken.</summary>
    public ApprovalProgress Used() => this with { Granted = null };

    private Dictionary<ApprovalSubject, DateTimeOffset> Refuse(ApprovalSubject subject, DateTimeOffset at) => new(NotGranted) { [subject] = at };
}
