using Collections.Functions.Agencies;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Workbench;

public sealed class WorklistFunctions(Worklist worklist)
{
    /// <summary>What waits in a queue, by due time, then risk, then amount. (R6.2)</summary>
    [Function("ListWork")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor, Roles.Agency)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "worklist")] HttpRequest request, CancellationToken cancellation)
    {
        var queue = request.Query["queue"].ToString();
        if (!WorkQueues.All.Contains(queue)) throw new RefusedException(400, "bad-query", $"'queue' is one of {string.Join(", ", WorkQueues.All)}.");
        if (!WorkQueues.IsOpenTo(queue, request.Caller())) throw new RefusedException(403, "queue-not-yours", "Your roles do not work this queue.");
        var page = await worklist.ListAsync(queue, request.EndOf("due"), request.Take(), request.Query["cursor"], cancellation);
        return Answers.Ok(AgencyAccess.Of(request.Caller()) is { } agency ? page with { Items = [.. page.Items.Where(item => item.Agency == agency).Select(item => item with { Risk = null })] } : page);
    }

    /// <summary>How much waits in each queue that the caller works, and how much of it is overdue.</summary>
    [Function("CountWork")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Auditor)]
    public async Task<IResult> Count([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "worklist/queues")] HttpRequest request, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var queues = WorkQueues.All.Where(queue => WorkQueues.IsOpenTo(queue, caller));
        return Answers.Ok(new QueueCounts(await Task.WhenAll(queues.Select(queue => worklist.CountAsync(queue, cancellation)))));
    }
}
