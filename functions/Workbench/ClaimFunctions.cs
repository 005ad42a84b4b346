using System.Globalization;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Workbench;

/// <summary>Who works on what, over HTTP. (R6.2)</summary>
public sealed class ClaimFunctions(Casework casework, WorkAssignment assignment, TimeProvider clock, [FromKeyedServices("technical")] TimeProvider technical)
{
    /// <summary>Takes a task on for half an hour, or renews that.</summary>
    [Function("ClaimTask")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Claim(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/tasks/{taskId}/claim")] HttpRequest request, string id, string taskId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<NoBody>(Moment(), cancellation);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, view => TaskClaims.Claim(view.State, taskId, posted.Caller, technical.GetUtcNow()), cancellation));
    }

    [Function("ReleaseTask")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance)]
    public async Task<IResult> Release(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/tasks/{taskId}/release")] HttpRequest request, string id, string taskId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<NoBody>(Moment(), cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => TaskClaims.Release(view.State, taskId, posted.Caller), cancellation));
    }

    /// <summary>Gives a task to a person.</summary>
    [Function("AssignTask")]
    [Roles(Roles.Supervisor)]
    public async Task<IResult> Assign(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/tasks/{taskId}/assign")] HttpRequest request, string id, string taskId, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Assignee>(Moment(), cancellation);
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, view => TaskClaims.Assign(view.State, taskId, posted.Body.Person, posted.Caller), cancellation));
    }

    /// <summary>Shares out what nobody has taken on yet in a queue.</summary>
    [Function("AssignWork")]
    [Roles(Roles.Supervisor)]
    public async Task<IResult> AssignMany([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "worklist/assign")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<SharingOut>(clock, cancellation);
        return Answers.Ok(await assignment.ShareAsync(posted, cancellation));
    }

    /// <summary>What is taken on, given back and taken on again are three commands, though they look alike: without a key each request is its own.</summary>
    private string Moment() => technical.GetUtcNow().Ticks.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Person">Id of the person, as in tokens.</param>
public sealed record Assignee(string Person);
