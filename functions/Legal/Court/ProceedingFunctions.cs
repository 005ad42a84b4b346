using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.Court;

public sealed class ProceedingFunctions(Casework casework, TimeProvider clock)
{
    /// <summary>A step of the proceedings. (R3.4)</summary>
    [Function("TakeProceeding")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Take(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/proceedings")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<ProceedingReport>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => ProceedingCommands.Take(view, posted.Body), cancellation));
    }
}
