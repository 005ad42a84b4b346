using Collections.Functions.Governance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Agencies;

public static class AgenciesRegistration
{
    public static IServiceCollection AddAgencies(this IServiceCollection services)
    {
        services.AddSingleton<IGovernedKind, AgencyKind>();
        services.TryAddSingleton<AgencyBook>();
        services.TryAddSingleton<PlacementBoard>();
        services.TryAddSingleton<AgencyScorecards>();
        services.TryAddSingleton<AgencyRecalls>();
        return services;
    }
}
