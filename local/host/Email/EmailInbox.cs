using System.Security.Cryptography;
using Collections.Local.Durable;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Email;

/// <summary>How the inbox plays the mail servers.</summary>
public sealed record EmailInboxOptions
{
    /// <summary>The key that callers sign with, base64; one is made for this process when not set.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Business time between taking a message and its delivery report.</summary>
    public TimeSpan ReportDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How far a signature's date may be from the technical clock.</summary>
    public TimeSpan SignatureTolerance { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The rules at the start; more come over HTTP and last as long as the process.</summary>
    public IReadOnlyList<EmailRule> Rules { get; init; } = [];
}

/// <summary>
/// Plays Azure Communication Services' e-mail and the recipients' servers: takes signed calls to send, keeps every message for people to see, and tells the app
/// by Event Grid events what became of it. A message is stored before its caller gets an answer.
/// </summary>
public sealed partial class EmailInbox : IWorkSource
{
    private readonly Lock gate = new();
    private readonly List<EmailMessage> messages = [];
    private readonly Dictionary<string, Task<IReadOnlyList<EmailMessage>>> byOperation = new(StringComparer.OrdinalIgnoreCase);
    private readonly RecipientRules<EmailRule> rules;
    private readonly CallSignature signature;
    private readonly EmailInboxOptions options;
    private readonly IEmailStore store;
    private readonly TimeProvider business;
    private readonly TimeProvider technical;

    public EmailInbox(IEmailStore store, TimeProvider business, TimeProvider technical, EmailInboxOptions? options = null)
    {
        (this.store, this.business, this.technical, this.options) = (store, business, technical, options ?? new EmailInboxOptions());
        planned = new PlannedEvents(business);
        AccessKey = this.options.AccessKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        signature = new CallSignature(Convert.FromBase64String(AccessKey), technical, this.options.SignatureTolerance);
        rules = new RecipientRules<EmailRule>(this.options.Rules, EmailRule.Default, StringComparison.OrdinalIgnoreCase);
        messages.AddRange(store.Load());
        foreach (IGrouping<string, EmailMessage> operation in messages.GroupBy(message => message.OperationId))
            byOperation[operation.Key] = Task.FromResult<IReadOnlyList<EmailMessage>>([.. operation]);
        messages.ForEach(Plan);
    }

    /// <summary>The key that callers sign with, base64.</summary>
    public string AccessKey { get; }

    /// <summary>Posts a JSON array of events to the app; true when the app took it. Null: nobody listens, and events are dropped.</summary>
    public Func<string, CancellationToken, Task<bool>>? Webhook { get; set; }

    public int Count
    {
        get
        {
            lock (gate)
            {
                return messages.Count;
            }
        }
    }

    public IReadOnlyList<EmailRule> Rules => rules.All;

    /// <summary>The connection string for a client that reaches the inbox at <paramref name="endpoint"/>.</summary>
    public string ConnectionString(Uri endpoint) => $"endpoint={endpoint.GetLeftPart(UriPartial.Authority)}/;accesskey={AccessKey}";

    /// <summary>The newest messages first.</summary>
    /// <param name="to">Only messages to addresses that hold this text.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<EmailMessage> Messages(string? to = null, int limit = 200)
    {
        lock (gate)
        {
            return [.. Enumerable.Reverse(messages).Where(message => to is null || message.To.Contains(to, StringComparison.OrdinalIgnoreCase)).Take(limit)];
        }
    }

    /// <summary>Puts a rule in force, in place of the one for the same suffix.</summary>
    /// <exception cref="ArgumentException">The rule makes no sense.</exception>
    public void SetRule(EmailRule rule)
    {
        if (RecipientRules.Problem(rule) is { } problem)
            throw new ArgumentException(problem, nameof(rule));
        rules.Set(rule);
    }

    /// <summary>Reports another end of a message that was taken: a server may change its mind. The app is told at once. Null when there is no such message.</summary>
    public async Task<EmailMessage?> ReportAsync(string id, EmailStatus status)
    {
        EmailMessage? known;
        lock (gate)
        {
            known = messages.Find(message => message.Id == id && message.Status != EmailStatus.Refused);
        }

        if (known is null)
            return null;
        EmailMessage reported = known with { Fate = status, EventDue = business.GetUtcNow(), EventDone = null, EventAttempts = 0 };
        await PutAsync([reported]);
        return reported;
    }

    /// <summary>Stores messages, new or changed, and plans to tell of them.</summary>
    private async Task PutAsync(IReadOnlyList<EmailMessage> changed)
    {
        await store.SaveAsync(changed);
        lock (gate)
        {
            foreach (EmailMessage message in changed)
            {
                messages[(int)message.Sequence - 1] = message;
                Plan(message);
            }
        }
    }
}
