using Microsoft.Extensions.Hosting;

namespace Collections.Local.Host.Hosting;

/// <summary>A host lives as long as whoever started it says: the process's signals are the program's business. (The default takes every Ctrl-C for itself.)</summary>
internal sealed class OwnedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
