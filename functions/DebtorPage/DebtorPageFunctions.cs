using Collections.Functions.Contact.Texts;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Collections.Functions.DebtorPage;

/// <summary>The page behind a debtor's link, and what it asks and orders. A wrong link, an expired one and one of nothing are answered alike.</summary>
public sealed class DebtorPageFunctions(LinkActs acts, LinkLimits limits, TimeProvider clock)
{
    private const string Why = "The token proves itself by its signature; what it opens holds no personal data.";

    [Function("DebtorPage")]
    [Anonymous("The page's files hold no data: it asks for all with the link's token.")]
    public IResult Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "debtor/{*path}")] HttpRequest request, string? path)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrEmpty(path) && request.Path.Value is { } address && !address.EndsWith('/')) return Results.Redirect($"{address}/{request.QueryString}");
        return Pages.Of("debtor", path ?? "", request.HttpContext) ?? throw RefusedException.NotFound("page");
    }

    [Function("ReadStatement")]
    [Anonymous(Why)]
    public async Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pay/{token}/statement")] HttpRequest request, string token, CancellationToken cancellation) =>
        Answers.Ok(await acts.StateAsync(await EnteredAsync(request, token, cancellation), cancellation));

    [Function("PromiseByLink")]
    [Anonymous(Why)]
    public Task<IResult> Promise([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pay/{token}/promises")] HttpRequest request, string token, CancellationToken cancellation) =>
        OrderAsync<OwnPromise>(request, token, acts.PromiseAsync, cancellation);

    [Function("PlanByLink")]
    [Anonymous(Why)]
    public Task<IResult> Plan([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pay/{token}/plans")] HttpRequest request, string token, CancellationToken cancellation) =>
        OrderAsync<OwnPlan>(request, token, acts.PlanAsync, cancellation);

    [Function("DisputeByLink")]
    [Anonymous(Why)]
    public Task<IResult> Dispute([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pay/{token}/disputes")] HttpRequest request, string token, CancellationToken cancellation) =>
        OrderAsync<OwnDispute>(request, token, acts.DisputeAsync, cancellation);

    [Function("ClaimPaidByLink")]
    [Anonymous(Why)]
    public Task<IResult> ClaimPaid([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pay/{token}/paid-claims")] HttpRequest request, string token, CancellationToken cancellation) =>
        OrderAsync<OwnPayment>(request, token, acts.ClaimPaidAsync, cancellation);

    [Function("OptOutByLink")]
    [Anonymous(Why)]
    public Task<IResult> OptOut([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "pay/{token}/opt-outs")] HttpRequest request, string token, CancellationToken cancellation) =>
        OrderAsync<OwnOptOut>(request, token, acts.OptOutAsync, cancellation);

    private async Task<IResult> OrderAsync<T>(HttpRequest request, string token, Func<PayToken, Posted<T>, CancellationToken, Task<LinkAnswer>> act, CancellationToken cancellation) where T : class
    {
        var found = await EnteredAsync(request, token, cancellation);
        limits.Order(token);
        LinkActs.Debtor.Enter(request.HttpContext);
        return Answers.Ok(await act(found, await request.ReadAsync<T>(clock, cancellation), cancellation));
    }

    private async Task<PayToken> EnteredAsync(HttpRequest request, string token, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        request.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        limits.Ask(request.HttpContext);
        try
        {
            return await acts.FindAsync(token, cancellation);
        }
        catch (RefusedException)
        {
            limits.Fail(request.HttpContext);
            throw;
        }
    }
}
