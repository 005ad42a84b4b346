using Azure.Communication.Email;
using Azure.Communication.Sms;
using Collections.Cli.Display;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Collections.Local.Host.Email;
using Collections.Local.Host.Sms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Collections.Cli.Hosting;

/// <summary>The collections app on the local host, as every command runs it.</summary>
internal static class AppHost
{
    /// <summary>
    /// The identity secret of local data. Fixed, so that the same files give the same keys and a run can be compared with another; what is
    /// deployed gets one of its own.
    /// </summary>
    private static readonly string Secret = Convert.ToBase64String("collections on a local machine"u8);

    private const string EventKey = "local";

    public static Task<LocalHost> StartAsync(HostSettings settings, Screen screen, Action<LocalHostOptions> configure, CancellationToken cancellation) => LocalHost.StartAsync(
        options =>
        {
            (options.Port, options.DataFolder, options.Faults, options.LogLevel) = (settings.Port, settings.Data, settings.Faults, settings.Log);
            options.ConfigureLogging = logging => logging.ClearProviders().AddProvider(new ScreenLoggerProvider(screen, settings.Log));
            options.Assemblies.Add(typeof(CollectionsApp).Assembly);
            options.Configure = CollectionsApp.Configure;
            options.Settings["Identity:Secret"] = Secret;
            options.Settings["Signing:Keys:1"] = Secret;
            options.Settings["Sms:From"] = "+8610000000";
            options.Settings["Sms:EventKey"] = EventKey;
            options.SmsEvents = $"api/sms/events?key={EventKey}";
            options.Settings["Email:From"] = "no-reply@bank.example";
            options.Settings["Email:EventKey"] = EventKey;
            options.EmailEvents = $"api/email/events?key={EventKey}";
            foreach (var person in SamplePeople.All) options.People.Add(person);
            LocalDialler.NameIn(options.Settings);
            configure(options);
            var more = options.ConfigureServices;
            options.ConfigureServices = services =>
            {
                LocalDialler.AddTo(services);
                more?.Invoke(services);
            };
        },
        cancellation);

    /// <summary>Messages reach the inboxes within the process: a simulation sends a hundred thousand of them.</summary>
    public static void SendWithoutSocket(IServiceCollection services)
    {
        var nowhere = new Uri("http://127.0.0.1/");
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var inbox = provider.GetRequiredService<SmsInbox>();
            return new SmsClient(inbox.ConnectionString(nowhere), new SmsClientOptions { Transport = new SmsInboxTransport(inbox), Retry = { MaxRetries = 0 } });
        }));
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var inbox = provider.GetRequiredService<EmailInbox>();
            return new EmailClient(inbox.ConnectionString(nowhere), new EmailClientOptions { Transport = new EmailInboxTransport(inbox), Retry = { MaxRetries = 0 } });
        }));
    }
}
