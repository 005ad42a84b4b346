using Collections.Local.Host;

namespace Collections.Cli.Desk;

/// <summary>A desk that sits when a running clock has come to its hours.</summary>
internal sealed class DeskHours(LocalHost host, AutomaticDesk desk)
{
    private DateTimeOffset? sat;

    /// <summary>The latest sitting whose time has come, if it was not worked yet; earlier ones that were missed merge into it.</summary>
    public async Task SitAsync()
    {
        var now = host.Clock.GetUtcNow();
        if (DeskTimes.Between(sat ?? now.AddDays(-1), now).Select(at => (DateTimeOffset?)at).LastOrDefault() is not { } sitting || sitting == sat) return;
        await desk.SitAsync(sitting, CancellationToken.None);
        sat = sitting;
    }
}
