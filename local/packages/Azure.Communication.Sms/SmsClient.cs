using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Sms;

/// <summary>Sends text messages through a communication resource.</summary>
/// <remarks>
/// A request that the service refuses as a whole is a <see cref="RequestFailedException"/>; a single refused recipient is told by its
/// result alone. Its members can be overridden in tests.
/// </remarks>
public class SmsClient
{
    private const string Scope = "https://communication.azure.com//.default";

    private readonly HttpPipeline _pipeline = null!;
    private readonly Uri _endpoint = null!;
    private readonly string _version = null!;

    protected SmsClient()
    {
    }

    public SmsClient(string connectionString)
        : this(connectionString, new SmsClientOptions())
    {
    }

    public SmsClient(string connectionString, SmsClientOptions options)
        : this(ConnectionString.Parse(connectionString), options)
    {
    }

    public SmsClient(Uri endpoint, AzureKeyCredential keyCredential, SmsClientOptions? options = null)
        : this(endpoint, new HmacPolicy(keyCredential ?? throw new ArgumentNullException(nameof(keyCredential))), options)
    {
    }

    public SmsClient(Uri endpoint, TokenCredential tokenCredential, SmsClientOptions? options = null)
        : this(
            endpoint,
            new BearerTokenAuthenticationPolicy(tokenCredential ?? throw new ArgumentNullException(nameof(tokenCredential)), Scope),
            options)
    {
    }

    private SmsClient(ConnectionString connection, SmsClientOptions? options)
        : this(connection.Endpoint, connection.Key, options)
    {
    }

    private SmsClient(Uri endpoint, HttpPipelinePolicy authentication, SmsClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new SmsClientOptions();
        _endpoint = endpoint;
        _version = options.ApiVersion;
        _pipeline = HttpPipelineBuilder.Build(options, [], [authentication], new ResponseClassifier());
    }

    /// <summary>Sends a message to one recipient (E.164 numbers).</summary>
    public virtual async Task<Response<SmsSendResult>> SendAsync(
        string from, string to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(to);
        Response<IReadOnlyList<SmsSendResult>> response = await SendAsync(from, [to], message, options, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(response.Value[0], response.GetRawResponse());
    }

    /// <inheritdoc cref="SendAsync(string, string, string, SmsSendOptions, CancellationToken)" />
    public virtual Response<SmsSendResult> Send(
        string from, string to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(to);
        Response<IReadOnlyList<SmsSendResult>> response = Send(from, [to], message, options, cancellationToken);
        return Response.FromValue(response.Value[0], response.GetRawResponse());
    }

    /// <summary>Sends a message to up to 100 recipients; the results tell of each.</summary>
    public virtual async Task<Response<IReadOnlyList<SmsSendResult>>> SendAsync(
        string from, IEnumerable<string> to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        using HttpMessage request = CreateMessage(from, to, message, options);
        await _pipeline.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Sent(request.Response);
    }

    /// <inheritdoc cref="SendAsync(string, IEnumerable{string}, string, SmsSendOptions, CancellationToken)" />
    public virtual Response<IReadOnlyList<SmsSendResult>> Send(
        string from, IEnumerable<string> to, string message, SmsSendOptions? options = null, CancellationToken cancellationToken = default)
    {
        using HttpMessage request = CreateMessage(from, to, message, options);
        _pipeline.Send(request, cancellationToken);
        return Sent(request.Response);
    }

    private HttpMessage CreateMessage(string from, IEnumerable<string> to, string message, SmsSendOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentException.ThrowIfNullOrEmpty(message);
        HttpMessage request = _pipeline.CreateMessage();
        request.Request.Method = RequestMethod.Post;
        request.Request.Uri.Reset(_endpoint);
        request.Request.Uri.AppendPath("/sms", escape: false);
        request.Request.Uri.AppendQuery("api-version", _version);
        request.Request.Headers.Add("Accept", "application/json");
        request.Request.Headers.Add("Content-Type", "application/json");
        request.Request.Content = RequestContent.Create(SmsWire.Request(from, to, message, options));
        return request;
    }

    private static Response<IReadOnlyList<SmsSendResult>> Sent(Response response) =>
        response.Status == 202
            ? Response.FromValue(SmsWire.Results(response.ContentStream!), response)
            : throw new RequestFailedException(response);
}
