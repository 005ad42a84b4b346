using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Collections.Functions.Platform;

/// <summary>Lets into an HTTP function only who has one of its roles. Other triggers pass.</summary>
internal sealed class AccessMiddleware(EndpointAccess access, Authenticator authenticator) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            var roles = access.RolesOf(context.FunctionDefinition.Name);
            if (roles.Count > 0)
            {
                RefuseOtherSites(http.Request);
                Admit(await authenticator.ReadAsync(http.Request), roles).Enter(http);
            }
        }

        await next(context);
    }

    /// <summary>A page elsewhere can make a browser send a request with the cookies of whoever is signed in here; browsers tell where it comes from.</summary>
    private static void RefuseOtherSites(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none"))
            throw new RefusedException(403, "cross-site", "This is answered to pages of this application alone.");
    }

    private static Caller Admit(Identity? who, IReadOnlyList<string> roles)
    {
        if (who is null) throw new RefusedException(401, "not-signed-in", "Sign in: the request carries no valid token or principal.");
        var role = roles.FirstOrDefault(who.Roles.Contains)
            ?? throw new RefusedException(403, "role-required", $"This needs one of the roles {string.Join(", ", roles)}.");
        return new Caller(who.Id, who.Roles, role) { Agency = who.Agency, PosesAsBank = who.PosesAsBank };
    }
}
