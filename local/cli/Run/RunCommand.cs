using Collections.Cli.Commands;
using Collections.Cli.Desk;
using Collections.Cli.Display;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;
using Collections.Functions.Ingestion;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Run;

/// <summary>The app on this machine, for a developer's own data.</summary>
internal sealed class RunCommand : ICommand
{
    public string Name => "run";

    public string Summary => "runs the app on this machine, for data of your own";

    public (string Name, string Meaning)? Place => null;

    public string Description => """
        Starts storage, functions, API and inboxes on this machine and waits for files, calls and messages. Ctrl-C stops it when the work in hand is
        done; the same command goes on where it was. The data folder keeps the kind of clock that made it.
        """;

    public IReadOnlyList<Option> Options => RunOptions.All;

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("run", "in real time, kept in .collections/run"),
        ("run --clock compressed:1@2026-03-01 --data /tmp/march", "a day a minute from the beginning of March"),
        ("run --storage memory --port 0", "for a try: nothing is kept, on a free port"),
        ("run --storage UseDevelopmentStorage=true --log information", "on an emulator that runs already, with a line for each decision"),
    ];

    public bool RunsUntilStopped => true;

    public async Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        var options = RunOptions.Of(arguments);
        await options.Storage.CheckAsync(cancellation);
        if (options.Host.Data is { } folder) DataFolder.Enter(folder, new DataUse(Name, options.Storage.Name));
        screen.Line("Starting.");
        await using var host = await AppHost.StartAsync(
            options.Host,
            screen,
            start => (start.Clock, start.Storage) = (options.Clock.Of(otherwise: TimeProvider.System.GetUtcNow()), options.Storage.Storage),
            cancellation);
        screen.Answer(Welcome.To(host, options.Host.Data ?? "in memory: nothing is kept"));
        var desk = options.Desk == DeskMode.Auto ? new DeskHours(host, AutomaticDesk.At(host, new DeskJournal(options.Host.Data))) : null;
        var view = new RunScreen(screen, host, host.Services.GetRequiredService<ImportReports>());
        await new Attendance(host, screen)
            .Every(Attendance.Glance, desk is null ? null : desk.SitAsync)
            .Every(Attendance.Look, view.ShowAsync)
            .Every(ImportWatch.Glance, new ImportWatch(screen, host.Services.GetRequiredService<ImportProgressBoard>(), TimeProvider.System).ShowAsync)
            .UntilAsync(cancellation);
    }
}
