using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.Legal.Collaterals;

/// <summary>The disposal of what is pledged, over HTTP. (R3.9)</summary>
public sealed class CollateralFunctions(Casework casework, TimeProvider clock)
{
    [Function("TakeCollateralStep")]
    [Roles(Roles.Legal)]
    public async Task<IResult> Take(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/collateral")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<CollateralReport>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => CollateralCommands.Take(view, posted.Body), cancellation));
    }

    [Function("ProposeCollateralSale")]
    [Roles(Roles.Legal, Roles.Supervisor)]
    public async Task<IResult> ProposeSale(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{id}/collateral/sale")] HttpRequest request, string id, CancellationToken cancellation)
    {
        var posted = await request.ReadAsync<SaleProposal>(clock, cancellation);
        return Answers.Ok(await casework.ExecuteAsync(QueryValues.CaseKey(id), posted, view => CollateralCommands.ProposeSale(view, posted.Body.Least, posted.Caller.Id), cancellation));
    }
}

/// <param name="Least">The price that the sale may not go below.</param>
public sealed record SaleProposal(Money Least);
