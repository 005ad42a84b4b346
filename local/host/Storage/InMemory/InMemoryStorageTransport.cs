using Azure.Core;
using Azure.Core.Pipeline;
using Collections.Local.Host.Storage.InMemory;

namespace Collections.Local.Host.Storage;

/// <summary>
/// The transport under a table or blob client that answers from memory instead of a socket. Calls complete synchronously, in the
/// order in which they are made, so that a single-threaded run is the same every time.
/// </summary>
public sealed class InMemoryStorageTransport : HttpPipelineTransport
{
    private const int KeptBodyBytes = 4 * 1024 * 1024;

    [ThreadStatic]
    private static MemoryStream? t_body;

    private readonly IStorageService _service;
    private long _transactions;

    internal InMemoryStorageTransport(IStorageService service) => _service = service;

    /// <summary>REST calls answered so far.</summary>
    public long Transactions => Interlocked.Read(ref _transactions);

    public override Request CreateRequest() => new InMemoryRequest();

    public override void Process(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = RentBody();
        message.Request.Content?.WriteTo(body, message.CancellationToken);
        Dispatch(message, body);
    }

    public override ValueTask ProcessAsync(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var body = RentBody();
        if (message.Request.Content is { } content)
        {
            var written = content.WriteToAsync(body, message.CancellationToken);
            if (!written.IsCompletedSuccessfully)
                return new ValueTask(DispatchLater(message, body, written));
        }
        Dispatch(message, body);
        return ValueTask.CompletedTask;
    }

    private async Task DispatchLater(HttpMessage message, MemoryStream body, Task written)
    {
        await written.ConfigureAwait(false);
        Dispatch(message, body);
    }

    /// <summary>Every request of every client passes here, once.</summary>
    private void Dispatch(HttpMessage message, MemoryStream body)
    {
        message.CancellationToken.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _transactions);
        var request = (InMemoryRequest)message.Request;
        var response = _service.Answer(request, body.GetBuffer().AsSpan(0, (int)body.Length));
        response.ClientRequestId = request.ClientRequestId;
        message.Response = response;
        ReturnBody(body);
    }

    // While a body is filled its stream belongs to that call alone: an upload may continue on another thread.
    private static MemoryStream RentBody()
    {
        var body = t_body ?? new MemoryStream();
        t_body = null;
        return body;
    }

    private static void ReturnBody(MemoryStream body)
    {
        if (body.Capacity > KeptBodyBytes)
            return;
        body.SetLength(0);
        t_body = body;
    }
}
