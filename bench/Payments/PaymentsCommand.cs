using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Cli.Commands;
using Collections.Cli.Display;
using Collections.Cli.Exports;
using Collections.Cli.Hosting;
using Collections.Cli.Samples;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Collections.Local.Host.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Bench.Payments;

/// <summary>How long a payment that arrives by message takes to end its case: one at a time, and many at once.</summary>
internal static class PaymentsCommand
{
    private static readonly IReadOnlyList<Option> Options =
    [
        new("--payments", "N", "payments one at a time, and as many again at once", "200"),
        new("--storage", "memory|azurite", "where blobs and tables are", "memory"),
    ];

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    private static readonly DateOnly Day = new(2026, 3, 2);

    private static readonly string Help = $"""
        Usage: dotnet run -c Release --project bench -- payments [OPTIONS]

        Opens a case per payment on a real host, pays each in full by a message on queue payments, and measures from the message's sending until its case is stored as closed.

        {string.Join("\n", Options.Select(option => $"  {option.Name} {option.Value}\n      {option.Meaning} (default: {option.Default})"))}
        """;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Help);
            return 0;
        }

        var folder = Directory.CreateTempSubdirectory("collections-payments-");
        try
        {
            var arguments = Arguments.Parse(args, Options);
            arguments.NoPlaces();
            await MeasureAsync(arguments.Number("--payments", 200, 1, 100_000), arguments.Choice("--storage", StorageText.Memory, StorageText.Azurite), folder.FullName, cancellation);
            return 0;
        }
        catch (UsageException misuse)
        {
            await Console.Error.WriteLineAsync(misuse.Message);
            return 2;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(int payments, string storage, string folder, CancellationToken cancellation)
    {
        var export = new ExportOptions("DEMO", payments * 2, 2026, 1, Day, 1.0, [0], [0], [0], new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await ExportFileWriter.WriteAsync(export, folder, _ => { }, cancellation);
        using var screen = new Screen(Console.Out, Console.Error, null, TimeProvider.System);
        await using var host = await AppHost.StartAsync(
            new HostSettings(0, null, FaultOptions.None, LogLevel.Error),
            screen,
            start =>
            {
                // An evening that goes as real time does: nobody is written to meanwhile.
                start.Clock = HostClock.Compressed(BusinessTime.At(Day, new TimeOnly(21, 0)), 1);
                start.Storage = StorageText.Parse(storage).Storage;
                start.ConfigureServices = AppHost.SendWithoutSocket;
            },
            cancellation);
        var file = Only((await ExportFolder.ReadAsync(folder, cancellation)).Files);
        await OpenAsync(host, file, cancellation);
        var rows = Accounts(Directory.GetFiles(folder, "*.csv")[0]);

        var alone = new List<double>();
        foreach (var (account, amount) in rows.Take(payments)) alone.Add(await PayAsync(host, account, amount, cancellation));
        var watch = Stopwatch.StartNew();
        var together = await Task.WhenAll(rows.Skip(payments).Select(row => PayAsync(host, row.Account, row.Amount, cancellation)));
        Console.WriteLine(Line("one at a time", alone));
        Console.WriteLine(Line("all at once", together));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at once: {together.Length / watch.Elapsed.TotalSeconds:N0} payments/s"));
    }

    private static ExportFile Only(IReadOnlyList<ExportFile> files) => files is [var only] ? only : throw new InvalidOperationException("One file was generated.");

    private static async Task OpenAsync(LocalHost host, ExportFile file, CancellationToken cancellation)
    {
        await ExportDrop.PutAsync(host.Storage.Unbilled, file, cancellation);
        var reports = host.Services.GetRequiredService<ImportReports>();
        while ((await reports.ListAsync(null, ImportStatus.Completed, 10, null, cancellation)).Imports.Count == 0) await Task.Delay(100, cancellation);

        // Cases take their first step by themselves.
        await Task.Delay(TimeSpan.FromSeconds(3), cancellation);
    }

    /// <returns>Milliseconds from the sending until the case is stored as closed.</returns>
    private static async Task<double> PayAsync(LocalHost host, string account, string amount, CancellationToken cancellation)
    {
        var key = host.Services.GetRequiredService<KeyRing>().Case("DEMO", account, 1);
        var streams = host.Services.GetRequiredService<ICaseStreams>();
        await using var sender = host.Services.GetRequiredService<ServiceBusClient>().CreateSender(PaymentMessages.Queue);
        var message = new PaymentMessage("DEMO", account, $"P-{account}", Day.AddDays(1), "CNY", amount, "transfer", null);
        var body = JsonSerializer.SerializeToUtf8Bytes(message, CollectionsJson.Options);
        var watch = Stopwatch.StartNew();
        await sender.SendMessageAsync(new ServiceBusMessage(new BinaryData(body)), cancellation);
        while ((await streams.LoadAsync(key, cancellation))!.State.IsOpen) await Task.Delay(Glance, cancellation);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static List<(string Account, string Amount)> Accounts(string path)
    {
        var lines = File.ReadLines(path).Select(line => line.Split(','));
        var header = lines.First();
        var (account, amount) = (Array.IndexOf(header, "account_number"), Array.IndexOf(header, "total_overdue"));
        return [.. lines.Skip(1).Select(fields => (fields[account], fields[amount]))];
    }

    private static string Line(string name, IEnumerable<double> milliseconds)
    {
        List<double> sorted = [.. milliseconds.Order()];
        double At(double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
        return string.Create(CultureInfo.InvariantCulture, $"{name,-14} {sorted.Count} payments: median {At(0.5):0} ms, 95 % within {At(0.95):0} ms, the slowest {sorted[^1]:0} ms");
    }
}
