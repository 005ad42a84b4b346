using System.Diagnostics;
using System.Globalization;
using Collections.Functions.Ingestion;

namespace Collections.Bench.Import;

/// <summary>Prints what came of each day.</summary>
internal sealed class ImportFigures(ImportOptions options)
{
    /// <summary>The functions of an import; what others do in the meantime is the cases' own first steps.</summary>
    private static readonly HashSet<string> OfImport =
        [.. typeof(ImportActivities).GetMethods().Concat(typeof(ImportFunctions).GetMethods()).Select(method => method.Name), nameof(IntakeOrchestration), nameof(ImportOrchestration)];

    /// <summary>Kinds below this share of an import's calls stand in one line.</summary>
    private const double Few = 0.01;

    public void Day(string name, ImportReport report, IReadOnlyList<CallCount> counts)
    {
        var seconds = (report.DurationMilliseconds ?? 0) / 1000.0;
        Tell($"{name}: {report.Rows:N0} rows in {seconds:0.0} s, {report.Rows / seconds:N0} rows/s; {report.Rejected:N0} rejected, {report.Opened:N0} opened ({report.Opened / seconds:N0}/s), {report.Updated:N0} updated ({report.Updated / seconds:N0}/s), {report.Unchanged:N0} unchanged");
        var import = counts.Where(count => OfImport.Contains(count.Function)).ToList();
        Tell($"  storage transactions: import {Sum(import):N0}, {1000.0 * Sum(import) / report.Rows:N1} per 1,000 rows; cases' first steps and timers {Sum(counts) - Sum(import):N0}; {PeakMemory()} at the most so far");
        if (report.Opened > 0)
            Tell($"  table transactions of the import per opened account: {Sum(import.Where(count => count.Kind.IsTable)) / (double)report.Opened:0.00}");
        var kinds = import.GroupBy(count => count.Kind).OrderByDescending(Sum).ToList();
        foreach (var kind in kinds.Where(IsMany)) Line($"{kind.Key}", Sum(kind), Size(kind));
        if (kinds.Any(kind => !IsMany(kind))) Line("others", kinds.Where(kind => !IsMany(kind)).Sum(Sum), "");

        bool IsMany(IEnumerable<CallCount> kind) => Sum(kind) > Sum(import) * Few;
        void Line(string kind, long calls, string size) => Tell($"    {kind,-34} {calls,12:N0} {1000.0 * calls / report.Rows,12:N2} per 1,000 rows{size}");
    }

    public void Ratio(long opened, double seconds, double bare) =>
        Tell($"  new accounts with their cases' first steps: {opened / seconds:N0}/s; the same table calls bare: {opened / bare:N0}/s; ratio {bare / seconds:0.00}");

    public void Memory() => Tell($"{options.Storage}: {PeakMemory()} at the most{(options.Storage == "memory" ? ", the stored blobs and tables among it" : "")}");

    private static string Size(IEnumerable<CallCount> counts) =>
        counts.MaxBy(count => count.Calls) is { Bytes: > 0 } most ? string.Create(CultureInfo.InvariantCulture, $", about {most.Bytes:N0} bytes{(most.Operations > 1 ? $", {most.Operations} operations" : "")}") : "";

    private static long Sum(IEnumerable<CallCount> counts) => counts.Sum(count => count.Calls);

    private static string PeakMemory()
    {
        using var self = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{self.PeakWorkingSet64 / 1e6:N0} MB");
    }

    private static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
