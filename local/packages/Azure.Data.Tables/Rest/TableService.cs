using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>Makes and sends the service's requests; shared by the clients of one account.</summary>
internal sealed class TableService
{
    public const string MinimalMetadata = "application/json;odata=minimalmetadata";

    /// <summary>Of what is sent: types stand in annotations of the properties that need one.</summary>
    public const string NoMetadata = "application/json;odata=nometadata";

    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _version;

    private TableService(Uri endpoint, TableClientOptions? options, string? account, HttpPipelinePolicy? authentication)
    {
        options ??= new TableClientOptions();
        Endpoint = new TableEndpoint(endpoint);
        AccountName = account ?? Endpoint.AccountName;
        _version = options.VersionText;
        _pipeline = HttpPipelineBuilder.Build(options, [], authentication is null ? [] : [authentication], new ResponseClassifier());
    }

    public TableEndpoint Endpoint { get; }

    public string AccountName { get; }

    public static TableService Connect(string connectionString, TableClientOptions? options)
    {
        ConnectionString connection = ConnectionString.Parse(connectionString);
        return connection.Credential is { } credential
            ? Connect(connection.Endpoint, credential, options)
            : Connect(connection.Endpoint, options);
    }

    public static TableService Connect(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new TableService(endpoint, options, credential.AccountName, new SharedKeyPolicy(credential));
    }

    public static TableService Connect(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new TableService(endpoint, options, null, new BearerTokenAuthenticationPolicy(credential, Scope));
    }

    /// <summary>With an address that brings its own signature, or none at all.</summary>
    public static TableService Connect(Uri endpoint, TableClientOptions? options) => new(endpoint, options, null, null);

    public HttpMessage Message(RequestMethod method, string path, string? query = null)
    {
        HttpMessage message = _pipeline.CreateMessage();
        Request request = message.Request;
        request.Method = method;
        Endpoint.Write(request.Uri, path, query);
        request.Headers.Add("x-ms-version", _version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", MinimalMetadata);
        return message;
    }

    public ValueTask SendAsync(HttpMessage message, CancellationToken cancellationToken) => _pipeline.SendAsync(message, cancellationToken);

    public void Send(HttpMessage message, CancellationToken cancellationToken) => _pipeline.Send(message, cancellationToken);
}
