using System.Globalization;
using System.Text;
using Collections.Cli.Commands;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;
using CsvHelper;

namespace Collections.Bench.Parse;

/// <summary>How many rows a second are parsed, mapped and checked on one core, in each layout, next to a reader that only looks at each field.</summary>
internal static class ParseCommand
{
    private static readonly IReadOnlyList<Option> All =
    [
        new("--rows", "N", "rows of 36 columns", "200000"),
        new("--runs", "N", "runs, after one for the compiler", "5"),
    ];

    private static readonly string Help = $"""
        Usage: dotnet run -c Release --project bench -- parse [OPTIONS]

        Reads a generated delinquency snapshot from memory: UTF-8, GB18030, fixed width, JSON Lines. 'checked' is everything that is checked in a row, and its print; 'made' makes
        the row's texts too; 'looked at' is CsvHelper reading the same bytes and looking at each field's span (JSON and fixed width: each line's).

        {string.Join("\n", All.Select(option => $"  {option.Name} {option.Value}\n      {option.Meaning} (default: {option.Default})"))}
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
            var arguments = Arguments.Parse(args, All);
            arguments.NoPlaces();
            await MeasureAsync(arguments.Number("--rows", 200_000, 1000, 5_000_000), arguments.Number("--runs", 5, 1, 100), cancellation);
            return 0;
        }
        catch (UsageException misuse)
        {
            await Console.Error.WriteLineAsync(misuse.Message);
            return 2;
        }
    }

    private static async Task MeasureAsync(int rows, int runs, CancellationToken cancellation)
    {
        Console.WriteLine($"{"rows/s",-24}{"MB",6}{"checked",30}{"made",30}{"looked at",34}{"checked/looked at",19}");
        foreach (var input in await ParseInput.MakeAsync(rows, cancellation))
        {
            List<double> check = [], made = [], looked = [];
            for (var run = 0; run <= runs; run++)
            {
                GC.Collect();
                check.Add(await RateAsync(rows, () => CheckAsync(input, make: false, cancellation)));
                made.Add(await RateAsync(rows, () => CheckAsync(input, make: true, cancellation)));
                looked.Add(await RateAsync(rows, () => Task.FromResult(Look(input))));
                if (run == 0) Array.ForEach([check, made, looked], list => list.Clear());
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{input.Name,-24}{input.Data.Length / 1e6,6:0}{Figure(check),30}{Figure(made),30}{Figure(looked),34}{Median(check) / Median(looked),19:0.00}"));
        }
    }

    private static async Task<double> RateAsync(int rows, Func<Task<long>> read)
    {
        // Processor time, not the clock's: it is one core's work, and the machine may have other.
        var before = Environment.CpuUsage.TotalTime;
        var count = await read();
        if (count != rows) throw new InvalidOperationException($"{count} of {rows} rows were accepted.");
        return rows / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static async Task<long> CheckAsync(ParseInput input, bool make, CancellationToken cancellation)
    {
        var profile = EmbeddedData.Read<InstitutionProfile>("profiles/DEMO.json");
        var manifest = new Manifest(ExportKind.Delinquency, "DEMO", ParseInput.Day, 1, true, 0, "", "");
        await using var reader = new ExportReader(new MemoryStream(input.Data), new RowChecks(profile, input.Format, manifest));
        AccountFigures figures = default;
        if (!await reader.ReadHeaderAsync(cancellation)) throw new InvalidOperationException(reader.FileFault?.Detail);
        while (await reader.ReadAsync(cancellation))
        {
            if (!reader.Check(ref figures, out var fault)) throw new InvalidOperationException($"{fault}");
            if (make) reader.Materialise();
        }

        return reader.Accepted;
    }

    private static long Look(ParseInput input)
    {
        var plain = input.Format.Layout.Form == LayoutForm.Delimited;
        Stream stream = new MemoryStream(input.Data);
        if (input.Encoding is not UTF8Encoding) stream = Encoding.CreateTranscodingStream(stream, input.Encoding, Encoding.UTF8);
        using var reader = CsvReader.Create(stream, new CsvReaderOptions { HasHeader = plain, DetectSeparatorHint = false, Mode = plain ? CsvMode.Rfc4180 : CsvMode.NoEscape, Separator = plain ? ',' : '\u0001' }, leaveOpen: false);
        long count = 0, bytes = 0;
        while (reader.Read())
        {
            for (var field = 0; field < reader.FieldCount; field++) bytes += reader.GetSpan(field).Length;
            count++;
        }

        return bytes > 0 ? count : 0;
    }

    private static string Figure(List<double> runs) => string.Create(CultureInfo.InvariantCulture, $"{Median(runs):N0} ({runs.Min():N0}-{runs.Max():N0})");

    private static double Median(List<double> runs) => runs.Order().ElementAt(runs.Count / 2);
}
