using System.Text.Json;
using Collections.Cli.Commands;
using Collections.Functions.Platform;

namespace Collections.Cli.Hosting;

/// <summary>
/// A folder that a command keeps its data in. It says whose it is, so that nothing goes on with what something else has begun: mixed, neither would
/// mean anything.
/// </summary>
internal static class DataFolder
{
    private const string Marker = "collections.json";

    /// <summary>Notes a start. Throws <see cref="UsageException"/> when the folder holds other data, or anything else.</summary>
    /// <returns>How often the same was started before.</returns>
    public static int Enter(string folder, DataUse use)
    {
        if (File.Exists(folder)) throw new UsageException($"'{folder}' is a file; '--data' names a folder.");
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, Marker);
        var before = Read(folder, file) ?? use;
        if (before with { Starts = 0 } != use)
        {
            throw new UsageException(
                $"'{folder}' holds {before.Describe()}, and this is {use.Describe()}. Go on with that one, or name another folder with '--data'.");
        }

        DurableFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(before with { Starts = before.Starts + 1 }, CollectionsJson.Options));
        return before.Starts;
    }

    private static DataUse? Read(string folder, string file)
    {
        if (File.Exists(file)) return JsonSerializer.Deserialize<DataUse>(File.ReadAllBytes(file), CollectionsJson.Options)!;
        return Directory.EnumerateFileSystemEntries(folder).FirstOrDefault() is { } other
            ? throw new UsageException($"'{folder}' is no data folder of this program, and not empty either: it holds '{Path.GetFileName(other)}'. Name another folder with '--data'.")
            : null;
    }
}

/// <summary>What a data folder is used for.</summary>
/// <param name="Command">The command whose data it is.</param>
/// <param name="Storage">Where its blobs and tables are, without any secret.</param>
/// <param name="Exports">Folder of a replay's exports.</param>
/// <param name="Until">Last day of a replay.</param>
/// <param name="Starts">How often it was started.</param>
/// <param name="WhatIf">Strategy that a replay tries; null: none.</param>
internal sealed record DataUse(string Command, string Storage, string? Exports = null, DateOnly? Until = null, string? Desk = null, int Starts = 0, string? WhatIf = null)
{
    public string Describe() => string.Concat(
        $"'collections {Command}' on {Storage}",
        Exports is null ? "" : $", of {Exports}",
        Until is { } until ? $" until {until:yyyy-MM-dd}" : "",
        Desk is null ? "" : $" (desk: {Desk})",
        WhatIf is null ? "" : $", what if by {WhatIf}");
}
