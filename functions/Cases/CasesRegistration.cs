using Collections.Functions.Cases.Store;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Governance;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Cases;

public static class CasesRegistration
{
    public static IServiceCollection AddCases(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton<GovernedStrategyBook>();
        services.TryAddSingleton<IStrategyBook>(provider => provider.GetRequiredService<GovernedStrategyBook>());
        services.TryAddSingleton<StrategyOverview>();
        services.AddSingleton<IGovernedKind, StrategyKind>();
        services.AddSingleton<IHealthWarnings, StrategyWarnings>();
        services.TryAddSingleton(WorkingCalendar.China);
        services.TryAddSingleton(new KeyRing(Secret(configuration)));
        services.TryAddSingleton<PlanCodes>();
        services.TryAddSingleton<Tables>();
        services.TryAddSingleton<Blobs>();
        services.TryAddSingleton<CaseRules>();
        services.TryAddSingleton<Wakes>();
        services.TryAddSingleton<Outbox>();
        services.TryAddSingleton<ICaseStreams, TableCaseStreams>();
        services.TryAddSingleton<CaseWaker>();
        services.TryAddSingleton<CaseAdvance>();
        services.TryAddSingleton<CaseCommands>();
        services.TryAddSingleton<Sweeper>();
        return services;
    }

    private static byte[] Secret(IConfiguration configuration)
    {
        var text = configuration["Identity:Secret"]
            ?? throw new InvalidOperationException("The setting 'Identity:Secret' is missing: base64 of at least 16 random bytes, made once per deployment and never changed.");
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException("The setting 'Identity:Secret' is not base64.", e);
        }
    }
}
