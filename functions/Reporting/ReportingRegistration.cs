using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Reporting;

public static class ReportingRegistration
{
    /// <summary>What looks back at what happened.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.TryAddSingleton<SelfAuditor>();
        services.TryAddSingleton<AuditReports>();
        services.AddSingleton<IHealthWarnings, AuditWarnings>();
        return services;
    }
}
