using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Collections.Functions.Platform;
using Collections.Local.Host;

namespace Collections.Functions.Tests.App;

/// <summary>A person at a desk: signed in with a role, acting over HTTP.</summary>
internal sealed class Desk(LocalHost host, string name, params string[] roles)
{
    private readonly string _token = host.IssueToken(name, roles);

    private int _requests;

    public Task<JsonNode> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK);

    public Task<JsonNode> GetAsync404(string path) => SendAsync(HttpMethod.Get, path, null, HttpStatusCode.NotFound);

    public Task<JsonNode> PostAsync(string path, object body, HttpStatusCode expected = HttpStatusCode.OK) => SendAsync(HttpMethod.Post, path, body, expected);

    public async Task<IReadOnlyList<JsonNode>> WorkAsync(string queue) => [.. (await GetAsync($"worklist?queue={queue}"))["items"]!.AsArray().Select(item => item!)];

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.Address, $"api/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", $"{name}-{++_requests}");
        if (body is not null) request.Content = JsonContent.Create(body, options: CollectionsJson.Options);
        using var response = await host.Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path}: {(int)response.StatusCode} instead of {(int)expected}: {text}");
        if ((int)expected >= 400) Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(text) ?? throw new JsonException("The answer is empty.");
    }
}
