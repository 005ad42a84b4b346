using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>A function of every kind that a test holds open, and that says how it ended.</summary>
public sealed class SampleHolding(Door door, Log log)
{
    [Function("Hold")]
    public async Task<string> Hold([HttpTrigger("get", Route = "hold/{name}")] HttpRequest request, string name, CancellationToken cancellation)
    {
        if (name != "open")
            await HoldAsync(name, cancellation);
        return name;
    }

    [Function("HoldByRequest")]
    public async Task HoldByRequest([HttpTrigger("get", Route = "hold-by-request/{name}")] HttpRequest request, string name) =>
        await HoldAsync(name, request.HttpContext.RequestAborted);

    [Function("Deaf")]
    public Task Deaf([HttpTrigger("get")] HttpRequest request) => HoldAsync("deaf", CancellationToken.None);

    [Function("HoldMessage")]
    public Task Message([ServiceBusTrigger("held")] string body, CancellationToken cancellation) => HoldAsync("message", cancellation);

    [Function("HoldBlob")]
    public Task Blob([BlobTrigger("held/{name}")] string content, CancellationToken cancellation) => HoldAsync("blob", cancellation);

    [Function("HoldTimer")]
    public Task Timer([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellation) => HoldAsync("timer", cancellation);

    [Function("HoldFlow")]
    public static async Task<string> Flow([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string>("HoldActivity");

    [Function("HoldActivity")]
    public async Task<string> Activity([ActivityTrigger] string? input, CancellationToken cancellation)
    {
        await HoldAsync("activity", cancellation);
        return "done";
    }

    private async Task HoldAsync(string name, CancellationToken cancellation)
    {
        log.Add($"begin {name}");
        try
        {
            await door.PassAsync(cancellation);
            log.Add($"end {name}");
        }
        catch (OperationCanceledException)
        {
            log.Add($"cancelled {name}");
            throw;
        }
    }
}
