using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Workbench;

public sealed class TaskFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>A review is done: the failed step is tried again, or the refused handoff is made anew. A reply is done: somebody has read it.</summary>
    [Function("FinishTask")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Specialist)]
    public async Task<IResult> Finish(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/tasks/{taskId}/done")] HttpRequest request, string id, string taskId,
        CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<NoBody>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => TaskCommands.Finish(view.State, taskId, posted.Caller), cancellation));
    }
}

/// <summary>An empty object: <c>{}</c>.</summary>
public sealed record NoBody;
