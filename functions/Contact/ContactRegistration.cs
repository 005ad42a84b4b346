using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Proof;
using Collections.Functions.Contact.Texts;
using Collections.Functions.Governance;
using Collections.Functions.Platform;
using Collections.Functions.Risk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Contact;

public static class ContactRegistration
{
    /// <summary>
    /// Settings: <c>Contact:Pack</c> (of institutions whose profile names none; default <c>bank-cn</c>);
    /// and those of <see cref="CarriersRegistration.AddCarriers"/> and <see cref="RestraintRegistration.AddRestraints"/>.
    /// </summary>
    public static IServiceCollection AddContact(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(WorkingCalendar.China);
        services.TryAddSingleton<ILawBook>(provider => new GovernedLawBook(
            provider.GetRequiredService<GovernedDocuments>(), provider.GetRequiredService<GovernedStore>(), provider.GetRequiredService<IInstitutionDirectory>(), Pack(configuration)));
        services.AddSingleton<IGovernedKind, PackKind>();
        services.AddSingleton<IGovernedKind, CalendarKind>();
        services.AddSingleton<IGovernedKind, ScorecardKind>();
        services.AddSingleton<IHealthWarnings, CalendarWarnings>();
        services.TryAddSingleton<DebtorProfiles>();
        services.TryAddSingleton<AccountCards>();
        services.TryAddSingleton<DebtorTexts>();
        services.TryAddSingleton<DebtorLedgerStore>();
        services.TryAddSingleton<ContactPoints>();
        services.AddRestraints(configuration);
        services.TryAddSingleton<PersonContacts>();
        services.AddTexts(configuration);
        services.AddCarriers(configuration);
        services.TryAddSingleton<ContactCoverage>();
        services.TryAddSingleton<ContactSender>();
        services.TryAddSingleton<VerdictTeller>();
        services.TryAddSingleton<ContactProofs>();
        return services;
    }

    private static string Pack(IConfiguration configuration) => configuration["Contact:Pack"] ?? "bank-cn";
}
