using Collections.Local.Host.Sms;

namespace Collections.Local.Host.Email;

public sealed partial class EmailInbox
{
    private readonly PriorityQueue<long, (DateTimeOffset, long)> planned = new();

    /// <inheritdoc/>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                if (!planned.TryPeek(out _, out (DateTimeOffset Due, long) next))
                    return null;
                DateTimeOffset now = business.GetUtcNow();
                return next.Due > now ? next.Due : now;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>An item is one try to tell the app about one message.</remarks>
    public async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        EmailMessage message;
        lock (gate)
        {
            do
            {
                if (!planned.TryPeek(out long sequence, out (DateTimeOffset Due, long) next) || next.Due > business.GetUtcNow())
                    return false;
                planned.Dequeue();
                message = messages[(int)sequence - 1];
            }
            while (!message.AwaitsEvent);
        }

        message = message with { Status = message.Fate!.Value };
        bool isTaken;
        try
        {
            isTaken = Webhook is not { } post || await post(EmailEvents.For(message), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            lock (gate)
            {
                Plan(message);
            }

            throw;
        }
#pragma warning disable CA1031 // Whatever keeps the app from taking the event, it is tried again.
        catch (Exception)
#pragma warning restore CA1031
        {
            isTaken = false;
        }

        DateTimeOffset now = business.GetUtcNow();
        int attempts = message.EventAttempts + 1;
        bool isOver = isTaken || attempts >= SmsInbox.MostAttempts;
        await PutAsync([message with { EventAttempts = attempts, EventDone = isOver ? now : null, EventDue = isOver ? message.EventDue : now + SmsInbox.WaitAfter(attempts) }]);
        return true;
    }

    private void Plan(EmailMessage message)
    {
        if (message.AwaitsEvent)
            planned.Enqueue(message.Sequence, (message.EventDue!.Value, message.Sequence));
    }
}
