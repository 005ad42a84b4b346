using Azure.Communication.Email;
using Azure.Communication.Sms;
using Azure.Identity;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Carriers.Email;
using Collections.Functions.Contact.Carriers.Gateway;
using Collections.Functions.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Contact.Carriers;

public static class CarriersRegistration
{
    /// <summary>
    /// Settings: <c>Carriers:Sms</c> (<c>azure</c>, the default, or <c>gateway</c>), and <c>Carriers:Institutions:{institution}:Sms</c> for one institution's.
    /// A carrier's own settings stand in its section, or in <c>{section}:Institutions:{institution}</c>: <c>Sms</c> has <c>From</c>, <c>PerMinute</c>, and
    /// <c>ConnectionString</c> or <c>Endpoint</c> (managed identity), which all institutions share; <c>Email</c> has <c>From</c>, <c>ReplyTo</c>,
    /// <c>Unsubscribe</c>, <c>PerMinute</c>, and <c>ConnectionString</c> or <c>Endpoint</c>; <c>SmsGateway</c> has <c>Endpoint</c>, <c>AppId</c>,
    /// <c>Secret</c>, <c>SignName</c>, <c>PerMinute</c>, and <c>Templates</c> (<see cref="ApprovedTemplates"/>). Events are proven by <c>Sms:EventKey</c> and <c>Email:EventKey</c>, or by tokens:
    /// <c>EventGrid:Tenant</c>, <c>EventGrid:Audience</c>, and where they differ <c>EventGrid:AppId</c>, <c>EventGrid:Authority</c>.
    /// </summary>
    public static IServiceCollection AddCarriers(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton<SenderRates>();
        services.TryAddSingleton(provider => new MessageCarriers(key => provider.GetKeyedService<IMessageProvider>(key), configuration));
        services.TryAddSingleton(_ => CreateSms(configuration));
        services.TryAddKeyedSingleton<IMessageProvider>(MessageCarriers.KeyOf(Channel.Sms, MessageCarriers.Azure), (provider, _) => new AzureSmsProvider(
            provider.GetRequiredService<SmsClient>(), new CarrierSettings(configuration, "Sms"), provider.GetRequiredService<SenderRates>(), Technical(provider)));
        services.TryAddSingleton(_ => CreateEmail(configuration));
        services.TryAddKeyedSingleton<IMessageProvider>(MessageCarriers.KeyOf(Channel.Email, MessageCarriers.Azure), (provider, _) => new AzureEmailProvider(
            new Lazy<EmailClient>(provider.GetRequiredService<EmailClient>), new CarrierSettings(configuration, "Email"), provider.GetRequiredService<SenderRates>(), Technical(provider)));
        services.TryAddSingleton(new ApprovedTemplates(configuration));
        services.TryAddKeyedSingleton<IMessageProvider>(MessageCarriers.KeyOf(Channel.Sms, MessageCarriers.Gateway), (provider, _) => new GatewaySmsProvider(
            Http(Timeout.InfiniteTimeSpan), new CarrierSettings(configuration, GatewaySmsProvider.Section), provider.GetRequiredService<ApprovedTemplates>(),
            provider.GetRequiredService<SenderRates>(), Technical(provider)));
        services.AddSingleton<IHealthWarnings, GatewayWarnings>();
        services.TryAddSingleton<GatewayEvents>();
        services.TryAddSingleton(provider => new GatewayAccess(new CarrierSettings(configuration, GatewaySmsProvider.Section), Technical(provider)));
        services.TryAddSingleton<DeliveryReports>();
        services.TryAddSingleton<Replies>();
        services.TryAddSingleton<AzureEvents>();
        services.TryAddSingleton<CarrierEventIntake>();
        services.TryAddSingleton<EventGridAccess>();
        services.TryAddSingleton(provider => new TokenKeys(Http(Certainty.Patience), Technical(provider)));
        return services;
    }

    /// <summary>A client that does what it is told once: it follows no redirection, which would be a second call.</summary>
    private static HttpClient Http(TimeSpan patience) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = patience };

    /// <summary>One try a message: what is repeated without knowing may arrive twice.</summary>
    private static SmsClient CreateSms(IConfiguration configuration)
    {
        var options = new SmsClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = Certainty.Patience } };
        if (configuration["Sms:ConnectionString"] is { Length: > 0 } connection) return new SmsClient(connection, options);
        return configuration["Sms:Endpoint"] is { Length: > 0 } endpoint
            ? new SmsClient(new Uri(endpoint), new DefaultAzureCredential(), options)
            : throw Missing("Sms:ConnectionString", "or 'Sms:Endpoint' for managed identity");
    }

    private static EmailClient CreateEmail(IConfiguration configuration)
    {
        var options = new EmailClientOptions(EmailClientOptions.ServiceVersion.V2023_03_31) { Retry = { MaxRetries = 0, NetworkTimeout = Certainty.Patience } };
        if (configuration["Email:ConnectionString"] is { Length: > 0 } connection) return new EmailClient(connection, options);
        return configuration["Email:Endpoint"] is { Length: > 0 } endpoint
            ? new EmailClient(new Uri(endpoint), new DefaultAzureCredential(), options)
            : throw Missing("Email:ConnectionString", "or 'Email:Endpoint' for managed identity");
    }

    private static TimeProvider Technical(IServiceProvider provider) => provider.GetRequiredKeyedService<TimeProvider>("technical");

    private static InvalidOperationException Missing(string setting, string what) => new($"The setting '{setting}' is missing: {what}.");
}
