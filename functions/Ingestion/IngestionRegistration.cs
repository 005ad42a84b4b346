using Collections.Functions.Cases;
using Collections.Functions.Cases.Strategies;
using Collections.Functions.Contact;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Ingestion.Expected;
using Collections.Functions.Ingestion.Feeds;
using Collections.Functions.Ingestion.Held;
using Collections.Functions.Ingestion.Reconciliation;
using Collections.Functions.Ingestion.Retention;
using Collections.Functions.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Ingestion;

public static class IngestionRegistration
{
    /// <summary>Taking in the banks' files: profiles, intake, comparison, payments, reports.</summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton<InstitutionProfiles>();
        services.AddSingleton<IGovernedKind, ProfileKind>();
        services.AddSingleton<IGovernedKind, FormatKind>();
        services.TryAddSingleton<IInstitutionDirectory, ProfileDirectory>();
        services.TryAddSingleton<ITrialHistory, TrialHistory>();
        services.TryAddSingleton<InstitutionState>();
        services.TryAddSingleton<IPaymentsWatermark>(provider => provider.GetRequiredService<InstitutionState>());
        services.TryAddSingleton<ImportReports>();
        services.TryAddSingleton<ImportEvents>();
        services.TryAddSingleton<HeldFiles>();
        services.TryAddSingleton<DeliveryNotes>();
        services.TryAddSingleton<ExportRetention>();
        services.TryAddSingleton<ImportProgressBoard>();
        services.TryAddSingleton<IntakeDoorbell>();
        services.TryAddSingleton<Arrivals>();
        services.TryAddSingleton<Deliveries>();
        services.TryAddSingleton<Staging>();
        services.TryAddSingleton<RejectFiles>();
        services.TryAddSingleton<AccountIndex>();
        services.TryAddSingleton<Accounts>();
        services.TryAddSingleton<TouchedAccounts>();
        services.TryAddSingleton<RecordedFacts>();
        services.TryAddSingleton<CaseNews>();
        services.TryAddSingleton<Suspense>();
        services.TryAddSingleton<AccountImport>();
        services.TryAddSingleton<SnapshotComparison>();
        services.TryAddSingleton<PutOffMessages>();
        services.TryAddSingleton<PaymentIntake>();
        services.TryAddSingleton<ImportPlanner>();
        services.TryAddSingleton<ICurrentBalances, CurrentBalances>();
        services.AddFeeds();
        return services;
    }

    private static void AddFeeds(this IServiceCollection services)
    {
        services.TryAddSingleton<FeedCatalog>();
        services.TryAddSingleton<Portfolio>();
        services.TryAddSingleton<Reconciler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, SnapshotFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, PaymentFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, CallFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, PromiseFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, PlanFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, OptOutFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, ExitFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, ChangeFeed>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFeed, TotalFeed>());
    }
}
