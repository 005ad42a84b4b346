using System.Security.Cryptography;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Sms;

/// <summary>
/// Plays Azure Communication Services and the recipients' telephones: takes signed calls to send, keeps every message for people to see, and
/// tells the app by Event Grid events what became of it and what recipients answer. A message is stored before its caller gets an answer.
/// </summary>
public sealed partial class SmsInbox
{
    private const int RememberedIds = 10_000;

    private readonly Lock gate = new();
    private readonly SmsLog log = new();
    private readonly Dictionary<string, Task<SmsMessage>> byRepeatabilityId = new(StringComparer.Ordinal);
    private readonly Queue<string> repeatabilityOrder = new();
    private readonly RecipientRules<SmsRule> rules;
    private readonly CallSignature signature;
    private readonly SmsInboxOptions options;
    private readonly ISmsStore store;
    private readonly TimeProvider business;
    private readonly TimeProvider technical;
    private long lastSequence;

    public SmsInbox(ISmsStore store, TimeProvider business, TimeProvider technical, SmsInboxOptions? options = null)
    {
        this.store = store;
        this.business = business;
        this.technical = technical;
        this.options = options ?? new SmsInboxOptions();
        planned = new PlannedEvents(business);
        AccessKey = this.options.AccessKey ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        signature = new CallSignature(Convert.FromBase64String(AccessKey), technical, this.options.SignatureTolerance);
        rules = new RecipientRules<SmsRule>(this.options.Rules, SmsRule.Default, StringComparison.Ordinal);
        Restore();
    }

    /// <summary>The key that callers sign with, base64.</summary>
    public string AccessKey { get; }

    /// <summary>Posts a JSON array of events to the app; true when the app took it. Null: nobody listens, and events are dropped.</summary>
    public Func<string, CancellationToken, Task<bool>>? Webhook { get; set; }

    /// <summary>What else goes wrong, beside the rules.</summary>
    internal FaultPlan? Faults { get; init; }

    /// <summary>Messages in both directions.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return log.Count;
            }
        }
    }

    /// <summary>The connection string for a client that reaches the inbox at <paramref name="endpoint"/>.</summary>
    public string ConnectionString(Uri endpoint) => $"endpoint={endpoint.GetLeftPart(UriPartial.Authority)}/;accesskey={AccessKey}";

    /// <summary>The newest messages first.</summary>
    /// <param name="to">Only messages to or from numbers that end so.</param>
    /// <param name="tag">Only messages with this tag.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="before">Only messages older than this sequence.</param>
    public IReadOnlyList<SmsMessage> Messages(string? to = null, string? tag = null, int limit = 200, long? before = null)
    {
        lock (gate)
        {
            return
            [
                .. log.Before(before ?? long.MaxValue)
                    .Where(message => to is null || message.Recipient.EndsWith(to, StringComparison.Ordinal))
                    .Where(message => tag is null || message.Tag == tag)
                    .Take(limit),
            ];
        }
    }

    public IReadOnlyList<SmsRule> Rules => rules.All;

    /// <summary>Puts a rule in force, in place of the one for the same suffix.</summary>
    /// <exception cref="ArgumentException">The rule makes no sense.</exception>
    public void SetRule(SmsRule rule)
    {
        if (rule.Problem() is { } problem)
            throw new ArgumentException(problem, nameof(rule));
        rules.Set(rule);
    }

    /// <summary>Answers a message in its recipient's name. The app is told at once. Null when there is no such outgoing message.</summary>
    public async Task<SmsMessage?> ReplyAsync(string messageId, string text)
    {
        SmsMessage reply;
        lock (gate)
        {
            if (SmsMessage.SequenceOf(messageId) is not { } sequence
                || log.Find(sequence) is not { Direction: SmsDirection.Outgoing } original
                || original.Id != messageId)
                return null;
            reply = ReplyTo(original, text, business.GetUtcNow());
        }

        await SaveAsync(reply);
        return reply;
    }

    private SmsMessage ReplyTo(SmsMessage original, string text, DateTimeOffset at) => new()
    {
        Sequence = ++lastSequence,
        Direction = SmsDirection.Incoming,
        From = original.To,
        To = original.From,
        Text = text,
        Status = SmsStatus.Received,
        At = at,
        TechnicalAt = technical.GetUtcNow(),
        EventDue = at,
    };

    private async Task<SmsMessage> SaveAsync(SmsMessage message)
    {
        await store.SaveAsync([message]);
        lock (gate)
        {
            log.Put(message);
            Plan(message);
        }

        return message;
    }

    private void Restore()
    {
        foreach (SmsMessage message in store.Load())
        {
            log.Put(message);
            lastSequence = message.Sequence;
            Plan(message);
            if (message.RepeatabilityId is { } id)
                Remember(id, Task.FromResult(message));
        }
    }

    private void Remember(string repeatabilityId, Task<SmsMessage> saved)
    {
        byRepeatabilityId[repeatabilityId] = saved;
        repeatabilityOrder.Enqueue(repeatabilityId);
        if (repeatabilityOrder.Count > RememberedIds)
            byRepeatabilityId.Remove(repeatabilityOrder.Dequeue());
    }
}
