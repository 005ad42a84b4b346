using System.Text.Json.Nodes;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Tests.App;
using Collections.Functions.Tests.Cases;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.SpecialPaths;

/// <summary>One debtor, with one account or two, from a Monday noon on; people at their desks, and the bank's payments always in to the day before.</summary>
internal sealed class PathApp : IAsyncDisposable
{
    public static readonly CaseKey Other = new("1123456789abcdef0123456789abcdef");

    private PathApp(LocalHost host)
    {
        Host = host;
        Collector = new Desk(host, "li", Roles.Collector);
        Senior = new Desk(host, "ma", Roles.SeniorCollector);
        Chief = new Desk(host, "chen", Roles.Supervisor);
        Lawyer = new Desk(host, "lu", Roles.Legal);
    }

    public LocalHost Host { get; }

    public Desk Collector { get; }

    public Desk Senior { get; }

    public Desk Chief { get; }

    public Desk Lawyer { get; }

    public static DateTimeOffset At(int month, int day, int hour = 12, int minute = 30) => BusinessTime.At(new DateOnly(2026, month, day), new TimeOnly(hour, minute));

    /// <param name="accounts">One or two.</param>
    public static async Task<PathApp> StartAsync(int daysPastDue = 40, int accounts = 1, Stage stage = Stage.Negotiation, DebtorProfile? profile = null)
    {
        var through = new Through();
        var host = await TestApp.StartAsync(At(3, 2), options => options.ConfigureServices = services =>
            services.AddSingleton<IPaymentsWatermark>(provider => through with { Clock = provider.GetRequiredService<TimeProvider>() }));
        var app = new PathApp(host);
        var opened = Given.Opening(daysPastDue, 6_000);
        await host.Services.GetRequiredService<DebtorProfiles>().SaveAsync(
            opened.Debtor,
            profile ?? new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone("19900000001", PhoneKind.Mobile)], Address = "示例市样本路1号" }, default);
        await app.OpenAsync(opened, stage);
        if (accounts == 2) await app.OpenAsync(opened with { Key = Other, Account = new AccountKey("a1000000000000000000000000000000") }, stage);
        return app;
    }

    public Task RunAsync(int month, int day, int hour = 12, int minute = 30) => Host.RunUntilAsync(At(month, day, hour, minute));

    public Task<CaseState> CaseAsync(CaseKey? key = null) => Host.CaseAsync(key ?? Given.Key);

    public async Task<List<T>> FactsAsync<T>(CaseKey? key = null) where T : Fact => [.. (await Host.FactsAsync(key ?? Given.Key)).Select(stored => stored.Fact).OfType<T>()];

    /// <summary>Messages that left.</summary>
    public async Task<List<string>> SentAsync(CaseKey? key = null)
    {
        var started = (await FactsAsync<SendStarted>(key)).Select(start => start.Contact).ToHashSet();
        return [.. (await FactsAsync<ContactPlanned>(key)).Where(planned => started.Contains(planned.Contact)).Select(planned => planned.Template)];
    }

    public async Task<OpenTask?> TaskAsync(TaskKind kind, CaseKey? key = null) => (await CaseAsync(key)).Task(kind);

    public Task<JsonNode> PostAsync(Desk desk, string path, object body, int status = 200, CaseKey? key = null) =>
        desk.PostAsync($"cases/{(key ?? Given.Key).Value}/{path}", body, (System.Net.HttpStatusCode)status);

    public Task PayAsync(string id, decimal amount, DateOnly on) => Host.Services.GetRequiredService<CaseCommands>().ExecuteAsync(
        Given.Key, $"pay-{id}", "system", _ => [new PaymentReceived(id, Given.Cny(amount), on, "transfer", "bus")], default);

    /// <summary>A call that the desk makes now.</summary>
    public async Task CallAsync(Desk desk, CallOutcome outcome, CaseKey? key = null)
    {
        var granted = await PostAsync(desk, "contacts", new { channel = "Call" }, key: key);
        await PostAsync(desk, $"contacts/{granted["contact"]}/result", new { outcome = outcome.ToString(), durationSeconds = 30 }, key: key);
    }

    /// <summary>What the nightly audit would find in all that is stored now.</summary>
    public async Task<IReadOnlyList<Violation>> AuditAsync() => (await Host.Services.GetRequiredService<SelfAuditor>().RunAsync(1, null, default)).Violations;

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>A second account of the debtor falls overdue, now.</summary>
    public async Task OpenOtherAsync(int daysPastDue)
    {
        var today = BusinessTime.DayOf(Host.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        await Host.Services.GetRequiredService<CaseCommands>().OpenAsync(
            Given.Opening(daysPastDue, 4_000) with { Key = Other, Account = new AccountKey("a1000000000000000000000000000000"), Position = Given.Position(daysPastDue, 4_000, today.AddDays(-1)) }, "open", "system", default);
    }

    private async Task OpenAsync(CaseOpened opened, Stage stage)
    {
        IReadOnlyList<Fact> facts = stage == Stage.Reminder ? [opened] : [opened, new StageEntered(Stage.Negotiation, "days-past-due")];
        await Host.Services.GetRequiredService<ICaseStreams>().AppendAsync(opened.Key, null, "open", "system", facts, default);
    }

    private sealed record Through : IPaymentsWatermark
    {
        public TimeProvider? Clock { get; init; }

        public Task<DateOnly?> ThroughAsync(string institution, CancellationToken cancellation) => Task.FromResult<DateOnly?>(BusinessTime.DayOf(Clock!.GetUtcNow()).AddDays(-1));
    }
}
