using System.Globalization;
using Collections.Cli.Desk;
using Collections.Cli.Replay;
using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Cli.Demo;

/// <summary>The whole process on this machine, at a day a minute, with the repository's sample.</summary>
internal sealed class DemoCommand : ICommand
{
    public string Name => "demo";

    public string Summary => "starts everything with the sample exports, at a day a minute";

    public string Help => """
        collections demo [--desk auto|none] [--port N] [--data DIR] [--speed N]

        Starts storage, functions, API and SMS inbox on this machine; the sample's files arrive when their time comes, and business time goes at a
        day a minute. Ctrl-C stops it; the same command goes on where it was.

          --desk   auto: approvals, calls, visits and letters are worked a day after they come (default); none: that is left to you
          --port   of API and inbox, on 127.0.0.1 (default 7071; 0 takes a free one)
          --data   where it is kept (default .collections/demo in the repository); delete the folder to begin anew
          --speed  business days a minute (default 1)
        """;

    public IReadOnlyList<string> Options => DemoOptions.Names;

    public async Task RunAsync(Arguments arguments, TextWriter output, CancellationToken cancellation)
    {
        var options = DemoOptions.Of(arguments);
        var files = ExportFolder.Read(options.Exports).Files;
        await output.WriteLineAsync("Starting (the first time takes a little longer).");
        await using (var host = await StartAsync(options, files, cancellation))
        {
            await output.WriteLineAsync(Addresses(host, options));
            var desk = options.Desk == DeskMode.Auto ? AutomaticDesk.At(host, new DeskJournal(options.Data)) : null;
            var isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
            await new DemoRun(host, files, desk, new DemoScreen(output, files.Count, isTerminal)).RunAsync(cancellation);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"Stopping at {host.Clock.GetUtcNow().ToOffset(BusinessTime.Offset):yyyy-MM-dd HH:mm} bank time. The same command goes on from here."));
        }
    }

    private static Task<LocalHost> StartAsync(DemoOptions options, IReadOnlyList<ExportFile> files, CancellationToken cancellation) => AppHost.StartAsync(
        host =>
        {
            host.Clock = HostClock.Compressed(ReplayPlan.ArrivalOf(files[0].Manifest.BusinessDate), options.Factor);
            host.Storage = HostStorage.Azurite;
            host.DataFolder = options.Data;
            host.Port = options.Port;
        },
        cancellation);

    private static string Addresses(LocalHost host, DemoOptions options) => $"""

        API        {host.Address}api
        SMS inbox  {host.Address}inbox
        Data       {options.Data}

        The API answers people with a token; one for 12 hours, with any of the roles {string.Join(", ", Roles.All)}:
          TOKEN=$(curl -s '{host.Address}host/token?name=ana&roles=supervisor')
          curl -s -H "Authorization: Bearer $TOKEN" '{host.Address}api/worklist?queue=approvals-supervisor'
          curl -s -H "Authorization: Bearer $TOKEN" '{host.Address}api/imports'

        Ctrl-C stops.

        """;
}
