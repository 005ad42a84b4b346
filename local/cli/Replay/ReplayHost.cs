using System.Globalization;
using Collections.Cli.Desk;
using Collections.Cli.Display;
using Collections.Cli.Hosting;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Replay;

/// <summary>The host of a replay: in virtual time, without sockets, and brought to the end of its plan.</summary>
internal static class ReplayHost
{
    private const string Use = "replay";

    public static Task<LocalHost> StartAsync(ReplayOptions options, ReplayPlan plan, Screen screen, Action<IServiceCollection> configure, CancellationToken cancellation)
    {
        var use = new DataUse(Use, options.Storage.Name, Path.GetFullPath(options.Folder), plan.LastDay, options.Desk.ToString(), WhatIf: WhatIfOf(options));
        var restarts = options.Host.Data is { } data ? DataFolder.Enter(data, use) : 0;
        return AppHost.StartAsync(
            options.Host,
            screen,
            host =>
            {
                host.Clock = HostClock.Virtual(plan.Start);
                host.Storage = options.Storage.Storage;
                host.Settings["Audit:Nightly"] = "false";
                if (options.Pack is { } pack) host.Settings["Contact:Pack"] = pack;
                host.ConfigureServices = services =>
                {
                    AppHost.SendWithoutSocket(services);
                    services.AddKeyedSingleton<TimeProvider>(
                        "technical", (provider, _) => new RunClock(provider.GetRequiredService<TimeProvider>(), restarts * (DebtorLedgerStore.Lease + TimeSpan.FromSeconds(1))));
                    configure(services);
                };
            },
            cancellation);
    }

    private static string? WhatIfOf(ReplayOptions options) => options.Strategy is not { } file ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFullPath(file)}{(options.Share is { } share ? $" for {share}" : "")}");

    public static Task ToEndAsync(LocalHost host, ReplayOptions options, ReplayPlan plan, Screen screen, CancellationToken cancellation)
    {
        var journal = new DeskJournal(options.Host.Data);
        var desk = options.Desk == DeskMode.Auto ? AutomaticDesk.At(host, journal) : null;
        var watch = new ImportWatch(screen, host.Services.GetRequiredService<ImportProgressBoard>(), TimeProvider.System);
        return watch.DuringAsync(() => new ReplayRun(host, plan, desk, journal, new ReplayProgress(screen, plan)).ToEndAsync(cancellation));
    }
}
