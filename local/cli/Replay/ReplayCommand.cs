using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Collections.Cli.Desk;
using Collections.Functions.Contact;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Replay;

/// <summary>Runs a folder of exports through the real functions in virtual time, and sums up what came of it.</summary>
internal sealed class ReplayCommand : ICommand
{
    public string Name => "replay";

    public string Summary => "runs a folder of exports in virtual time and writes a summary";

    public string Help => """
        collections replay DIR [--until DATE] [--desk auto|none] [--storage memory|azurite] [--data DIR] [--summary FILE.json]

        Imports all exports of a folder in order of business date, each at 06:00 bank time the day after, in virtual time on the real functions.

          DIR        folder with data files and their NAME.manifest.json
          --until    last day of the run, such as 2026-12-31; without it, 60 days after the last file
          --desk     auto: approvals, calls, visits, letters and reviews are worked a day after they come (default); none: nobody works
          --storage  memory (default) or azurite (started by the command)
          --data     keeps the run in this folder (with azurite): killed or stopped, the same command goes on with it
          --summary  file for the summary; without it, the summary is printed
        """;

    public IReadOnlyList<string> Options => ReplayOptions.Names;

    public async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var options = ReplayOptions.Of(arguments);
        var folder = ExportFolder.Read(options.Folder);
        var plan = new ReplayPlan(folder.Files, options.Until, options.Desk);
        var progress = new ReplayProgress(options.SummaryFile is null ? TextWriter.Null : output, plan, ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
        foreach (var left in folder.Left) progress.Line($"Left out: {left}");

        await using var host = await StartAsync(options, plan, cancellation);
        var journal = new DeskJournal(options.Data);
        var desk = options.Desk == DeskMode.Auto ? AutomaticDesk.At(host, journal) : null;
        await new ReplayRun(host, plan, desk, journal, progress).ToEndAsync(cancellation);
        progress.Line("Summing up and auditing.");
        var summary = await SummaryReader.ReadAsync(host, plan, cancellation) with { WallSeconds = Math.Round(watch.Elapsed.TotalSeconds, 1) };
        await WriteAsync(summary, options.SummaryFile, output, cancellation);
        progress.Line(string.Create(
            CultureInfo.InvariantCulture, $"{summary.Cases.Total} cases, {summary.Facts} facts, {summary.Violations.Count} violations in {summary.WallSeconds} s."));
    }

    private static Task<LocalHost> StartAsync(ReplayOptions options, ReplayPlan plan, CancellationToken cancellation)
    {
        var restarts = options.Data is null ? 0 : ReplayFolder.Enter(options.Data, options, plan);
        return AppHost.StartAsync(
            host =>
            {
                host.Clock = HostClock.Virtual(plan.Start);
                host.Storage = options.Storage == StorageMode.Memory ? HostStorage.InMemory : HostStorage.Azurite;
                host.DataFolder = options.Data;
                host.ConfigureServices = services =>
                {
                    AppHost.SendWithoutSocket(services);
                    services.AddKeyedSingleton<TimeProvider>("technical", new RestartedClock(restarts * (DebtorLedgerStore.Lease + TimeSpan.FromSeconds(1))));
                };
            },
            cancellation);
    }

    private static async Task WriteAsync(Summary summary, string? file, TextWriter output, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(summary, Replay.Summary.Json);
        if (file is null) await output.WriteLineAsync(json);
        else await File.WriteAllTextAsync(file, json + "\n", cancellation);
    }
}
