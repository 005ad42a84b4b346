using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Governance;

public static class GovernanceRegistration
{
    /// <summary>Documents in versions; each capability registers its <see cref="IGovernedKind"/>.</summary>
    public static IServiceCollection AddGovernance(this IServiceCollection services)
    {
        services.TryAddSingleton<GovernedStore>();
        services.TryAddSingleton<GovernedDocuments>();
        return services;
    }
}
