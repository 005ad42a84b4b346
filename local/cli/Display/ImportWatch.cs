using System.Globalization;
using Collections.Functions.Ingestion;

namespace Collections.Cli.Display;

/// <summary>A line for each file that is being taken in: in a terminal one that changes, elsewhere one whenever another tenth is done, if that takes a while.</summary>
internal sealed class ImportWatch(Screen screen, ImportProgressBoard board, TimeProvider clock)
{
    public static TimeSpan Glance { get; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A file that is done sooner needs no lines that stay.</summary>
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(2);

    private const int Tenths = 10;

    private readonly Dictionary<string, (long Since, string Told)> seen = new(StringComparer.Ordinal);

    public Task ShowAsync()
    {
        var running = board.Here;
        screen.ShowBelow([.. running.Select(Line)]);
        foreach (var gone in seen.Keys.Except(running.Select(progress => progress.Import)).ToList()) seen.Remove(gone);
        foreach (var progress in running) Tell(progress);
        return Task.CompletedTask;
    }

    /// <summary>While something else runs, until it ends. It gets a thread: a run in virtual time may never wait.</summary>
    public async Task DuringAsync(Func<Task> run)
    {
        var work = Task.Run(run);
        while (await Task.WhenAny(work, Task.Delay(Glance, clock)) != work) await ShowAsync();
        screen.ShowBelow([]);
        await work;
    }

    internal static string Line(ImportProgress progress)
    {
        var rate = progress.RowsPerSecond is { } rows ? string.Create(CultureInfo.InvariantCulture, $"  {rows:N0} rows/s") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{progress.Name}  {Doing(progress.Step)}  {progress.Percent,3} %  {progress.Rows:N0} rows{rate}");
    }

    private static string Doing(string step) => step == ImportProgress.Plan ? "is read" : "is applied";

    private void Tell(ImportProgress progress)
    {
        if (screen.IsTerminal) return;
        var news = $"{progress.Step} {progress.Percent / Tenths}";
        if (!seen.TryGetValue(progress.Import, out var before)) seen[progress.Import] = (clock.GetTimestamp(), "");
        else if (news != before.Told && clock.GetElapsedTime(before.Since) > AWhile)
        {
            screen.Line(Line(progress));
            seen[progress.Import] = before with { Told = news };
        }
    }
}
