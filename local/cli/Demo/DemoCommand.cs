using Collections.Cli.Commands;
using Collections.Cli.Desk;
using Collections.Cli.Display;
using Collections.Cli.Exports;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;
using Collections.Functions.Ingestion;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Demo;

/// <summary>The whole process on this machine, at a day a minute, with the repository's sample.</summary>
internal sealed class DemoCommand : ICommand
{
    public string Name => "demo";

    public string Summary => "starts everything with the sample exports, at a day a minute";

    public (string Name, string Meaning)? Place => null;

    public string Description => """
        Starts storage, functions, API and inboxes on this machine; the sample's files arrive when their time comes, and business time goes at a
        day a minute. Ctrl-C stops it; the same command goes on where it was.
        """;

    public IReadOnlyList<Option> Options => DemoOptions.All;

    public IReadOnlyList<(string Call, string Why)> Examples { get; } =
    [
        ("demo", "a day a minute, with a desk that works by itself"),
        ("demo --clock compressed:10 --desk none", "ten days a minute, with the desk left to you"),
        ("demo --data /tmp/rough --faults seed=7,storage=0.02,bus=0.02,sms=0.02", "the same with things going wrong"),
    ];

    public bool RunsUntilStopped => true;

    public async Task RunAsync(Arguments arguments, Screen screen, CancellationToken cancellation)
    {
        var options = DemoOptions.Of(arguments);
        var files = (await ExportFolder.ReadAsync(options.Exports, cancellation)).Files;
        DataFolder.Enter(options.Data, new DataUse(Name, StorageText.Azurite));
        screen.Line("Starting (the first time takes a little longer).");
        await using var host = await AppHost.StartAsync(
            options.Host,
            screen,
            start =>
            {
                start.Clock = options.Clock.Of(otherwise: ReplayPlan.ArrivalOf(files[0].Manifest.BusinessDate));
                start.Storage = HostStorage.Azurite;
            },
            cancellation);
        screen.Answer(Welcome.To(host, options.Data));
        var desk = options.Desk == DeskMode.Auto ? new DeskHours(host, AutomaticDesk.At(host, new DeskJournal(options.Data))) : null;
        var arrivals = new Arrivals(host, files);
        var view = new DemoScreen(screen, files.Count);
        await new Attendance(host, screen)
            .Every(Attendance.Glance, arrivals.DropAsync)
            .Every(Attendance.Glance, desk is null ? null : desk.SitAsync)
            .Every(Attendance.Look, async () => view.Show(await DemoStatus.ReadAsync(host, CancellationToken.None)))
            .Every(ImportWatch.Glance, new ImportWatch(screen, host.Services.GetRequiredService<ImportProgressBoard>(), TimeProvider.System).ShowAsync)
            .UntilAsync(cancellation);
    }
}
