using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.FieldVisits;
using Collections.Functions.Workbench;
using Collections.Local.Host;
using Collections.Local.Host.Bus;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Desk;

/// <summary>A desk that works by itself: approvals, calls, visits, letters, reviews, and the legal system's answers.</summary>
internal sealed class AutomaticDesk
{
    private readonly DeskPlanner planner;

    private readonly DeskWorker worker;

    private readonly DeskJournal journal;

    private readonly InProcessBroker broker;

    private AutomaticDesk(LocalHost host, DeskJournal journal)
    {
        var services = host.Services;
        planner = new DeskPlanner(services.GetRequiredService<Worklist>(), host.Broker);
        worker = new DeskWorker(
            services.GetRequiredService<CaseCommands>(), services.GetRequiredService<CaseRules>(), services.GetRequiredService<PersonContacts>(),
            new DeskVisits(
                services.GetRequiredService<CaseCommands>(), services.GetRequiredService<CaseRules>(), services.GetRequiredService<PersonContacts>(), services.GetRequiredService<VisitPlanning>(),
                services.GetRequiredService<VisitDay>(), services.GetRequiredService<ICaseStreams>(), services.GetRequiredService<TimeProvider>()),
            services.GetRequiredService<TimeProvider>());
        (this.journal, broker) = (journal, host.Broker);
    }

    /// <summary>Sits down at a host, as the reader of the queue with the legal handoffs.</summary>
    public static AutomaticDesk At(LocalHost host, DeskJournal journal)
    {
        host.Broker.DeclareQueue(Outbox.Handoffs);
        return new AutomaticDesk(host, journal);
    }

    /// <summary>Works one sitting, or goes on with the one that was begun.</summary>
    /// <returns>How many items were done, and how many had to be left.</returns>
    public async Task<(int Done, int Left)> SitAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        if (journal.IsDone(at)) return (0, 0);
        var session = journal.Begun is { } begun && begun.At == at ? begun : await Patiently.DoAsync(() => planner.PlanAsync(at, cancellation), cancellation);
        journal.Begin(session);
        var done = 0;
        foreach (var item in session.Items)
        {
            if (await worker.DoAsync(item, session.At, cancellation)) done++;
        }

        await TakeAnsweredAsync(session, cancellation);
        journal.End(session);
        return (done, session.Items.Count - done);
    }

    /// <summary>Messages leave the queue after they are answered; it is in order, so the answered ones are the first.</summary>
    private async Task TakeAnsweredAsync(DeskSession session, CancellationToken cancellation)
    {
        var answered = session.Items.Where(item => item.Work == DeskWork.Acknowledgement).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
        while (broker.Peek(Outbox.Handoffs, int.MaxValue) is [var first, ..] && answered.Contains(first.MessageId))
        {
            if (await broker.ReceiveAsync(Outbox.Handoffs, cancellationToken: cancellation) is not { } delivery) return;
            await broker.CompleteAsync(delivery);
        }
    }
}
