using System.Globalization;
using Azure.Storage.Blobs;
using Collections.Cli.Display;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host.Faults;
using Collections.Local.Host.Storage;

namespace Collections.Bench.Chaos;

/// <summary>
/// A host in compressed real time, as a developer's machine runs it: files, calls, messages, timers and the desk all at once, while it is killed at random and
/// started again. Then it lives on undisturbed until everything has settled, and is looked at.
/// </summary>
internal sealed class LiveStorm(ChaosOptions options, string folder, ChaosReport report) : IStorm
{
    /// <summary>Business days that all lives together last, about: a life takes some seconds, and a clock goes on some seconds ahead after a kill.</summary>
    private const double Days = 45;

    private const double SecondsALife = 7;

    private const int Files = 10;

    private static readonly DateOnly First = new(2026, 5, 31);

    private readonly Random random = new(options.Seed + 1);

    private readonly Reaper reaper = new(new Random(options.Seed + 2));

    private readonly List<Delivery> deliveries = [];

    private readonly string data = Path.Combine(folder, "live");

    private readonly HostFile file = new(Path.Combine(folder, "live"));

    private string clock = "";

    public async Task RunAsync(int kills, CancellationToken cancellation)
    {
        // Its tables are written to the disk now and then only: it must not be killed itself.
        await using var azurite = await AzuriteProcess.StartAsync(cancellation: cancellation);
        var exports = new BlobServiceClient(azurite.ConnectionString).GetBlobContainerClient(Deliveries.Container);
        await exports.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var bank = new ChaosBank(options.Seed + 1, options.Accounts, First);
        using var people = new People(bank, options.Seed + 2);
        using var evening = new CancellationTokenSource();
        report.Say($"Live       {options.Accounts} accounts and more, {DaysPerMinute(kills):0.#} days a minute; killed {kills} times");

        clock = string.Create(CultureInfo.InvariantCulture, $"compressed:{DaysPerMinute(kills):0.#}@2026-06-01T05:30");
        var work = people.WorkAsync(evening.Token);
        for (var life = 0; life < kills && !cancellation.IsCancellationRequested; life++)
        {
            if (life % Math.Max(5, kills / Files) == 0) await DeliverAsync(bank, exports);
            if (!await LiveAsync(azurite.ConnectionString, life, people, cancellation)) break;
        }

        using var screen = new Screen(TextWriter.Null, TextWriter.Null, null, TimeProvider.System);
        await using var host = await ChaosHost.StartAsync(data, azurite.ConnectionString, clock, FaultOptions.None, kills, screen, cancellation);
        people.Address = host.Address;
        await evening.CancelAsync();
        await work.WaitAsync(TimeSpan.FromMinutes(1), cancellation);
        await new LastLife(host, file, report).LookAsync(bank, deliveries, people, screen, data, cancellation);
    }

    private static double DaysPerMinute(int kills) => Math.Clamp(Days * 60 / (kills * SecondsALife), 1, 20);

    /// <summary>What the bank puts down is a day older than the host's day, and newer than what it put down before.</summary>
    private async Task DeliverAsync(ChaosBank bank, BlobContainerClient exports)
    {
        var day = file.Clock is { } now ? BusinessTime.DayOf(now).AddDays(-1) : First;
        if (deliveries is [.., var last] && day <= last.Day) return;
        var delivery = bank.Deliver(day);
        await delivery.Payments.DropAsync(exports);
        await delivery.Snapshot.DropAsync(exports);
        deliveries.Add(delivery);
        report.Say($"Files      of {day:yyyy-MM-dd}: {delivery.Overdue.Count} accounts overdue; {report.Kills} kills so far");
    }

    /// <returns>False if it ended by itself.</returns>
    private async Task<bool> LiveAsync(string storage, int number, People people, CancellationToken cancellation)
    {
        var faults = options.Faults with { Seed = (ulong)random.Next() };
        using var life = Life.Start("collections-bench.dll", ChaosHost.Arguments(data, storage, clock, faults, number));
        var starting = await reaper.WaitAsync(
            life,
            async () =>
            {
                if (await life.AnswerAsync(cancellation) is { } address) people.Address = new Uri(address);
            },
            cancellation);
        if (!starting && random.Next(2) == 0) await UntilBusyAsync(life, cancellation);
        if (await life.EndsByItselfAsync())
        {
            report.Take(life);
            report.Find(string.Create(CultureInfo.InvariantCulture, $"The host ended by itself in life {number}, with {life.ExitCode}: {life.LastWords}"));
            return false;
        }

        await life.KillAsync();
        people.Address = null;
        report.Killed(life, starting, file);
        return true;
    }

    /// <summary>Half of the kills wait for the host to be at something.</summary>
    private async Task UntilBusyAsync(Life life, CancellationToken cancellation)
    {
        for (var look = 0; look < 50 && !life.HasEnded && file.OpenActivities.Count == 0; look++) await Task.Delay(20, cancellation);
        await Task.Delay(random.Next(30), cancellation);
    }
}
