using System.Text.Json;
using Collections.Functions.Platform;

namespace Collections.Cli.Replay;

/// <summary>The folder of a run that may be continued: which run it holds, and how often it was started.</summary>
internal static class ReplayFolder
{
    /// <summary>Notes a start. Throws <see cref="UsageException"/> when the folder holds another run: mixed, neither would mean anything.</summary>
    /// <returns>How often the run was started before.</returns>
    public static int Enter(string folder, ReplayOptions options, ReplayPlan plan)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "replay.json");
        var mine = new Run(Path.GetFullPath(options.Folder), plan.LastDay, options.Desk, Starts: 0);
        var before = File.Exists(file) ? JsonSerializer.Deserialize<Run>(File.ReadAllBytes(file), CollectionsJson.Options)! : mine;
        if (before with { Starts = 0 } != mine)
            throw new UsageException($"'{folder}' holds a run of {before.Exports} until {before.Until:yyyy-MM-dd} (desk: {before.Desk}). Continue that one, or name another folder.");
        DurableFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(before with { Starts = before.Starts + 1 }, CollectionsJson.Options));
        return before.Starts;
    }

    private sealed record Run(string Exports, DateOnly Until, DeskMode Desk, int Starts);
}
