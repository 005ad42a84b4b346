using System.Globalization;
using Collections.Cli.Display;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Cli.Run;

/// <summary>Shows how a host stands without asking it for more than a page: business time, the latest file, messages. Where lines stay, one a day and one for what is new of a file.</summary>
internal sealed class RunScreen(Screen screen, LocalHost host, ImportReports reports)
{
    private string told = "";

    public async Task ShowAsync()
    {
        var page = await reports.ListAsync(null, null, 100, null, CancellationToken.None);
        var latest = page.Imports.Where(report => report.Status != ImportStatus.Missing).MaxBy(report => report.ReceivedAt);
        var file = latest is null
            ? "no file yet"
            : string.Create(CultureInfo.InvariantCulture, $"{latest.Name}: {latest.Status}, {latest.Accepted} rows, {latest.Rejected} rejected");
        var now = host.Clock.GetUtcNow().ToOffset(BusinessTime.Offset);
        var line = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd HH:mm} bank time   {file}   messages {host.SmsInbox.Count}");
        var news = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd} {file}");
        screen.Show([line], news == told ? null : line);
        told = news;
    }
}
