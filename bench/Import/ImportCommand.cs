using System.Diagnostics;
using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Samples;

namespace Collections.Bench.Import;

/// <summary>What taking in a day's file costs: new, unchanged, changed. Files go in, reports come out; nothing of the import's inside is known here.</summary>
internal static class ImportCommand
{
    private const string Host = "host";

    private static readonly string[] Days = ["day 1, new", "day 2, unchanged", "day 3, changed"];

    private static readonly string Help = $"""
        Usage: dotnet run -c Release --project bench -- import [OPTIONS]

        Generates three days of one portfolio (new, unchanged, a share changed) and takes them in on a real host, a process of its own. Prints rows a second, storage transactions
        by kind and per 1,000 rows, peak memory, and for new accounts the ratio to the same table calls made bare in the same run.

        {string.Join("\n", ImportOptions.All.Select(option => $"  {option.Name} {option.Value}\n      {option.Meaning} (default: {option.Default})"))}
        """;

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellation)
    {
        if (args is ["--help" or "-h"])
        {
            Console.WriteLine(Help);
            return 0;
        }

        try
        {
            if (args is [Host, var place, .. var rest])
            {
                await using var run = new ImportRun(ImportOptions.Of(Arguments.Parse(rest, ImportOptions.All)), place);
                await run.RunAsync(Days, cancellation);
                return 0;
            }

            var arguments = Arguments.Parse(args, ImportOptions.All);
            arguments.NoPlaces();
            return await MeasureAsync(ImportOptions.Of(arguments), cancellation);
        }
        catch (UsageException misuse)
        {
            await Console.Error.WriteLineAsync(misuse.Message);
            return 2;
        }
    }

    private static async Task<int> MeasureAsync(ImportOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("collections-import-");
        try
        {
            var watch = Stopwatch.StartNew();
            for (var day = 1; day <= Days.Length; day++)
                await ExportFileWriter.WriteAsync(options.Day(day), folder.FullName, _ => { }, cancellation);
            var size = folder.GetFiles().Sum(file => file.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Days.Length} files of {options.Rows:N0} rows, {size / 1e6:N0} MB, generated in {watch.Elapsed.TotalSeconds:0.0} s"));

            // Another process: what generating takes is not the host's.
            using var host = Process.Start(Environment.ProcessPath!, [.. Program(), "import", Host, folder.FullName, .. options.Arguments()]);
            await host.WaitForExitAsync(cancellation);
            return host.ExitCode;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Started by "dotnet collections-bench.dll", the process is dotnet.</summary>
    private static string[] Program() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(ImportCommand).Assembly.Location] : [];
}
