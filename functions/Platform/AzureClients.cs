using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Functions.Platform;

/// <summary>
/// The Azure clients and clocks of a deployment, from the settings that the Functions host reads itself: a connection string under the name, or
/// the service's address under <c>name:…Uri</c> for managed identity. A host that supplies its own replaces them.
/// </summary>
public static class AzureClients
{
    private const string Storage = "AzureWebJobsStorage";

    private const string Bus = "AzureWebJobsServiceBus";

    public static IServiceCollection AddAzureClients(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddKeyedSingleton("technical", TimeProvider.System);
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.TryAddSingleton(provider => new DurableClients(provider.GetService<DurableTaskClient>()));
        services.TryAddSingleton(provider => configuration[Storage] is { Length: > 0 } connection
            ? new TableServiceClient(connection)
            : new TableServiceClient(Address(configuration, Storage, "tableServiceUri"), provider.GetRequiredService<TokenCredential>()));
        services.TryAddSingleton(provider => configuration[Storage] is { Length: > 0 } connection
            ? new BlobServiceClient(connection)
            : new BlobServiceClient(Address(configuration, Storage, "blobServiceUri"), provider.GetRequiredService<TokenCredential>()));
        services.TryAddSingleton(provider => configuration[Bus] is { Length: > 0 } connection
            ? new ServiceBusClient(connection)
            : new ServiceBusClient(Setting(configuration, Bus, "fullyQualifiedNamespace"), provider.GetRequiredService<TokenCredential>()));
        return services;
    }

    private static Uri Address(IConfiguration configuration, string name, string part) => new(Setting(configuration, name, part));

    private static string Setting(IConfiguration configuration, string name, string part) => configuration[$"{name}:{part}"]
        ?? throw new InvalidOperationException($"The setting '{name}' (a connection string) or '{name}__{part}' (for managed identity) is missing.");
}
