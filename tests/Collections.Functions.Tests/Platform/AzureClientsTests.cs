using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Collections.Functions.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Platform;

/// <summary>What a deployment must set for the app to reach its services.</summary>
public class AzureClientsTests
{
    [Fact]
    public void Connection_strings_are_enough()
    {
        var services = Services(
            ("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
            ("AzureWebJobsServiceBus", "Endpoint=sb://sample.servicebus.windows.net/;SharedAccessKeyName=name;SharedAccessKey=key"));
        Assert.NotNull(services.GetRequiredService<TableServiceClient>());
        Assert.NotNull(services.GetRequiredService<BlobServiceClient>());
        Assert.NotNull(services.GetRequiredService<ServiceBusClient>());
    }

    [Fact]
    public void Addresses_are_enough_for_managed_identity()
    {
        var services = Services(
            ("AzureWebJobsStorage:tableServiceUri", "https://sample.table.core.windows.net"),
            ("AzureWebJobsStorage:blobServiceUri", "https://sample.blob.core.windows.net"),
            ("AzureWebJobsServiceBus:fullyQualifiedNamespace", "sample.servicebus.windows.net"));
        Assert.NotNull(services.GetRequiredService<TableServiceClient>());
        Assert.NotNull(services.GetRequiredService<BlobServiceClient>());
        Assert.NotNull(services.GetRequiredService<ServiceBusClient>());
    }

    [Fact]
    public void What_is_missing_is_named() =>
        Assert.Contains("AzureWebJobsStorage__tableServiceUri", Assert.Throws<InvalidOperationException>(() => Services().GetRequiredService<TableServiceClient>()).Message, StringComparison.Ordinal);

    private static ServiceProvider Services(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddAzureClients(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => new KeyValuePair<string, string?>(s.Name, s.Value))).Build())
        .BuildServiceProvider();
}
