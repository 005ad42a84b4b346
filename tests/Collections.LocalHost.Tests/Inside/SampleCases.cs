using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Collections.LocalHost.Tests.Inside;

/// <summary>A process of a month with everything in it that can be looked at: activities that fail, a called instance, a timer, an event.</summary>
public static class SampleCases
{
    public const string Hostile = "<img src=x onerror=alert(1)>";

    public sealed record Case(string Account, decimal Amount);

    [Function(nameof(CaseFlow))]
    public static async Task<string> CaseFlow([OrchestrationTrigger] TaskOrchestrationContext context, Case input)
    {
        context.SetCustomStatus(new { stage = "reminder", note = input.Account });
        await context.CallActivityAsync<int>(nameof(Score), input, TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromMinutes(1))));
        await context.CallSubOrchestratorAsync<string>(nameof(LetterFlow), input, new SubOrchestrationOptions(instanceId: context.InstanceId + "-letter"));
        using var cancellation = new CancellationTokenSource();
        var decided = context.WaitForExternalEvent<JsonElement>("decide", cancellation.Token);
        var month = context.CreateTimer(TimeSpan.FromDays(30), cancellation.Token);
        await Task.WhenAny(decided, month);
        cancellation.Cancel();
        return decided.IsCompletedSuccessfully ? decided.Result.GetRawText() : "lapsed";
    }

    [Function(nameof(LetterFlow))]
    public static Task<string> LetterFlow([OrchestrationTrigger] TaskOrchestrationContext context, Case input) => Task.FromResult("posted " + input.Account);

    [Function(nameof(CountFlow))]
    public static async Task<int> CountFlow([OrchestrationTrigger] TaskOrchestrationContext context, int ticks)
    {
        for (var i = 0; i < ticks; i++)
            await context.WaitForExternalEvent<int>("tick");
        return ticks;
    }

    /// <summary>Fails on a negative amount, at every try.</summary>
    [Function(nameof(Score))]
    public static int Score([ActivityTrigger] Case input) =>
        input.Amount < 0 ? throw new InvalidOperationException("No score for " + input.Account) : 7;

    [Function("Cases")]
    public static IResult Cases([HttpTrigger("get", "post", Route = "cases/{id:int?}")] HttpRequest request) => Results.Ok();

    [Function("Nightly")]
    public static void Nightly([TimerTrigger("0 15 3 * * *")] TimerInfo timer)
    {
    }

    [Function("Payments")]
    public static void Payments([ServiceBusTrigger("payments")] string body) => throw new InvalidOperationException("cannot take " + body);

    [Function("Audit")]
    public static void Audit([ServiceBusTrigger("events", "audit")] ServiceBusReceivedMessage message)
    {
    }

    [Function("Files")]
    public static void Files([BlobTrigger("files/{name}.csv")] string content, string name)
    {
        if (name.Contains("bad", StringComparison.Ordinal))
            throw new InvalidOperationException("cannot read " + name);
    }
}
