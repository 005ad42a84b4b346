using Collections.Cli.Exports;
using Collections.Cli.Replay;
using Collections.Local.Host;

namespace Collections.Cli.Demo;

/// <summary>Files that a bank puts down when their time comes.</summary>
internal sealed class Arrivals(LocalHost host, IReadOnlyList<ExportFile> files)
{
    private readonly HashSet<string> dropped = new(StringComparer.Ordinal);

    public async Task DropAsync()
    {
        foreach (var file in files.Where(file => ReplayPlan.ArrivalOf(file.Manifest.BusinessDate) <= host.Clock.GetUtcNow() && !dropped.Contains(file.Name)))
        {
            await ExportDrop.PutAsync(host.Storage.Unbilled, file, CancellationToken.None);
            dropped.Add(file.Name);
        }
    }
}
