using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.FieldVisits;

public static class VisitRegistration
{
    public static IServiceCollection AddFieldVisits(this IServiceCollection services)
    {
        services.TryAddSingleton<VisitWishes>();
        services.TryAddSingleton<VisitPlanning>();
        services.TryAddSingleton<VisitDay>();
        services.TryAddSingleton<VisitRoutes>();
        services.TryAddSingleton<VisitPhotos>();
        return services;
    }
}
