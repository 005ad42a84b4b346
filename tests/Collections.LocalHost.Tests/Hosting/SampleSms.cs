using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>An app that is told what became of its messages.</summary>
public sealed class SampleSms(Log log)
{
    [Function("SmsEvents")]
    public IResult Take([HttpTrigger("post", Route = "sms/events")] HttpRequest request, [FromBody] JsonElement events)
    {
        foreach (var happened in events.EnumerateArray())
            log.Add(happened.GetProperty("eventType").GetString()!);
        return Results.Ok();
    }
}
