using Collections.Functions.Contact.Texts.Letters;
using Collections.Functions.Governance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Contact.Texts;

public static class TextsRegistration
{
    /// <summary>Settings: <c>Signing:Keys:1</c>, <c>Signing:Keys:2</c> … (base64; without any, pay links carry no token); <c>PayLinks:Days</c> (default 30).</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IGovernedKind, TemplateKind>();
        services.TryAddSingleton<ITemplateSource, GovernedTemplates>();
        services.TryAddSingleton(_ => SigningKeys.From(configuration));
        services.TryAddSingleton(provider => new PayLinks(
            provider.GetRequiredService<SigningKeys>(), provider.GetRequiredService<TimeProvider>(), configuration.GetValue("PayLinks:Days", PayLinks.Days)));
        services.TryAddSingleton<Wordings>();
        services.TryAddSingleton<MessageTexts>();
        services.TryAddSingleton<CallScripts>();
        services.TryAddSingleton<LetterBatches>();
        return services;
    }
}
