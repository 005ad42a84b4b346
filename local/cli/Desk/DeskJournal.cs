using System.Text.Json;
using Collections.Cli.Hosting;
using Collections.Functions.Platform;

namespace Collections.Cli.Desk;

/// <summary>
/// Which sitting was begun, with its plan, and which one is done: kept beside the host's data, so that a run that was killed in the middle of a
/// sitting works the same sitting again. Without a folder it remembers nothing, since then nothing can be continued.
/// </summary>
internal sealed class DeskJournal
{
    private readonly string? file;

    private Entry entry;

    public DeskJournal(string? folder)
    {
        file = folder is null ? null : Path.Combine(folder, "desk.json");
        entry = file is not null && File.Exists(file) ? JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(file), CollectionsJson.Options)! : new Entry(null, null);
    }

    /// <summary>The sitting that was begun and not ended.</summary>
    public DeskSession? Begun => entry.Begun;

    public bool IsDone(DateTimeOffset sitting) => entry.Done >= sitting;

    public void Begin(DeskSession session) => Keep(entry with { Begun = session });

    public void End(DeskSession session) => Keep(new Entry(null, session.At));

    private void Keep(Entry next)
    {
        entry = next;
        if (file is not null) DurableFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(next, CollectionsJson.Options));
    }

    private sealed record Entry(DeskSession? Begun, DateTimeOffset? Done);
}
