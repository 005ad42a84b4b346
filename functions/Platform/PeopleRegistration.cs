using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Collections.Functions.Platform;

public static class PeopleRegistration
{
    /// <summary>Sign-in, roles and problem details before every HTTP function; one name for outages around every activity.</summary>
    public static IFunctionsWorkerApplicationBuilder UsePeople(this IFunctionsWorkerApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(EndpointAccess.OfApp);
        builder.Services.AddSingleton<Authenticator>();
        return builder.UseMiddleware<OutageMiddleware>().UseMiddleware<ProblemMiddleware>().UseMiddleware<AccessMiddleware>();
    }
}
