using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Collections.Packages.Tests.Tables;

/// <summary>Answers requests from a list and keeps what was asked.</summary>
internal sealed class CannedHandler(params HttpResponseMessage[] answers) : HttpMessageHandler
{
    private readonly Queue<HttpResponseMessage> _answers = new(answers);

    public List<(HttpMethod Method, Uri Uri, string Body, Dictionary<string, string> Headers)> Requests { get; } = [];

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public TableServiceClient Service(string address = "http://127.0.0.1:1/account") =>
        new(new Uri(address), new TableClientOptions
        {
            Transport = new HttpClientTransport(new HttpClient(this)),
            Retry = { MaxRetries = 0 },
        });

    public TableClient Table() => Service().GetTableClient("Rows");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((request.Method, request.RequestUri!, body, request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value))));
        return _answers.Dequeue();
    }
}
