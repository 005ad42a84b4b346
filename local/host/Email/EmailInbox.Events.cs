using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Email;

public sealed partial class EmailInbox
{
    private readonly PlannedEvents planned;

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => planned.NextDue;

    /// <inheritdoc/>
    /// <remarks>An item is one try to tell the app about one message.</remarks>
    public async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        EmailMessage message;
        do
        {
            if (!planned.TryTake(out long sequence))
                return false;
            lock (gate)
            {
                message = messages[(int)sequence - 1];
            }
        }
        while (!message.AwaitsEvent);

        message = message with { Status = message.Fate!.Value };
        bool isTaken = await planned.IsTakenAsync(Webhook, EmailEvents.For(message), message.Sequence, cancellation);
        DateTimeOffset now = business.GetUtcNow();
        int attempts = message.EventAttempts + 1;
        bool isOver = isTaken || attempts >= PlannedEvents.MostAttempts;
        await PutAsync([message with { EventAttempts = attempts, EventDone = isOver ? now : null, EventDue = isOver ? message.EventDue : now + PlannedEvents.WaitAfter(attempts) }]);
        return true;
    }

    private void Plan(EmailMessage message)
    {
        if (message.AwaitsEvent)
            planned.Plan(message.Sequence, message.EventDue!.Value);
    }
}
