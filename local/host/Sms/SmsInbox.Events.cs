using Collections.Local.Durable;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Inboxes;

namespace Collections.Local.Host.Sms;

public sealed partial class SmsInbox : IWorkSource
{
    private readonly PlannedEvents planned;

    /// <inheritdoc/>
    public DateTimeOffset? NextDue => planned.NextDue;

    /// <inheritdoc/>
    /// <remarks>An item is one try to tell the app about one message.</remarks>
    public async Task<bool> RunOneAsync(CancellationToken cancellation)
    {
        if (!planned.TryTake(out long sequence))
            return false;
        SmsMessage message;
        lock (gate)
        {
            message = Settle(log.Find(sequence)!);
        }

        var fault = message is { Direction: SmsDirection.Outgoing, EventAttempts: 0 } ? Faults?.Next(FaultPoint.SmsReport) : null;
        bool isTaken = fault == FaultKind.SmsUnreported || (fault != FaultKind.SmsLate && await IsTakenAsync(message, cancellation));
        await RecordAsync(message, isTaken && fault != FaultKind.SmsTwice, fault is FaultKind.SmsLate or FaultKind.SmsTwice ? Faults!.Options.Late : null);
        return true;
    }

    /// <summary>The message after its report's time has come.</summary>
    private static SmsMessage Settle(SmsMessage message) => message.Status != SmsStatus.Accepted
        ? message
        : message with { Status = message.Detail is null ? SmsStatus.Delivered : SmsStatus.Failed };

    private Task<bool> IsTakenAsync(SmsMessage message, CancellationToken cancellation)
    {
        bool isWanted = message.Direction == SmsDirection.Incoming || message.IsReportWanted;
        return planned.IsTakenAsync(isWanted ? Webhook : null, SmsEvents.For(message), message.Sequence, cancellation);
    }

    /// <param name="pause">Before the next try, if there is one; null: as Event Grid waits.</param>
    private async Task RecordAsync(SmsMessage message, bool isTaken, TimeSpan? pause)
    {
        DateTimeOffset now = business.GetUtcNow();
        int attempts = message.EventAttempts + 1;
        SmsMessage told = message with { EventAttempts = attempts, EventDone = isTaken || attempts >= PlannedEvents.MostAttempts ? now : null };
        SmsMessage? reply = null;
        if (attempts == 1 && message is { Reply: { } text, Status: SmsStatus.Delivered })
        {
            lock (gate)
            {
                reply = ReplyTo(message, text, now);
            }
        }

        await store.SaveAsync(reply is null ? [told] : [told, reply]);
        lock (gate)
        {
            log.Put(told);
            if (told.AwaitsEvent)
                planned.Plan(told.Sequence, now + (pause ?? PlannedEvents.WaitAfter(attempts)));
            if (reply is not null)
            {
                log.Put(reply);
                Plan(reply);
            }
        }
    }

    private void Plan(SmsMessage message)
    {
        if (message.AwaitsEvent)
            planned.Plan(message.Sequence, message.EventDue!.Value);
    }
}
