using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Collections.Cli.Commands;
using Collections.Cli.Display;
using Collections.Cli.Exports;

namespace Collections.Cli.Replay;

/// <summary>Runs a folder of exports through the real functions in virtual time, and sums up what came of it.</summary>
internal sealed class ReplayCommand : ICommand
{
    public string Name => "replay";

    public string Summary => "runs a folder of exports in virtual time and writes a summary";

    public (string Name, string Meaning)? Place => ("DIR", "folder with data files and their NAME.manifest.json");

    public string Description => """
        Imports all exports of a folder in order of business date, each at 06:00 bank time the day after, in virtual time on the real functions. The same
        files give the same end, however often and wherever they are replayed.
        """;

    public IReadOnlyList<Option> Options => ReplayOptions.All;

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("replay samples/demo --until 2026-08-31 --summary summary.json", "half a year of the sample, in memory"),
        ("replay samples/demo --strategy mine.json --share 0.5 --table arms.md", "half of the accounts by a strategy of your own, compared with the other half"),
        ("replay exports --data /tmp/year", "a long run that can be stopped and continued"),
        ("replay samples/demo --faults seed=7,storage=0.01 --journal faulty.txt", "with storage that fails now and then, and everything that came of it"),
    ];

    public bool RunsUntilStopped => false;

    public async Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        var began = Stopwatch.StartNew();
        var options = ReplayOptions.Of(arguments);
        var folder = await ExportFolder.ReadAsync(options.Folder, cancellation);
        var plan = new ReplayPlan(folder.Files, options.Until, options.Desk);
        foreach (var left in folder.Left) screen.Line($"Left out: {left}");

        var whatIf = options.Strategy is { } tried ? new WhatIf(tried, options.Share) : null;
        await options.Storage.CheckAsync(cancellation);
        await using var host = await ReplayHost.StartAsync(options, plan, screen, services => { }, cancellation);
        if (options.JournalFile is not null) ReplayJournal.Listen(host);
        if (whatIf is not null) await whatIf.LetInAsync(host, folder.Files.Select(file => file.Manifest.Institution).Distinct(), cancellation);
        await ReplayHost.ToEndAsync(host, options, plan, screen, cancellation);
        screen.Line("Summing up and auditing.");
        host.Faults.IsOn = false;
        var summary = await SummaryReader.ReadAsync(host, plan, cancellation) with { WallSeconds = Math.Round(began.Elapsed.TotalSeconds, 1) };
        if (options.JournalFile is { } file) await ReplayJournal.WriteAsync(host, file, cancellation);
        await WriteAsync(summary, options.SummaryFile, screen, cancellation);
        if (options.TableFile is { } table) await File.WriteAllTextAsync(table, summary.Table, cancellation);
        screen.Line(string.Create(
            CultureInfo.InvariantCulture, $"{summary.Cases.Total} cases, {summary.Facts} facts, {summary.Violations.Count} violations in {summary.WallSeconds} s."));
    }

    private static async Task WriteAsync(Summary summary, string? file, Screen screen, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(summary, Replay.Summary.Json);
        if (file is null) screen.Answer(json);
        else await File.WriteAllTextAsync(file, json + "\n", cancellation);
    }
}
