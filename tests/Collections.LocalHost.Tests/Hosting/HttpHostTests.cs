using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Local.Host;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class HttpHostTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    private Host host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleHttp));
            options.Clock = HostClock.Virtual(Start);
            options.LogLevel = LogLevel.None;
            options.Configure = (builder, _) =>
            {
                builder.Services.AddSingleton<SampleHttp.Greeter>();
                builder.Services.AddSingleton(TimeProvider.System);
                builder.UseMiddleware((context, next) =>
                {
                    context.GetHttpContext()!.Response.Headers.Append("x-trail", "first");
                    return next();
                });
                builder.UseMiddleware<SampleHttp.Trail>();
            };
        },
        Cancellation);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_class_gets_its_services_and_the_hosts_clock_wins_over_the_apps()
    {
        Assert.Equal("\"ana 2026-03-01 True\"", await host.Http.GetStringAsync("api/greetings/ana", Cancellation));
    }

    [Theory]
    [InlineData("api/orders/7", "none")]
    [InlineData("api/orders/7/gift", "gift")]
    public async Task Route_values_and_body_are_bound_by_name(string address, string note)
    {
        var answer = await host.Http.PostAsJsonAsync(address, new { item = "pen", COUNT = 3 }, Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal($$"""{"id":7,"note":"{{note}}","item":"pen","count":3}""", body!.ToJsonString());
    }

    [Fact]
    public async Task A_plain_object_is_answered_as_json_and_the_name_is_the_default_route()
    {
        Assert.Equal("""{"item":"Plain0","count":1}""", await host.Http.GetStringAsync("api/plain", Cancellation));
    }

    [Theory]
    [InlineData("GET", "api/nothing", 404)]
    [InlineData("POST", "api/orders/seven", 404)]
    [InlineData("DELETE", "api/plain", 405)]
    [InlineData("GET", "api/broken", 500)]
    public async Task Refusals_have_their_status(string method, string address, int status)
    {
        var answer = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), address), Cancellation);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"item\":")]
    [InlineData("{\"item\":\"pen\",\"count\":\"many\"}")]
    public async Task A_body_that_does_not_fit_is_a_bad_request(string body)
    {
        var answer = await host.Http.PostAsync("api/orders/7", new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Middleware_runs_in_its_order_and_may_answer_in_the_functions_place()
    {
        var through = await host.Http.GetAsync("api/plain", Cancellation);
        Assert.Equal(["first", "class"], through.Headers.GetValues("x-trail"));

        var request = new HttpRequestMessage(HttpMethod.Get, "api/plain");
        request.Headers.Add("x-refuse", "1");
        var refused = await host.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("refused", await refused.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_foreign_host_name_gets_nothing()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "host/token?name=eve");
        request.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.SendAsync(request, Cancellation)).StatusCode);
    }
}
