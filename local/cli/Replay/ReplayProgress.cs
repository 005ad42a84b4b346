using System.Diagnostics;
using System.Globalization;
using Collections.Cli.Display;
using Collections.Cli.Exports;
using Collections.Functions.Platform;

namespace Collections.Cli.Replay;

/// <summary>Tells how far a run is: files as they arrive, and a line that changes daily (where lines stay: one a week).</summary>
internal sealed class ReplayProgress(Screen screen, ReplayPlan plan)
{
    private const int DaysALine = 7;

    private readonly Stopwatch watch = Stopwatch.StartNew();

    private DateOnly told;

    private int done;

    public void Resumed(DateTimeOffset at) =>
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"Goes on at {at.ToOffset(BusinessTime.Offset):yyyy-MM-dd HH:mm}, where it was left."));

    public void Dropped(ExportFile file) => screen.Line($"{file.Manifest.BusinessDate:yyyy-MM-dd}  {file.Name}: {file.Manifest.Rows} rows arrive");

    public void Sat((int Done, int Left) sitting) => done += sitting.Done;

    public void Reached(DateTimeOffset at)
    {
        var day = BusinessTime.DayOf(at);
        var share = Math.Min(100, (int)((at - plan.Start) / (plan.End - plan.Start) * 100));
        var text = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}  {share,3} %  {done} pieces of desk work  {watch.Elapsed.TotalSeconds:0} s");
        var isNews = day.DayNumber - told.DayNumber >= DaysALine;
        screen.Show([text], isNews ? text : null);
        if (isNews) told = day;
    }
}
