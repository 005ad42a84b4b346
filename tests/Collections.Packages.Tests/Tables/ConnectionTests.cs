using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Collections.Packages.Tests.Tables;

public sealed class ConnectionTests
{
    private const string Key = "a2V5IGZvciB0ZXN0cw==";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1/Rows", "devstoreaccount1")]
    [InlineData($"AccountName=acct;AccountKey={Key}", "https://acct.table.core.windows.net/Rows", "acct")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=acct;AccountKey={Key};EndpointSuffix=core.chinacloudapi.cn;", "http://acct.table.core.chinacloudapi.cn/Rows", "acct")]
    [InlineData($"AccountName=acct;AccountKey={Key};TableEndpoint=http://localhost:4711/acct/", "http://localhost:4711/acct/Rows", "acct")]
    public void A_connection_string_tells_the_address(string text, string address, string account)
    {
        var table = new TableClient(text, "Rows");
        Assert.Equal(new Uri(address), table.Uri);
        Assert.Equal((account, "Rows"), (table.AccountName, table.Name));
    }

    [Theory]
    [InlineData("AccountName=acct")]
    [InlineData("AccountKey=a2V5")]
    [InlineData("nonsense")]
    public void A_useless_connection_string_is_refused(string text) =>
        Assert.Throws<FormatException>(() => new TableServiceClient(text));

    [Fact]
    public async Task A_request_is_signed_with_the_accounts_key()
    {
        using var handler = new CannedHandler(CannedHandler.Json("""{"PartitionKey":"p","RowKey":"r"}"""));
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)) };
        var table = new TableClient($"AccountName=acct;AccountKey={Key};TableEndpoint=http://localhost:4711/acct", "Rows", options);

        await table.GetEntityAsync<TableEntity>("a b|c", "it's", ["V"]);

        (_, Uri uri, _, Dictionary<string, string> headers) = handler.Requests[0];
        string signed = $"{headers["x-ms-date"]}\n/acct{uri.AbsolutePath}";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal($"SharedKeyLite acct:{signature}", headers["Authorization"]);
        Assert.Equal("/acct/Rows(PartitionKey='a%20b%7Cc',RowKey='it%27%27s')", uri.AbsolutePath);
        Assert.Equal("2020-12-06", headers["x-ms-version"]);
    }

    [Fact]
    public async Task A_token_is_asked_for_storage_and_sent()
    {
        using var handler = new CannedHandler(CannedHandler.Json("""{"PartitionKey":"p","RowKey":"r"}"""));
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)) };
        var credential = new FixedCredential();
        var service = new TableServiceClient(new Uri("https://acct.table.core.windows.net"), credential, options);

        await service.GetTableClient("Rows").GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal("Bearer token", handler.Requests[0].Headers["Authorization"]);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal("acct", service.AccountName);
    }

    [Fact]
    public async Task A_signature_in_the_address_goes_with_every_request()
    {
        using var handler = new CannedHandler(CannedHandler.Json("""{"value":[]}"""));
        TableServiceClient service = handler.Service("https://acct.table.core.windows.net/?sv=1&sig=abc%3D");

        Assert.Empty(await service.GetTableClient("Rows").QueryAsync<TableEntity>("A eq 1").ToListAsync());

        Assert.Equal("https://acct.table.core.windows.net/Rows()?$filter=A%20eq%201&sv=1&sig=abc%3D", handler.Requests[0].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again()
    {
        using var handler = new CannedHandler(
            new HttpResponseMessage(HttpStatusCode.ServiceUnavailable), new HttpResponseMessage(HttpStatusCode.NoContent));
        var options = new TableClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(handler)),
            Retry = { Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero },
        };
        var table = new TableClient(new Uri("http://127.0.0.1:1/account"), "Rows", new TableSharedKeyCredential("account", Key), options);

        Response response = await table.UpsertEntityAsync(new TableEntity("p", "r") { ["V"] = 1 });

        Assert.Equal(204, response.Status);
        Assert.Equal(2, handler.Requests.Count);
        Assert.Equal(handler.Requests[0].Body, handler.Requests[1].Body);
    }

    [Fact]
    public async Task A_body_that_a_failed_request_may_still_be_reading_is_left_alone()
    {
        using var handler = new CannedHandler(new HttpResponseMessage(HttpStatusCode.NoContent), new HttpResponseMessage(HttpStatusCode.NoContent));
        var keeper = new FailFirst();
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(handler)), Retry = { MaxRetries = 0 } };
        options.AddPolicy(keeper, HttpPipelinePosition.PerCall);
        TableClient table = new TableServiceClient(new Uri("http://127.0.0.1:1/account"), options).GetTableClient("Rows");

        await Assert.ThrowsAsync<IOException>(() => table.UpsertEntityAsync(new TableEntity("first", "r") { ["V"] = 1 }));
        await table.UpsertEntityAsync(new TableEntity("second", "r") { ["V"] = 2 });
        await table.UpsertEntityAsync(new TableEntity("third", "r") { ["V"] = 3 });

        using var body = new MemoryStream();
        await keeper.First!.WriteToAsync(body, default);
        Assert.Equal("{\"PartitionKey\":\"first\",\"RowKey\":\"r\",\"V\":1}", Encoding.UTF8.GetString(body.ToArray()));
        Assert.Contains("\"second\"", handler.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"third\"", handler.Requests[1].Body, StringComparison.Ordinal);
    }

    private sealed class FailFirst : HttpPipelineSynchronousPolicy
    {
        public RequestContent? First { get; private set; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (First is not null)
                return;
            First = message.Request.Content;
            throw new IOException("The connection broke.");
        }
    }

    private sealed class FixedCredential : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
