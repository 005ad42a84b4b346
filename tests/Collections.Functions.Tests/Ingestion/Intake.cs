using System.Text.Json;
using Azure.Storage.Blobs;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Governance;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>The whole app in virtual time, and a bank that drops files into it.</summary>
internal sealed class Intake : IAsyncDisposable
{
    private readonly LocalHost host;

    private Intake(LocalHost host) => this.host = host;

    public LocalHost Host => host;

    public KeyRing Keys => host.Services.GetRequiredService<KeyRing>();

    public static async Task<Intake> StartAsync(DateOnly firstDay, Action<IServiceCollection>? services = null, string faults = "none") => new(await LocalHost.StartAsync(options =>
    {
        options.Assemblies.Add(typeof(CollectionsApp).Assembly);
        options.Configure = CollectionsApp.Configure;
        options.Clock = HostClock.Virtual(Morning(firstDay));
        options.Settings["Identity:Secret"] = Convert.ToBase64String("a secret for tests only"u8);
        options.Settings["Sms:From"] = "+8610000000";
        options.Settings["Faults"] = faults;
        options.LogLevel = LogLevel.None;
        options.ConfigureServices = services;
    }));

    /// <summary>Six in the morning of the day after a business date.</summary>
    public static DateTimeOffset Morning(DateOnly businessDate) => BusinessTime.At(businessDate.AddDays(1), new TimeOnly(6, 0));

    /// <summary>Drops a file and its marker.</summary>
    public async Task DropAsync(ExportText text, string? name = null, Func<Manifest, Manifest>? bend = null)
    {
        var data = text.Data();
        var manifest = text.Manifest(data);
        name ??= NameOf(text);
        await UploadAsync($"{text.Institution}/{name}.csv", data);
        await MarkAsync(text.Institution, name, bend?.Invoke(manifest) ?? manifest);
    }

    public static string NameOf(ExportText text) => $"{text.Kind.ToString().ToLowerInvariant()}-{text.Day:yyyyMMdd}-{text.Sequence}";

    public Task MarkAsync(string institution, string name, Manifest manifest) =>
        UploadAsync($"{institution}/{name}.manifest.json", JsonSerializer.SerializeToUtf8Bytes(manifest, CollectionsJson.Options));

    /// <summary>Changes the sample bank's profile, before its first file.</summary>
    public Task ProfileAsync(Func<InstitutionProfile, InstitutionProfile> change)
    {
        var profile = change(EmbeddedData.Read<InstitutionProfile>("profiles/DEMO.json"));
        return Governed.EnforceAsync(host, ProfileKind.Profiles, "DEMO", profile);
    }

    public async Task UploadAsync(string path, byte[] content, string name = Deliveries.Container)
    {
        var container = host.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(name);
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient(path).UploadAsync(new BinaryData(content), overwrite: true);
    }

    /// <summary>Lets a minute pass, or time until the morning after a business date if that is later.</summary>
    public Task RunAsync(DateOnly? businessDate = null)
    {
        var soon = host.Clock.GetUtcNow().AddMinutes(1);
        var morning = businessDate is { } day ? Morning(day).AddMinutes(1) : soon;
        return host.RunUntilAsync(morning > soon ? morning : soon);
    }

    /// <summary>Drops a file, takes it in, and answers its report.</summary>
    public async Task<ImportReport> ImportAsync(ExportText text, string? name = null, Func<Manifest, Manifest>? bend = null)
    {
        await RunAsync(text.Day);
        var before = (await ReportsAsync()).Select(report => report.Id).ToHashSet();
        await DropAsync(text, name, bend);
        await RunAsync();
        return Assert.Single(await ReportsAsync(), report => !before.Contains(report.Id));
    }

    public async Task<IReadOnlyList<ImportReport>> ReportsAsync() =>
        (await host.Services.GetRequiredService<ImportReports>().ListAsync(null, null, 500, null, default)).Imports;

    public async Task<CaseState?> CaseAsync(int account, int spell = 1, string institution = "DEMO") =>
        (await host.Services.GetRequiredService<ICaseStreams>().LoadAsync(Keys.Case(institution, ExportText.Number(account), spell), default))?.State;

    public async Task<IReadOnlyList<Fact>> FactsAsync(int account, int spell = 1)
    {
        var state = await CaseAsync(account, spell) ?? throw new InvalidOperationException("There is no such case.");
        var facts = await host.Services.GetRequiredService<ICaseStreams>().ReadAsync(state.Key, 1, state.Version, default);
        return [.. facts.Select(fact => fact.Fact)];
    }

    /// <summary>All cases' facts as text, for comparing one run with another; import ids and times as they are.</summary>
    public async Task<string> EverythingAsync(int accounts)
    {
        var text = new System.Text.StringBuilder();
        for (var account = 1; account <= accounts; account++)
        {
            for (var spell = 1; await CaseAsync(account, spell) is { } state; spell++)
            {
                var facts = await host.Services.GetRequiredService<ICaseStreams>().ReadAsync(state.Key, 1, state.Version, default);
                foreach (var fact in facts) text.AppendLine(JsonSerializer.Serialize(fact, CollectionsJson.Options));
            }
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
