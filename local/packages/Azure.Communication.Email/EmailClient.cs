using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email;

/// <summary>Sends e-mail through a communication resource.</summary>
/// <remarks>
/// Sending is a long-running operation: the service takes the message (202), and its operation tells later whether it was handed over. A message that the
/// service refuses is a <see cref="RequestFailedException"/>. Its members can be overridden in tests.
/// </remarks>
public class EmailClient
{
    private const string Scope = "https://communication.azure.com//.default";

    private readonly HttpPipeline _pipeline = null!;
    private readonly Uri _endpoint = null!;
    private readonly string _version = null!;

    protected EmailClient()
    {
    }

    public EmailClient(string connectionString)
        : this(connectionString, new EmailClientOptions())
    {
    }

    public EmailClient(string connectionString, EmailClientOptions options)
        : this(ConnectionString.Parse(connectionString), options)
    {
    }

    public EmailClient(Uri endpoint, AzureKeyCredential credential, EmailClientOptions? options = null)
        : this(endpoint, new HmacPolicy(credential ?? throw new ArgumentNullException(nameof(credential))), options)
    {
    }

    public EmailClient(Uri endpoint, TokenCredential credential, EmailClientOptions? options = null)
        : this(endpoint, new BearerTokenAuthenticationPolicy(credential ?? throw new ArgumentNullException(nameof(credential)), Scope), options)
    {
    }

    private EmailClient(ConnectionString connection, EmailClientOptions? options)
        : this(connection.Endpoint, connection.Key, options)
    {
    }

    private EmailClient(Uri endpoint, HttpPipelinePolicy authentication, EmailClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new EmailClientOptions();
        _endpoint = endpoint;
        _version = options.ApiVersion;
        _pipeline = HttpPipelineBuilder.Build(options, [], [authentication], new ResponseClassifier());
    }

    /// <summary>Queues a message under an id of the service's making.</summary>
    public virtual Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, CancellationToken cancellationToken = default) =>
        SendAsync(wait, message, Guid.NewGuid(), cancellationToken);

    /// <summary>Queues a message under the caller's id; reports of its delivery name it.</summary>
    public virtual async Task<EmailSendOperation> SendAsync(WaitUntil wait, EmailMessage message, Guid operationId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using HttpMessage request = CreateMessage(RequestMethod.Post, "/emails:send");
        request.Request.Headers.Add("Content-Type", "application/json");
        request.Request.Headers.Add("Operation-Id", operationId.ToString());
        request.Request.Headers.Add("Repeatability-Request-ID", Guid.NewGuid().ToString());
        request.Request.Headers.Add("Repeatability-First-Sent", DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture));
        request.Request.Content = RequestContent.Create(EmailWire.Request(message));
        await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.Response.Status != 202)
            throw new RequestFailedException(request.Response);
        var operation = new EmailSendOperation(this, request.Response);
        if (wait == WaitUntil.Completed)
            await operation.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        return operation;
    }

    internal async Task<Response> GetStatusAsync(string id, CancellationToken cancellationToken)
    {
        using HttpMessage request = CreateMessage(RequestMethod.Get, $"/emails/operations/{Uri.EscapeDataString(id)}");
        await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return request.Response.Status == 200 ? request.Response : throw new RequestFailedException(request.Response);
    }

    private HttpMessage CreateMessage(RequestMethod method, string path)
    {
        HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(_endpoint);
        message.Request.Uri.AppendPath(path, escape: false);
        message.Request.Uri.AppendQuery("api-version", _version);
        message.Request.Headers.Add("Accept", "application/json");
        return message;
    }
}
