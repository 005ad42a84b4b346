using Azure.Messaging.ServiceBus;
using Collections.Functions.Complaints;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Points;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.DebtorPage;
using Collections.Functions.SpecialPaths;
using Collections.Functions.Workbench;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Contact;

public static class RestraintRegistration
{
    /// <summary>
    /// What holds people and machine back. Settings: <c>Contact:ConsentDays</c> (longest consent to other hours; default 30), <c>Contact:PracticeAttempts</c> (within
    /// 30 days, from which compliance is told; default 3).
    /// </summary>
    public static IServiceCollection AddRestraints(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<StopStore>();
        services.TryAddSingleton<StopEvents>();
        services.TryAddSingleton<EmergencyStops>();
        services.TryAddSingleton<Restraints>();
        services.TryAddSingleton<DebtorCases>();
        services.TryAddSingleton<DebtorSuspensions>();
        services.TryAddSingleton(provider => new DebtorConsents(
            provider.GetRequiredService<Casework>(), provider.GetRequiredService<DebtorLedgerStore>(), provider.GetRequiredService<DebtorParties>(), provider.GetRequiredService<TimeProvider>(),
            configuration.GetValue("Contact:ConsentDays", DebtorConsents.Days)));
        services.TryAddSingleton<DebtorParties>();
        services.TryAddSingleton<StopRequests>();
        services.TryAddSingleton<PartyCommands>();
        services.TryAddSingleton<WishRules>();
        services.TryAddSingleton<PointCommands>();
        services.TryAddSingleton<ContactOutlook>();
        services.TryAddSingleton<PracticeAttempts>();
        services.TryAddSingleton(provider => new PracticeGuard(
            provider.GetRequiredService<PracticeAttempts>(), provider.GetRequiredService<ServiceBusClient>(), provider.GetRequiredService<TimeProvider>(),
            configuration.GetValue("Contact:PracticeAttempts", PracticeGuard.Repeated)));
        services.TryAddSingleton<ProposedTexts>();
        services.TryAddSingleton<DebtorPaths>();
        services.TryAddSingleton<LostDebtors>();
        services.TryAddSingleton<LinkActs>();
        services.TryAddSingleton(provider => new LinkLimits(provider.GetRequiredKeyedService<TimeProvider>("technical")));
        services.TryAddSingleton<DebtorComplaints>();
        services.TryAddSingleton<ComplaintRegister>();
        return services;
    }
}
