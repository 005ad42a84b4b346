using Collections.Local.Durable;
using Collections.Local.Host.Faults;

namespace Collections.Local.Host.Sms;

public sealed partial class SmsInbox : IWorkSource
{
    /// <summary>Tries to tell the app before the inbox gives up, as Event Grid does after 30.</summary>
    internal const int MostAttempts = 30;

    // Event Grid's own waits between tries; the last one goes on.
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>How long Event Grid waits after so many tries.</summary>
    internal static TimeSpan WaitAfter(int attempts) => Waits[Math.Min(attempts, Waits.Length) - 1];

    private readonly PriorityQueue<long, (DateTimeOffset, long)> planned = new();
    private TaskCompletionSource replanned = new(TaskCreationOptions.RunContinuationsAsynchronously);

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
        SmsMessage message;
        lock (gate)
        {
            if (!planned.TryPeek(out long sequence, out (DateTimeOffset Due, long) next) || next.Due > business.GetUtcNow())
                return false;
            planned.Dequeue();
            message = Settle(log.Find(sequence)!);
        }

        var fault = message is { Direction: SmsDirection.Outgoing, EventAttempts: 0 } ? Faults?.Next(FaultPoint.SmsReport) : null;
        bool isTaken = fault == FaultKind.SmsUnreported || (fault != FaultKind.SmsLate && await IsTakenAsync(message, cancellation));
        await RecordAsync(message, isTaken && fault != FaultKind.SmsTwice, fault is FaultKind.SmsLate or FaultKind.SmsTwice ? Faults!.Options.Late : null);
        return true;
    }

    /// <summary>Runs what is due until cancelled, in real or compressed time; then returns. Virtual time has <see cref="RunOneAsync"/> instead.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                Task changed;
                lock (gate)
                {
                    changed = replanned.Task;
                }

                if (!await RunOneAsync(cancellation))
                    await WaitAsync(changed, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The event under way stays planned.
        }
    }

    /// <summary>The message after its report's time has come.</summary>
    private static SmsMessage Settle(SmsMessage message) => message.Status != SmsStatus.Accepted
        ? message
        : message with { Status = message.Detail is null ? SmsStatus.Delivered : SmsStatus.Failed };

    private async Task<bool> IsTakenAsync(SmsMessage message, CancellationToken cancellation)
    {
        bool isWanted = message.Direction == SmsDirection.Incoming || message.IsReportWanted;
        if (!isWanted || Webhook is not { } post)
            return true;

        try
        {
            return await post(SmsEvents.For(message), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            lock (gate)
            {
                Plan(message, business.GetUtcNow());
            }

            throw;
        }
#pragma warning disable CA1031 // Whatever keeps the app from taking the event, it is tried again.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    /// <param name="pause">Before the next try, if there is one; null: as Event Grid waits.</param>
    private async Task RecordAsync(SmsMessage message, bool isTaken, TimeSpan? pause)
    {
        DateTimeOffset now = business.GetUtcNow();
        int attempts = message.EventAttempts + 1;
        SmsMessage told = message with { EventAttempts = attempts, EventDone = isTaken || attempts >= MostAttempts ? now : null };
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
                Plan(told, now + (pause ?? WaitAfter(attempts)));
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
            Plan(message, message.EventDue!.Value);
    }

    private void Plan(SmsMessage message, DateTimeOffset due)
    {
        planned.Enqueue(message.Sequence, (due, message.Sequence));
        if (replanned.TrySetResult())
            replanned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task WaitAsync(Task changed, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task due = NextDue is { } next
            ? Task.Delay(TimeSpan.FromTicks(Math.Clamp((next - business.GetUtcNow()).Ticks, 0, TimeSpan.TicksPerDay)), business, over.Token)
            : Task.Delay(Timeout.InfiniteTimeSpan, technical, over.Token);
        await Task.WhenAny(changed, due);
        await over.CancelAsync();
    }
}
