using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Negotiation;

public sealed class PromiseFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>Takes down what a debtor promised. (R4.1)</summary>
    [Function("MakePromise")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field)]
    public async Task<IResult> Make(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/promises")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Promise>(clock, cancellation);
        var promise = posted.Body;
        return Answers.Ok(await casework.ExecuteAsync(
            QueryValues.CaseKey(id), posted, view => PromiseCommands.Make(view, promise.Amount, promise.Due, promise.Method), cancellation));
    }
}

/// <param name="Method">One of <see cref="PromiseCommands.Methods"/>.</param>
public sealed record Promise(Money Amount, DateOnly Due, string Method);
