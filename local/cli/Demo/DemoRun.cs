using Collections.Cli.Desk;
using Collections.Cli.Replay;
using Collections.Local.Host;

namespace Collections.Cli.Demo;

/// <summary>What happens around the host while its clock runs: files arrive, the desk sits, somebody looks.</summary>
internal sealed class DemoRun(LocalHost host, IReadOnlyList<ExportFile> files, AutomaticDesk? desk, DemoScreen screen)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    /// <summary>Runs until it is cancelled; what is in progress comes to its end first.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(
        RepeatAsync(DropAsync, Glance, cancellation), RepeatAsync(SitAsync, Glance, cancellation), RepeatAsync(ShowAsync, Look, cancellation));

    private readonly HashSet<string> dropped = new(StringComparer.Ordinal);

    private DateTimeOffset? sat;

    private async Task DropAsync()
    {
        foreach (var file in files.Where(file => ReplayPlan.ArrivalOf(file.Manifest.BusinessDate) <= host.Clock.GetUtcNow() && !dropped.Contains(file.Name)))
        {
            await ExportDrop.PutAsync(host.Storage.Unbilled, file, CancellationToken.None);
            dropped.Add(file.Name);
        }
    }

    /// <summary>The latest sitting whose time has come; earlier ones that were missed merge into it.</summary>
    private async Task SitAsync()
    {
        if (desk is null) return;
        var now = host.Clock.GetUtcNow();
        if (DeskTimes.Between(sat ?? now.AddDays(-1), now).Select(at => (DateTimeOffset?)at).LastOrDefault() is not { } sitting || sitting == sat) return;
        await desk.SitAsync(sitting, CancellationToken.None);
        sat = sitting;
    }

    private async Task ShowAsync() => screen.Show(await DemoStatus.ReadAsync(host, CancellationToken.None));

    private static async Task RepeatAsync(Func<Task> work, TimeSpan pause, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await work();
            await Task.Delay(pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
