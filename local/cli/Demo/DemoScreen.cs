using System.Globalization;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Cli.Demo;

/// <summary>Shows how the demo stands: a block that is drawn anew in a terminal, a line a day elsewhere.</summary>
internal sealed class DemoScreen(TextWriter output, int files, bool isTerminal)
{
    private const int BarWidth = 24;

    private int drawn;

    private DateOnly told;

    public void Show(DemoStatus status)
    {
        if (isTerminal) Draw(status);
        else Tell(status);
    }

    private void Draw(DemoStatus status)
    {
        // Back to the first line of the block; each line clears what stood there.
        if (drawn > 0) output.Write($"\u001b[{drawn}A");
        string[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"Bank time  {status.At.ToOffset(BusinessTime.Offset):ddd yyyy-MM-dd HH:mm}"),
            $"Imports    {Bar(Done(status), files)}  {Latest(status)}",
            .. status.Open.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key,-14} {stage.Value,5}  {new string('=', Math.Min(40, stage.Value / 4))}")),
            string.Create(CultureInfo.InvariantCulture, $"Closed         {status.Closed,5}      with the legal system {status.Handed}"),
            string.Create(CultureInfo.InvariantCulture, $"Messages {status.Messages}   open approvals {status.OpenApprovals}   open tasks {status.OpenTasks}   promises {status.Promises}"),
        ];
        foreach (var line in lines) output.WriteLine($"\u001b[2K{line}");
        drawn = lines.Length;
    }

    private void Tell(DemoStatus status)
    {
        var day = BusinessTime.DayOf(status.At);
        if (day == told) return;
        told = day;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{day:yyyy-MM-dd}  files {Done(status)}/{files}  {string.Join("  ", status.Open.Select(stage => $"{stage.Key} {stage.Value}"))}  closed {status.Closed}  messages {status.Messages}  approvals {status.OpenApprovals}  tasks {status.OpenTasks}"));
    }

    private static int Done(DemoStatus status) => status.Imports.Count(report => report.Status is not (ImportStatus.Waiting or ImportStatus.Running));

    private static string Latest(DemoStatus status) => status.Imports is [.., var last]
        ? string.Create(CultureInfo.InvariantCulture, $"{last.Name}: {last.Status}, {last.Accepted} rows, {last.Rejected} rejected")
        : "waiting for the first file";

    private static string Bar(int done, int all)
    {
        var filled = Math.Min(BarWidth, BarWidth * done / Math.Max(1, all));
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('-', BarWidth - filled)}] {done}/{all}");
    }
}
