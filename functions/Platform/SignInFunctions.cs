using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Collections.Functions.Platform;

/// <summary>Who I am, and where one signs in and out: by the platform on Azure, by the local host's page on a developer's machine.</summary>
public sealed class SignInFunctions(IConfiguration configuration, TimeProvider clock)
{
    private const string PlatformSignIn = "/.auth/login/aad?post_login_redirect_uri=";

    private const string PlatformSignOut = "/.auth/logout?post_logout_redirect_uri=";

    [Function("GetMe")]
    [Roles(Roles.Collector, Roles.SeniorCollector, Roles.Specialist, Roles.Supervisor, Roles.Field, Roles.Legal, Roles.Compliance, Roles.Agency, Roles.Auditor, Roles.Administrator)]
    public IResult Me([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me")] HttpRequest request)
    {
        var caller = request.Caller();
        return Answers.Ok(new Me(caller.Id, caller.Roles, clock.GetUtcNow()));
    }

    /// <summary>Query: <c>return</c>, a path of this application to come back to.</summary>
    [Function("SignIn")]
    [Anonymous("Whoever is not signed in has to get to where one signs in.")]
    public IResult SignIn([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "signin")] HttpRequest request) =>
        Results.Redirect((configuration["SignIn:Address"] ?? PlatformSignIn) + Uri.EscapeDataString(ReturnOf(request)));

    [Function("SignOut")]
    [Anonymous("Signing out tells nothing and changes nothing but the caller's own session.")]
    public IResult SignOut([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "signout")] HttpRequest request) =>
        Results.Redirect((configuration["SignIn:OutAddress"] ?? PlatformSignOut) + Uri.EscapeDataString(ReturnOf(request)));

    /// <summary>A path of this application and nothing else: an address elsewhere would lend our name to it.</summary>
    private static string ReturnOf(HttpRequest request)
    {
        var path = request.Query["return"].ToString();
        return path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";
    }
}

/// <param name="Now">Business time.</param>
public sealed record Me(string Id, IReadOnlyList<string> Roles, DateTimeOffset Now);
