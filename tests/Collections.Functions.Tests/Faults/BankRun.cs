using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Bench.Chaos;
using Collections.Cli.Desk;
using Collections.Cli.Display;
using Collections.Cli.Exports;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;
using Collections.Functions.Tests.Crash;
using Collections.Functions.Tests.Replay;
using Collections.Local.Host;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Sms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.Faults;

/// <summary>The small bank's nine days on the whole app, with faults, and how everything stands at their end.</summary>
internal sealed record BankRun
{
    public required JsonObject Summary { get; init; }

    public required IReadOnlyDictionary<FaultKind, long> Faults { get; init; }

    public required IReadOnlyList<SmsMessage> Messages { get; init; }

    /// <summary>What is left that should have moved on, in words; nothing if all is well.</summary>
    public required IReadOnlyList<string> Stuck { get; init; }

    public required IReadOnlyList<string> Log { get; init; }

    public static async Task<BankRun> OfAsync(string faults)
    {
        var exports = Directory.CreateTempSubdirectory("faults-").FullName;
        SmallBank.WriteTo(exports);
        var plan = new ReplayPlan((await ExportFolder.ReadAsync(exports)).Files, SmallBank.LastDay, DeskMode.Auto);
        var log = new LogLines();
        using var screen = new Screen(TextWriter.Null, TextWriter.Null, null, TimeProvider.System);
        await using var host = await AppHost.StartAsync(
            new HostSettings(0, null, FaultOptions.Parse(faults), LogLevel.Information),
            screen,
            options =>
            {
                options.Clock = HostClock.Virtual(plan.Start);
                options.ConfigureLogging = logging => logging.ClearProviders().AddProvider(log);
                options.ConfigureServices = services =>
                {
                    AppHost.SendWithoutSocket(services);
                    services.AddKeyedSingleton<TimeProvider>("technical", (provider, _) => new RunClock(provider.GetRequiredService<TimeProvider>(), TimeSpan.Zero));
                };
            },
            CancellationToken.None);
        var journal = new DeskJournal(null);
        await new ReplayRun(host, plan, AutomaticDesk.At(host, journal), journal, new ReplayProgress(screen, plan)).ToEndAsync(CancellationToken.None);

        // What went wrong last has had no time to be made good.
        host.Faults.IsOn = false;
        await host.RunUntilAsync(plan.End.AddMinutes(30));
        var summary = await SummaryReader.ReadAsync(host, plan, CancellationToken.None);
        Directory.Delete(exports, recursive: true);
        return new BankRun
        {
            Summary = ReplayRuns.Comparable(JsonSerializer.Serialize(summary, Collections.Cli.Replay.Summary.Json)),
            Faults = host.Faults.Counts,
            Messages = host.SmsInbox.Messages(limit: int.MaxValue),
            Stuck = await StuckCheck.FindAsync(host, CancellationToken.None),
            Log = log.Lines,
        };
    }
}
