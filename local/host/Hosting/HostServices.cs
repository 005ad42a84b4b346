using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Local.Host.Bus;
using Collections.Local.Host.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Hosting;

/// <summary>What the host puts into the app's container.</summary>
internal static class HostServices
{
    public const string TechnicalClock = "technical";

    /// <summary>The worker's defaults, which the app may change.</summary>
    public static void AddDefaults(IServiceCollection services, LocalHostOptions options, HostJson hostJson)
    {
        services.AddSingleton<IHostLifetime, OwnedLifetime>();
        services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(AtLeast(hostJson.LogLevels.GetValueOrDefault("default", LogLevel.Trace)));
            logging.AddFilter("Microsoft.AspNetCore", AtLeast(LogLevel.Warning));
            foreach (var (category, level) in hostJson.LogLevels.Where(entry => !entry.Key.Equals("default", StringComparison.OrdinalIgnoreCase)))
                logging.AddFilter(category, AtLeast(level));
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
            options.ConfigureLogging?.Invoke(logging);
        });

        LogLevel AtLeast(LogLevel level) => level > options.LogLevel ? level : options.LogLevel;
    }

    /// <summary>What the host supplies in place of whatever the app has registered for Azure.</summary>
    public static void Override(IServiceCollection services, HostParts parts)
    {
        Supply<TimeProvider>(services, _ => parts.Keeper.Clock);
        services.RemoveAllKeyed<TimeProvider>(TechnicalClock);
        services.AddKeyedSingleton(TechnicalClock, parts.Technical);
        Supply(services, _ => parts.Storage.Tables);
        Supply(services, _ => parts.Storage.Blobs);
        Supply<ServiceBusClient>(services, _ => new LocalServiceBusClient(parts.Broker, parts.Faults));
        Supply(services, _ => parts.Engine.Client);
        Supply(services, _ => parts.Sms);
        Supply(services, _ => parts.Email);
    }

    private static void Supply<T>(IServiceCollection services, Func<IServiceProvider, T> make)
        where T : class
    {
        services.RemoveAll<T>();
        services.AddSingleton(make);
    }
}
