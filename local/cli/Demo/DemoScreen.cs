using System.Globalization;
using Collections.Cli.Display;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;

namespace Collections.Cli.Demo;

/// <summary>Shows how the demo stands: a block in a terminal, a line a bank day elsewhere.</summary>
internal sealed class DemoScreen(Screen screen, int files)
{
    private const int BarWidth = 24;

    private DateOnly told;

    public void Show(DemoStatus status)
    {
        var day = BusinessTime.DayOf(status.At);
        screen.Show(Block(status), day == told ? null : Line(status, day));
        told = day;
    }

    private string[] Block(DemoStatus status) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Bank time  {status.At.ToOffset(BusinessTime.Offset):ddd yyyy-MM-dd HH:mm}"),
        $"Imports    {Bar(Done(status), files)}  {Latest(status)}",
        .. status.Open.Select(stage => string.Create(CultureInfo.InvariantCulture, $"{stage.Key,-14} {stage.Value,5}  {new string('=', Math.Min(40, stage.Value / 4))}")),
        string.Create(CultureInfo.InvariantCulture, $"Closed         {status.Closed,5}      with the legal system {status.Handed}"),
        string.Create(CultureInfo.InvariantCulture, $"Messages {status.Messages}   open approvals {status.OpenApprovals}   open tasks {status.OpenTasks}   promises {status.Promises}"),
    ];

    private string Line(DemoStatus status, DateOnly day) => string.Create(
        CultureInfo.InvariantCulture,
        $"{day:yyyy-MM-dd}  files {Done(status)}/{files}  {string.Join("  ", status.Open.Select(stage => $"{stage.Key} {stage.Value}"))}  closed {status.Closed}  messages {status.Messages}  approvals {status.OpenApprovals}  tasks {status.OpenTasks}");

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
