using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Collections.Local.Host.Scheduling;

/// <summary>
/// In virtual time a request over HTTP and a work item never run at once, so that a run is the same every time.
/// In real time the gate is open.
/// </summary>
internal sealed class WorkGate(bool isOpen) : IDisposable
{
    private const string PassHeader = "x-local-host-pass";

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly string pass = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>Waits until nothing else runs; disposing the result lets the next one in.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (isOpen)
            return default;
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    /// <summary>As <see cref="EnterAsync(CancellationToken)"/>, except that a request made on behalf of the running work item goes through: the item waits for it.</summary>
    public ValueTask<Turn> EnterAsync(HttpContext http) => IsOwn(http) ? default : EnterAsync(http.RequestAborted);

    /// <summary>Whether a request was made on behalf of a work item of this host.</summary>
    public bool IsOwn(HttpContext http) => http.Request.Headers[PassHeader] == pass;

    /// <summary>A client for work items that call this host's own functions.</summary>
    public HttpClient CreatePassingClient()
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Add(PassHeader, pass);
        return client;
    }

    public void Dispose() => turn.Dispose();

    public readonly struct Turn(SemaphoreSlim? turn) : IDisposable
    {
        public void Dispose() => turn?.Release();
    }
}
