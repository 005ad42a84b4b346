using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Hosting;

public sealed class DiscoveryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(NotPublic), "Function 'A' (", "is not public")]
    [InlineData(typeof(NoTrigger), "has 0 trigger attributes")]
    [InlineData(typeof(Unbound), "nothing supplies parameter 'clock' of type TimeProvider")]
    [InlineData(typeof(Output), "has the output binding ServiceBusOutputAttribute")]
    [InlineData(typeof(OutputProperty), "has the output binding BlobOutputAttribute")]
    [InlineData(typeof(Mvc), "Return an IResult")]
    [InlineData(typeof(Twice), "Two functions are named 'Same'")]
    [InlineData(typeof(BadSchedule), "'every day' is not an NCRONTAB schedule of six fields, such as '0 */5 * * * *', nor an interval")]
    [InlineData(typeof(MissingSetting), "The setting 'NoSuchQueue'")]
    [InlineData(typeof(Batch), "delivers single messages")]
    [InlineData(typeof(Sessions), "delivers single messages without sessions")]
    public async Task What_could_not_run_is_refused_at_start(Type type, params string[] says)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Host.StartAsync(options => options.FunctionTypes.Add(type), Cancellation));
        Assert.All(says, part => Assert.Contains(part, refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        taken.Listen();
        var port = ((System.Net.IPEndPoint)taken.LocalEndPoint!).Port;
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Host.StartAsync(options => options.Port = port, Cancellation));
        Assert.Contains($"Port {port} is not free", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_start_gives_everything_back()
    {
        var folder = Directory.CreateTempSubdirectory("host-tests-");
        try
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => Host.StartAsync(
                options =>
                {
                    options.DataFolder = folder.FullName;
                    options.FunctionTypes.Add(typeof(NoTrigger));
                },
                Cancellation));
            await using var host = await Host.StartAsync(
                options =>
                {
                    options.DataFolder = folder.FullName;
                    options.LogLevel = LogLevel.None;
                },
                Cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static class NotPublic
    {
        [Function("A")]
        internal static void Run([HttpTrigger] HttpRequest request) => _ = request;
    }

    public static class NoTrigger
    {
        [Function("A")]
        public static void Run(HttpRequest request) => _ = request;
    }

    public static class Unbound
    {
        [Function("A")]
        public static void Run([HttpTrigger] HttpRequest request, TimeProvider clock) => _ = (request, clock);
    }

    public static class Output
    {
        [Function("A")]
        [ServiceBusOutput("queue")]
        public static string Run([HttpTrigger] HttpRequest request) => request.Path;
    }

    public static class OutputProperty
    {
        public sealed record Both([property: BlobOutput("copies/{name}")] string Copy);

        [Function("A")]
        public static Task<Both> Run([HttpTrigger] HttpRequest request) => Task.FromResult(new Both(request.Path));
    }

    public static class Mvc
    {
        [Function("A")]
        public static OkResult Run([HttpTrigger] HttpRequest request) => request is null ? null! : new OkResult();
    }

    public static class Twice
    {
        [Function("Same")]
        public static void One([HttpTrigger] HttpRequest request) => _ = request;

        [Function("same")]
        public static void Two([HttpTrigger] HttpRequest request) => _ = request;
    }

    public static class BadSchedule
    {
        [Function("A")]
        public static void Run([TimerTrigger("every day")] TimerInfo timer) => _ = timer;
    }

    public static class MissingSetting
    {
        [Function("A")]
        public static void Run([ServiceBusTrigger("%NoSuchQueue%")] string body) => _ = body;
    }

    public static class Batch
    {
        [Function("A")]
        public static void Run([ServiceBusTrigger("queue", IsBatched = true)] string[] bodies) => _ = bodies;
    }

    public static class Sessions
    {
        [Function("A")]
        public static void Run([ServiceBusTrigger("queue", IsSessionsEnabled = true)] string body) => _ = body;
    }
}
