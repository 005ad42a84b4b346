using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.App;

/// <summary>The whole app on the local host, in memory and in virtual time.</summary>
internal static class TestApp
{
    public static Task<LocalHost> StartAsync(DateTimeOffset start, Action<LocalHostOptions>? configure = null) => LocalHost.StartAsync(options =>
    {
        options.Assemblies.Add(typeof(CollectionsApp).Assembly);
        options.Configure = CollectionsApp.Configure;
        options.Clock = HostClock.Virtual(start);
        options.Settings["Identity:Secret"] = Convert.ToBase64String("a secret for tests only"u8);
        options.Settings["Sms:From"] = "+8610000000";
        options.Settings["Sms:EventKey"] = "test";
        options.SmsEvents = "api/sms/events?key=test";
        options.Settings["Email:From"] = "no-reply@bank.example";
        options.Settings["Email:EventKey"] = "test";
        options.EmailEvents = "api/email/events?key=test";
        configure?.Invoke(options);
    });

    public static async Task<CaseState> CaseAsync(this LocalHost host, CaseKey key) =>
        (await host.Services.GetRequiredService<ICaseStreams>().LoadAsync(key, default))!.State;

    public static async Task<IReadOnlyList<StoredFact>> FactsAsync(this LocalHost host, CaseKey key) =>
        await host.Services.GetRequiredService<ICaseStreams>().ReadAsync(key, 1, (await host.CaseAsync(key)).Version, default);
}
