using Collections.Functions.Agencies;
using Collections.Functions.Cases;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Negotiation;

public sealed class PromiseFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>Takes down what a debtor promised. (R4.1)</summary>
    [Function("MakePromise")]
    [Roles(Roles.Collector, Roles.Specialist, Roles.SeniorCollector, Roles.Supervisor, Roles.Field, Roles.Agency)]
    public async Task<IResult> Make(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/promises")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<Promise>(clock, cancellation);
        var promise = posted.Body;
        var key = QueryValues.CaseKey(id);
        var agency = AgencyAccess.Of(posted.Caller);
        var answer = await casework.ExecuteAsync(key, posted, view => Make(view, promise, posted.Caller), cancellation);
        return agency is null ? Answers.Ok(answer) : Answers.Ok(AgencyCaseAnswer.Of(await casework.ViewAsync(key, cancellation)));
    }

    private static IReadOnlyList<Fact> Make(CaseView view, Promise promise, Caller caller)
    {
        AgencyAccess.Check(view.State, caller);
        return PromiseCommands.Make(view, promise.Amount, promise.Due, promise.Method);
    }
}

/// <param name="Method">One of <see cref="PromiseCommands.Methods"/>.</param>
public sealed record Promise(Money Amount, DateOnly Due, string Method);
