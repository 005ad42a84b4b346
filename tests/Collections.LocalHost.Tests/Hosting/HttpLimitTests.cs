using System.Net;
using System.Net.Sockets;
using System.Text;
using Collections.Local.Host;
using Collections.LocalHost.Tests.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class HttpLimitTests
{
    private readonly JumpingClock technical = new(new DateTimeOffset(2026, 3, 1, 9, 15, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api/shelves/ab/7", 200, "ab 7")]
    [InlineData("api/shelves/ab", 200, "ab 1")]
    [InlineData("api/SHELVES/ab/7", 200, "ab 7")]
    [InlineData("api/shelves/abcd/7", 404, null)]
    [InlineData("api/shelves/a1/7", 404, null)]
    [InlineData("api/shelves/ab/0", 404, null)]
    [InlineData("api/files/2026/march/day.csv", 200, "2026/march/day.csv")]
    [InlineData("api/files", 200, "")]
    [InlineData("shelves/ab/7", 404, null)]
    public async Task Routes_follow_their_templates(string address, int status, string? says)
    {
        await using var host = await StartAsync();
        var answer = await host.Http.GetAsync(address, Cancellation);
        Assert.Equal(status, (int)answer.StatusCode);
        if (says is not null)
            Assert.Equal(says, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PURGE")]
    public async Task A_function_that_names_no_methods_takes_all(string method)
    {
        await using var host = await StartAsync();
        var answer = await host.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "api/any"), Cancellation);
        Assert.Equal(method, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("api/size", false)]
    [InlineData("api/size", true)]
    [InlineData("api/any", false)]
    public async Task A_body_above_the_limit_is_refused(string address, bool chunked)
    {
        await using var host = await StartAsync(options => options.HttpBodyLimit = 1000);
        Assert.Equal("900", await (await Post(host, "api/size", new byte[900], chunked)).Content.ReadAsStringAsync(Cancellation));
        var answer = await Post(host, address, new byte[1001], chunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("api/hold/late")]
    [InlineData("api/hold-by-request/late")]
    public async Task What_takes_longer_than_the_load_balancer_waits_is_cancelled_and_answered_504(string address)
    {
        await using var host = await StartAsync();
        var cancelled = host.Services.GetRequiredService<Log>().Next("cancelled late");
        var answer = await Overrun(host, address, TimeSpan.FromSeconds(230));
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Contains("00:03:50", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await cancelled.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task What_takes_longer_than_the_apps_functionTimeout_is_cancelled_and_answered_500()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{ "version": "2.0", "functionTimeout": "00:00:10" }""", Cancellation);
        await using var host = await StartAsync(options => options.HostJson = file);
        File.Delete(file);
        var cancelled = host.Services.GetRequiredService<Log>().Next("cancelled late");
        var answer = await Overrun(host, "api/hold/late", TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("functionTimeout of 00:00:10", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        await cancelled.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task The_caller_is_answered_even_if_the_function_does_not_listen()
    {
        await using var host = await StartAsync();
        var answer = await Overrun(host, "api/deaf", TimeSpan.FromSeconds(230));
        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        var ended = host.Services.GetRequiredService<Log>().Next("end deaf");
        host.Services.GetRequiredService<Door>().Open();
        await ended.WaitAsync(Cancellation);
    }

    [Theory]
    [InlineData("hold")]
    [InlineData("hold-by-request")]
    public async Task A_call_is_cancelled_when_its_caller_leaves(string route)
    {
        await using var host = await StartAsync();
        var cancelled = host.Services.GetRequiredService<Log>().Next("cancelled gone");
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, host.Address.Port, Cancellation);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /api/{route}/gone HTTP/1.1\r\nHost: localhost\r\n\r\n"), Cancellation);
            await host.Services.GetRequiredService<Door>().Entered.WaitAsync(Cancellation);
        }

        await cancelled.WaitAsync(Cancellation);
    }

    private async Task<HttpResponseMessage> Overrun(Host host, string address, TimeSpan time)
    {
        var answer = host.Http.GetAsync(address, Cancellation);
        await host.Services.GetRequiredService<Door>().Entered.WaitAsync(Cancellation);
        technical.Pass(time - TimeSpan.FromSeconds(1));
        (await host.Http.GetAsync("api/hold/open", Cancellation)).EnsureSuccessStatusCode();
        Assert.False(answer.IsCompleted);
        technical.Pass(TimeSpan.FromSeconds(1));
        return await answer;
    }

    private static Task<HttpResponseMessage> Post(Host host, string address, byte[] body, bool chunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        return host.Http.SendAsync(request, Cancellation);
    }

    private Task<Host> StartAsync(Action<LocalHostOptions>? change = null) => Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleHolding));
            options.FunctionTypes.Add(typeof(Routes));
            options.TechnicalClock = technical;
            options.LogLevel = LogLevel.None;
            options.Configure = (builder, _) => builder.Services.AddSingleton<Log>().AddSingleton<Door>();
            change?.Invoke(options);
        },
        Cancellation);

    public static class Routes
    {
        [Function("Shelf")]
        public static string Shelf(
            [HttpTrigger("get", Route = "shelves/{shelf:alpha:maxlength(3)}/{book:int:min(1)=1}")] HttpRequest request, string shelf, int book) => $"{shelf} {book}";

        [Function("Files")]
        public static string Files([HttpTrigger("get", Route = "files/{*path}")] HttpRequest request, string? path) => path ?? "";

        [Function("Any")]
        public static string Any([HttpTrigger] HttpRequest request) => request.Method;

        [Function("Size")]
        public static async Task<string> Size([HttpTrigger("post")] HttpRequest request)
        {
            using var copy = new MemoryStream();
            await request.Body.CopyToAsync(copy, request.HttpContext.RequestAborted);
            return copy.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
