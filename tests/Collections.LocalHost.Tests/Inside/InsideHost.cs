using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using Collections.Local.Host;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Host = Collections.Local.Host.LocalHost;

namespace Collections.LocalHost.Tests.Inside;

/// <summary>A host that is looked into, and the calls of its page.</summary>
public sealed class InsideHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private InsideHost(Host host) => Host = host;

    public Host Host { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<InsideHost> StartAsync(HostClock? clock = null, Action<LocalHostOptions>? change = null) => new(await Host.StartAsync(
        options =>
        {
            options.FunctionTypes.Add(typeof(SampleCases));
            options.Clock = clock ?? HostClock.Virtual(Monday);
            options.LogLevel = LogLevel.None;
            change?.Invoke(options);
        },
        Cancellation));

    public async Task StartCaseAsync(string id, decimal amount = 100, string account = "a-1") => await Host.Durable.ScheduleNewOrchestrationInstanceAsync(
        nameof(SampleCases.CaseFlow), new SampleCases.Case(account, amount), new StartOrchestrationOptions(id));

    public async Task SendAsync(string entity, string body, Action<ServiceBusMessage>? change = null)
    {
        var message = new ServiceBusMessage(body) { MessageId = $"{entity}-{body}" };
        change?.Invoke(message);
        await Host.Services.GetRequiredService<ServiceBusClient>().CreateSender(entity).SendMessageAsync(message, Cancellation);
    }

    /// <summary>Runs what is due now.</summary>
    public Task SettleAsync() => Host.RunDueAsync(Cancellation);

    public Task PassAsync(TimeSpan time) => Host.RunUntilAsync(Host.Clock.GetUtcNow() + time, Cancellation);

    public async Task<JsonNode> GetAsync(string address) => (await Host.Http.GetFromJsonAsync<JsonNode>("host/api/" + address, Cancellation))!;

    /// <summary>As the page does it.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "host/api/" + address) { Content = JsonContent.Create(body ?? new { }) };
        request.Headers.Add("X-Local-Host", "1");
        change?.Invoke(request);
        return Host.Http.SendAsync(request, Cancellation);
    }

    public async Task<(int Status, string? Detail)> RefusalAsync(string address, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        var answer = await PostAsync(address, body, change);
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{address} answered {answer}");
        var problem = await answer.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        return ((int)answer.StatusCode, (string?)problem!["detail"]);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
