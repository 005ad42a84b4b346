using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>Timer and message functions in the shapes that apps use.</summary>
public sealed class SampleTriggers(Log log)
{
    public sealed record Payment(string Account, decimal Amount);

    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer) =>
        log.Add($"hourly past={timer.IsPastDue} last={timer.ScheduleStatus!.Last:HH:mm} next={timer.ScheduleStatus.Next:HH:mm}");

    [Function("Nightly")]
    public Task Nightly([TimerTrigger("%NightlySchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancellation)
    {
        log.Add("nightly");
        throw new InvalidOperationException("fails every night");
    }

    [Function("TakePayment")]
    public async Task TakePayment([ServiceBusTrigger("payments")] Payment payment, FunctionContext context)
    {
        await Task.Yield();
        log.Add($"payment {payment.Account} {payment.Amount} delivery {context.BindingContext.BindingData["DeliveryCount"]}");
        if (payment.Amount < 0)
            throw new InvalidOperationException("negative");
    }

    [Function("Audit")]
    public void Audit([ServiceBusTrigger("events", "audit")] ServiceBusReceivedMessage message) => log.Add($"audit {message.MessageId} {message.Body}");

    [Function("Archive")]
    public void Archive([ServiceBusTrigger("events", "archive")] string body) => log.Add($"archive {body}");
}
