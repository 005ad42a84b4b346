using System.Diagnostics;
using System.Globalization;
using Collections.Functions.Platform;

namespace Collections.Cli.Replay;

/// <summary>Tells how far a run is: files as they arrive, and a line a week (in a terminal: one line that changes daily).</summary>
internal sealed class ReplayProgress(TextWriter output, ReplayPlan plan, bool isTerminal)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    private DateOnly shown;

    private int done;

    public void Dropped(ExportFile file) => Line($"{file.Manifest.BusinessDate:yyyy-MM-dd}  {file.Name}: {file.Manifest.Rows} rows arrive");

    public void Sat((int Done, int Left) sitting) => done += sitting.Done;

    public void Reached(DateTimeOffset at)
    {
        var day = BusinessTime.DayOf(at);
        if (day == shown || (!isTerminal && day.DayNumber - shown.DayNumber < 7)) return;
        shown = day;
        var share = Math.Min(100, (int)((at - plan.Start) / (plan.End - plan.Start) * 100));
        var text = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}  {share,3} %  {done} pieces of desk work  {watch.Elapsed.TotalSeconds:0} s");
        if (isTerminal) output.Write($"\r{text}  ");
        else output.WriteLine(text);
    }

    public void Line(string text)
    {
        if (isTerminal) output.Write("\r" + new string(' ', 70) + "\r");
        output.WriteLine(text);
    }
}
