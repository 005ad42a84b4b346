using System.Runtime.InteropServices;

namespace Collections.Cli.Commands;

/// <summary>Ctrl-C and SIGTERM as a cancellation; a second one ends the process at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source;

    private readonly PosixSignalRegistration[] registrations;

    private readonly Action onFirst;

    public Interrupt(Action onFirst, CancellationToken outer)
    {
        this.onFirst = onFirst;
        source = CancellationTokenSource.CreateLinkedTokenSource(outer);
        registrations = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM)];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        if (source.IsCancellationRequested) return;
        context.Cancel = true;
        onFirst();
        source.Cancel();
    });
}
