using System.Globalization;
using Azure.Messaging.ServiceBus;
using Collections.Cli.Commands;
using Collections.Cli.Desk;
using Collections.Cli.Display;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;
using Collections.Functions.Contact;
using Collections.Local.Host;
using Collections.Local.Host.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Bench.Chaos;

/// <summary>
/// The host that is killed: the app in compressed time with a desk that works by itself, and a door for the bank's messages. It runs in a process of its own, and
/// for its last life in that of the command, which looks at it then.
/// </summary>
internal static class ChaosHost
{
    public const string Command = "host";

    public const string BusPath = "chaos/bus/";

    private static readonly IReadOnlyList<Option> Options =
    [
        new("--data", "DIR", "data folder", "none"), new("--storage", "CONNECTION", "storage account", "none"), new("--clock", "CLOCK", "business time", "none"),
        new("--faults", "SPEC", "faults", "none"), new("--life", "N", "which life this is", "0"),
    ];

    public static IEnumerable<string> Arguments(string folder, string storage, string clock, FaultOptions faults, int life) =>
        ["chaos", Command, "--data", folder, "--storage", storage, "--clock", clock, "--faults", faults.ToString(), "--life", life.ToString(CultureInfo.InvariantCulture)];

    /// <summary>Runs until it is killed. The first line on standard output is its address.</summary>
    public static async Task RunAsync(IEnumerable<string> args, CancellationToken cancellation)
    {
        using var screen = new Screen(Console.Out, Console.Error, null, TimeProvider.System);
        var arguments = Cli.Commands.Arguments.Parse(args, Options);
        var faults = CommonOptions.FaultsOf(arguments);
        await using var host = await StartAsync(
            arguments.Text("--data")!, arguments.Text("--storage")!, arguments.Text("--clock")!, faults, arguments.Number("--life", 0, 0, int.MaxValue), screen, cancellation);
        screen.Answer(host.Address.ToString());
        await AttendAsync(host, arguments.Text("--data")!, screen, cancellation);
    }

    public static Task<LocalHost> StartAsync(
        string folder, string storage, string clock, FaultOptions faults, int life, Screen screen, CancellationToken cancellation) => AppHost.StartAsync(
        new HostSettings(0, folder, faults, LogLevel.Information),
        screen,
        host =>
        {
            host.Clock = ClockText.Parse(clock).Of(otherwise: DateTimeOffset.UnixEpoch);
            host.Storage = HostStorage.Account(storage);
            host.MapEndpoints = MapBus;

            // Faults are counted by what the host says of them; of the rest, only what matters.
            host.ConfigureLogging += logging => logging.AddFilter(
                (category, level) => level >= (category!.Contains("Fault", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Error));

            // Whoever held a lease is dead: nobody needs to wait for it.
            host.ConfigureServices = services => services.AddKeyedSingleton<TimeProvider>(
                "technical", new RunClock(TimeProvider.System, life * (DebtorLedgerStore.Lease + TimeSpan.FromSeconds(1))));
        },
        cancellation);

    /// <summary>The desk sits while the host runs.</summary>
    public static Task AttendAsync(LocalHost host, string folder, Screen screen, CancellationToken cancellation) => new Attendance(host, screen)
        .Every(Attendance.Glance, new DeskHours(host, AutomaticDesk.At(host, new DeskJournal(folder))).SitAsync)
        .UntilAsync(cancellation);

    /// <summary>As a bank's own system sends to the service bus: with an id, and again until it is taken.</summary>
    private static void MapBus(IEndpointRouteBuilder endpoints) => endpoints.MapPost(
        $"/{BusPath}{{queue}}",
        async (string queue, string id, HttpRequest request, ServiceBusClient bus) =>
        {
            var body = await BinaryData.FromStreamAsync(request.Body);
            await bus.CreateSender(queue).SendMessageAsync(new ServiceBusMessage(body) { MessageId = id, ContentType = "application/json" });
            return Results.NoContent();
        });
}
