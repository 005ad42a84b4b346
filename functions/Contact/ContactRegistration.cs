using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Contact;

public static class ContactRegistration
{
    /// <summary>Settings: <c>Contact:Pack</c> (default <c>bank-cn</c>).</summary>
    public static IServiceCollection AddContact(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(WorkingCalendar.China);
        services.TryAddSingleton(PolicyCatalog.Shipped);
        services.TryAddSingleton(provider => provider.GetRequiredService<PolicyCatalog>().Get(configuration["Contact:Pack"] ?? "bank-cn"));
        services.TryAddSingleton<DebtorProfiles>();
        services.TryAddSingleton<DebtorTexts>();
        services.TryAddSingleton<DebtorLedgerStore>();
        services.TryAddSingleton<ContactPoints>();
        services.TryAddSingleton<PersonContacts>();
        return services;
    }
}
