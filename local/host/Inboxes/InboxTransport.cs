using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Collections.Local.Host.Storage.InMemory;

namespace Collections.Local.Host.Inboxes;

/// <summary>The transport under a client that reaches an inbox in the same process, without a socket. Calls are signed and answered as over one.</summary>
public abstract class InboxTransport : HttpPipelineTransport
{
    public sealed override Request CreateRequest() => new InMemoryRequest();

    public sealed override void Process(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ProcessAsync(message).AsTask().GetAwaiter().GetResult();
    }

    public sealed override async ValueTask ProcessAsync(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.CancellationToken.ThrowIfCancellationRequested();
        var request = (InMemoryRequest)message.Request;
        var uri = request.Uri.ToUri();
        if (!Serves(request.Method.Method, uri.AbsolutePath))
        {
            message.Response = new InMemoryResponse(404, "Not Found") { ClientRequestId = request.ClientRequestId };
            return;
        }

        using var body = new MemoryStream();
        if (request.Content is { } content)
            await content.WriteToAsync(body, message.CancellationToken).ConfigureAwait(false);
        var call = new ServiceCall(
            request.Method.Method, uri.PathAndQuery, uri.Authority, name => request.HeaderList[name], body.GetBuffer().AsMemory(0, (int)body.Length));

        // As the transport over sockets reports it.
        ServiceAnswer answer = await AnswerAsync(call).ConfigureAwait(false)
            ?? throw new RequestFailedException("The connection broke before the answer came.", new IOException("The inbox's rule for this recipient."));
        message.Response = Response(answer, request.ClientRequestId);
    }

    /// <summary>Whether the service has such an address.</summary>
    private protected abstract bool Serves(string method, string path);

    private protected abstract Task<ServiceAnswer?> AnswerAsync(ServiceCall call);

    private static InMemoryResponse Response(ServiceAnswer answer, string clientRequestId)
    {
        InMemoryResponse response = new InMemoryResponse(answer.Status, string.Empty) { ClientRequestId = clientRequestId }
            .WithBody("application/json; charset=utf-8", answer.Body);
        return answer.RetryAfter is { } wait
            ? response.With("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            : response;
    }
}
