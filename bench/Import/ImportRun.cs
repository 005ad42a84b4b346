using System.Diagnostics;
using Azure.Data.Tables;
using Collections.Cli.Display;
using Collections.Cli.Exports;
using Collections.Cli.Hosting;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Collections.Local.Host.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Collections.Bench.Import;

/// <summary>
/// Brings generated days into a real host, one after the other, and says what each took. Business time stands in the evening after the last day and goes
/// as real time does: nobody is called or written to, but cases open and take their first step, as they would.
/// </summary>
internal sealed class ImportRun(ImportOptions options, string folder) : IAsyncDisposable
{
    /// <summary>No call for so long: whatever the file set off has ended.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly CallCounter counter = new();
    private readonly Screen screen = new(Console.Out, Console.Error, null, TimeProvider.System);
    private LocalHost? host;

    public async Task RunAsync(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        host = await StartAsync(cancellation);
        var figures = new ImportFigures(options);
        var files = (await ExportFolder.ReadAsync(folder, cancellation)).Files;
        if (options.IsRunning) await RunningPortfolio.KnowAsync(host.Services, files.Single(file => file.Manifest.BusinessDate == options.Day(1).Date), cancellation);
        foreach (var day in options.IsRunning ? [2] : Enumerable.Range(1, names.Count))
        {
            var file = files.Single(file => file.Manifest.BusinessDate == options.Day(day).Date);
            var (report, counts, seconds) = await TakeAsync(file, cancellation);
            if (report.Status != ImportStatus.Completed)
                throw new InvalidOperationException($"{report.Name} ended as {report.Status}: {string.Join(' ', report.Reasons.Select(reason => reason.Detail))}");
            figures.Day(names[day - 1], report, counts);
            if (report.Opened > 0)
                figures.Ratio(report.Opened, seconds, await new BareCalls(host.Services.GetRequiredService<TableServiceClient>()).RepeatAsync(counts, (int)report.Opened, cancellation));
            counter.Take();
        }

        figures.Memory();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        screen.Dispose();
    }

    private Task<LocalHost> StartAsync(CancellationToken cancellation) => AppHost.StartAsync(
        new HostSettings(0, null, FaultOptions.None, LogLevel.Error),
        screen,
        start =>
        {
            start.Clock = HostClock.Compressed(BusinessTime.At(options.Day(3).Date, new TimeOnly(21, 0)), 1);
            start.Storage = StorageText.Parse(options.Storage).Storage;
            start.Configure = (app, configuration) =>
            {
                app.UseMiddleware((context, next) => counter.AttributeAsync(context.FunctionDefinition.Name, next));
                CollectionsApp.Configure(app, configuration);
            };
            start.ConfigureServices = AppHost.SendWithoutSocket;
        },
        cancellation);

    /// <returns>The report, the calls that the file caused, and the seconds from the first look into it to the last of these calls.</returns>
    private async Task<(ImportReport Report, IReadOnlyList<CallCount> Counts, double Seconds)> TakeAsync(ExportFile file, CancellationToken cancellation)
    {
        host!.Storage.Observer = counter.Observe;
        await ExportDrop.PutAsync(host.Storage.Unbilled, file, cancellation);
        var reports = host.Services.GetRequiredService<ImportReports>();
        ImportReport? report = null;
        while (report is null or { Status: ImportStatus.Waiting or ImportStatus.Running } || Stopwatch.GetElapsedTime(counter.Last) < Silence)
        {
            await Task.Delay(Glance, cancellation);
            var page = await counter.AsideAsync(() => reports.ListAsync(null, null, 100, null, cancellation));
            report = page.Imports.SingleOrDefault(report => report.BusinessDate == file.Manifest.BusinessDate);
        }

        host.Storage.Observer = null;
        var counts = counter.Take();
        var began = counts.Where(count => count.Function == nameof(ImportActivities.PlanImport)).Select(count => count.First).DefaultIfEmpty(counter.Last).Min();
        return (report, counts, Stopwatch.GetElapsedTime(began, counter.Last).TotalSeconds);
    }
}
