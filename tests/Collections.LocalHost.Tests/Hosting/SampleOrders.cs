using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>An orchestration that is started and nudged over HTTP, reminds daily and gives up after three days.</summary>
public sealed class SampleOrders(Log log)
{
    public sealed record Order(string Id, int Reminders = 0);

    [JsonPolymorphic]
    [JsonDerivedType(typeof(Shipped), "shipped")]
    [JsonDerivedType(typeof(Lapsed), "lapsed")]
    public abstract record Outcome
    {
        public sealed record Shipped(string Id) : Outcome;

        public sealed record Lapsed(string Id, int Reminders) : Outcome;
    }

    [Function("StartOrder")]
    public static async Task<IResult> Start(
        [HttpTrigger("post", Route = "orders/{id}")] HttpRequest request, string id, [DurableClient] DurableTaskClient client)
    {
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(OrderFlow), new Order(id), new StartOrchestrationOptions(id));
        return Results.Accepted();
    }

    [Function("PayOrder")]
    public static async Task<IResult> Pay(
        [HttpTrigger("put", Route = "orders/{id}/payment")] HttpRequest request, string id, [FromBody] decimal amount, [DurableClient] DurableTaskClient client)
    {
        await client.RaiseEventAsync(id, "paid", amount);
        return Results.NoContent();
    }

    [Function(nameof(OrderFlow))]
    public static async Task<Outcome> OrderFlow([OrchestrationTrigger] TaskOrchestrationContext context, Order order)
    {
        using var cancellation = new CancellationTokenSource();
        var paid = context.WaitForExternalEvent<decimal>("paid", cancellation.Token);
        var day = context.CreateTimer(TimeSpan.FromDays(1), cancellation.Token);
        var first = await Task.WhenAny(paid, day);
        cancellation.Cancel();
        if (first == paid)
            return await context.CallActivityAsync<Outcome>(nameof(Ship), order.Id);
        if (order.Reminders == 2)
            return new Outcome.Lapsed(order.Id, order.Reminders);

        var reminded = await context.CallActivityAsync<Order>(
            nameof(Remind), order, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1))));
        context.ContinueAsNew(reminded);
        return null!;
    }

    [Function(nameof(Remind))]
    public async Task<Order> Remind([ActivityTrigger] Order order, FunctionContext context)
    {
        await Task.Yield();
        log.Add($"remind {order.Id} {order.Reminders} {context.FunctionDefinition.Name}");
        if (order.Id == "flaky" && log.Lines.Count % 2 == 1)
            throw new InvalidOperationException("try again");
        return order with { Reminders = order.Reminders + 1 };
    }

    [Function(nameof(Ship))]
    public Outcome Ship([ActivityTrigger] string id)
    {
        log.Add($"ship {id}");
        return new Outcome.Shipped(id);
    }
}
