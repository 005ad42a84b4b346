using Azure.Core;
using Azure.Core.Pipeline;

namespace Collections.Local.Host.Storage;

/// <summary>Shows each REST call to somebody before it is made, retries included.</summary>
internal sealed class RequestObserver(Action<Request> observe) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        observe(message.Request);
    }
}
