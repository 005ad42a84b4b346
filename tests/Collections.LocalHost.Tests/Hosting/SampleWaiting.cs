using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>Functions that a test holds open.</summary>
public sealed class SampleWaiting(Door door, Log log)
{
    [Function("Wait")]
    public async Task Wait([ServiceBusTrigger("waiting")] string body, CancellationToken cancellation)
    {
        log.Add($"begin {body}");
        await door.PassAsync(cancellation);
        log.Add($"end {body}");
    }

    [Function("Look")]
    public void Look([HttpTrigger("get")] HttpRequest request) => log.Add($"http {request.Method}");
}
