using System.Net;
using System.Net.Http.Headers;

namespace Collections.LocalHost.Tests.Inside;

/// <summary>What a web page from elsewhere can make the developer's browser do here: nothing.</summary>
public sealed class InsideRefusalTests : IAsyncLifetime
{
    private InsideHost inside = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        inside = await InsideHost.StartAsync();
        await inside.StartCaseAsync("one");
        await inside.SettleAsync();
    }

    public ValueTask DisposeAsync() => inside.DisposeAsync();

    [Theory]
    [InlineData("instance/event")]
    [InlineData("instance/suspend")]
    [InlineData("instance/resume")]
    [InlineData("instance/terminate")]
    [InlineData("instance/restart")]
    [InlineData("instance/purge")]
    [InlineData("bus/resend")]
    [InlineData("blobs/retry")]
    public async Task A_form_cannot_change_anything(string action)
    {
        // What a form of another page can send: a simple content type, and no header of its own.
        using var request = new HttpRequestMessage(HttpMethod.Post, $"host/api/{action}?id=one&entity=payments&sequence=1");
        request.Content = new StringContent("{\"name\":\"decide\"}");
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        Assert.Equal(HttpStatusCode.Forbidden, (await inside.Host.Http.SendAsync(request, Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "http://127.0.0.1:1", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "none", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 204)]
    [InlineData("Origin", "self", 204)]
    [InlineData("X-Anything", "1", 204)]
    public async Task A_request_that_a_browser_says_comes_from_elsewhere_changes_nothing(string header, string value, int status)
    {
        var origin = value == "self" ? inside.Host.Address.GetLeftPart(UriPartial.Authority) : value;
        var answer = await inside.PostAsync("instance/suspend?id=one", change: request => request.Headers.Add(header, origin));
        Assert.Equal(status, (int)answer.StatusCode);
        await inside.SettleAsync();
        Assert.Equal(status == 204 ? "Suspended" : "Running", (string?)(await inside.GetAsync("instance?id=one"))["instance"]!["status"]);
    }

    [Fact]
    public async Task A_name_that_merely_points_here_gets_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "host/api/overview") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await inside.Host.Http.SendAsync(request, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task No_other_origin_is_invited()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "host/api/instance/suspend?id=one")
        {
            Headers = { { "Origin", "https://evil.example" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "x-local-host" } },
        };
        var answer = await inside.Host.Http.SendAsync(request, Cancellation);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("host")]
    [InlineData("inbox")]
    public async Task A_page_is_not_framed_and_runs_its_own_scripts_alone(string path)
    {
        var first = await inside.Host.Http.GetAsync(path, Cancellation);
        var second = await inside.Host.Http.GetAsync(path, Cancellation);
        var policy = Assert.Single(first.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.NotEqual(policy, Assert.Single(second.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("DENY", Assert.Single(first.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));
        Assert.DoesNotContain("{{nonce}}", await first.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host/page/index.html")]
    [InlineData("host/page/..%2FSms.inbox.html")]
    [InlineData("host/page/none.js")]
    public async Task Only_the_pages_own_files_are_served(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await inside.Host.Http.GetAsync(path, Cancellation)).StatusCode);
}
