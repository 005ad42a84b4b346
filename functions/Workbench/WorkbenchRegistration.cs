using Collections.Functions.Legal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Workbench;

public static class WorkbenchRegistration
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<WorkIndex>();
        services.TryAddSingleton<Worklist>();
        services.TryAddSingleton<WorkAssignment>();
        services.TryAddSingleton<Casework>();
        services.TryAddSingleton<CaseSearch>();
        services.TryAddSingleton<Timeline>();
        services.TryAddSingleton<DossierMaterials>();
        services.TryAddSingleton<CustomerView>();
        return services;
    }
}
