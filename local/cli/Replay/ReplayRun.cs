using Collections.Cli.Desk;
using Collections.Cli.Exports;
using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Cli.Replay;

/// <summary>
/// Brings a host through a plan. The host's clock says how far a run has come: it is kept before anything happens at its time, so what lies
/// before it is done, and what lies at it is done again, which changes nothing that was done already.
/// </summary>
internal sealed class ReplayRun(LocalHost host, ReplayPlan plan, AutomaticDesk? desk, DeskJournal journal, ReplayProgress progress)
{
    public async Task ToEndAsync(CancellationToken cancellation)
    {
        var resumed = host.Clock.GetUtcNow();
        if (resumed > plan.Start) progress.Resumed(resumed);
        foreach (var @event in plan.Events.Where(@event => @event.At >= resumed))
        {
            // A sitting that was begun goes on before anything it has set off.
            if (journal.Begun?.At != @event.At) await RunAsync(@event.At, cancellation);
            if (@event.Files.Count == 0) progress.Sat(await desk!.SitAsync(@event.At, cancellation));
            foreach (var file in @event.Files)
            {
                await ExportDrop.PutAsync(host.Storage.Unbilled, file, cancellation);
                progress.Dropped(file);
            }
        }

        await RunAsync(plan.End, cancellation);
    }

    /// <summary>Day by day, so that progress can be shown.</summary>
    private async Task RunAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        while (host.Clock.GetUtcNow() is var now)
        {
            var midnight = BusinessTime.At(BusinessTime.DayOf(now).AddDays(1), TimeOnly.MinValue);
            var stop = midnight < until ? midnight : until;
            await host.RunUntilAsync(stop, cancellation);
            progress.Reached(stop);
            if (stop == until) return;
        }
    }
}
