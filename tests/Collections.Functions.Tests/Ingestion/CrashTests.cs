using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Governance;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;
using Collections.Local.Durable;
using Collections.Local.Host.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>An import that dies between any two writes and is done again counts the same and records nothing twice. (R1.5, R9.6)</summary>
public sealed class CrashTests
{
    private static readonly DateOnly Day = new(2026, 4, 27);

    public static TheoryData<ExportKind, bool> Kinds => [.. from kind in OtherKinds.All from after in (bool[])[false, true] select (kind, after)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_survives_a_crash_at_any_write(bool afterWriting)
    {
        // One of each: unchanged, changed, cured, vanished, new; and one that a payment had closed.
        var first = new ExportText(Day) { Complete = false }.Account(1).Account(2).Account(3).Account(4).Account(6);
        var second = new ExportText(Day.AddDays(1)).Account(1, 1000m, 41, ExportText.With("due_date", "2026-03-18")).Account(2, 900m, 41).Account(3, 0m, 0).Account(5, 10m, 1)
            .Account(6, 200m, 41);
        await SameAsUndisturbed([first, new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(6, "P6", 1000m)], second, afterWriting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payments_file_survives_a_crash_at_any_write(bool afterWriting)
    {
        var payments = new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 10m).Payment(2, "P2", 1000m).Payment(9, "P9", 5m);
        await SameAsUndisturbed([new ExportText(Day) { Complete = false }.Account(1).Account(2)], payments, afterWriting);
    }

    /// <summary>Each kind with a row for an account that has a case, and one for an account that is not known.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_of_any_other_kind_survives_a_crash_at_any_write(ExportKind kind, bool afterWriting) =>
        await SameAsUndisturbed([new ExportText(Day) { Complete = false }.Account(1).Account(2)], OtherKinds.File(kind, Day.AddDays(1), 1, 9), afterWriting);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_waits_for_an_account_is_recorded_once_whenever_the_opening_of_its_case_crashes(bool afterWriting)
    {
        ExportText[] waiting =
        [
            OtherKinds.File(ExportKind.Promises, Day, 5, 9), OtherKinds.File(ExportKind.Plans, Day, 5, 9), OtherKinds.File(ExportKind.Calls, Day, 5, 9),
            new ExportText(Day, ExportKind.Payments).Payment(5, "P5", 10m).Payment(5, "R5", -10m, reverses: "P5").Payment(5, "P6", 20m),
        ];
        await SameAsUndisturbed(waiting, new ExportText(Day).Account(5).Account(6), afterWriting);
    }

    [Fact]
    public async Task Any_split_into_chunks_gives_the_same()
    {
        var first = new ExportText(Day);
        var second = new ExportText(Day.AddDays(1));
        for (var i = 1; i <= 150; i++)
        {
            if (i % 5 != 0) first.Account(i, 100m + i);
            if (i % 7 != 0) second.Account(i, i % 3 == 0 ? 90m : 100m + i, 41);
        }

        var (forward, backward) = (new Bench(), new Bench());
        await forward.ImportAsync(first);
        await backward.ImportAsync(first, Halved);
        var left = await forward.ImportAsync(second);
        var right = await backward.ImportAsync(second, Halved);

        Assert.Equal(Counts(left), Counts(right));
        Assert.Equal(150L - 150 / 7, left.Opened + left.Updated + left.Unchanged);
        Assert.Equal(await forward.EverythingAsync(150), await backward.EverythingAsync(150));
    }

    /// <summary>Every chunk as two, the last one first.</summary>
    private static ImportPlan Halved(ImportPlan plan) => plan with
    {
        Chunks =
        [
            .. plan.Chunks.Reverse().SelectMany(chunk => new[]
            {
                chunk with { First = (chunk.First + chunk.Last + 1) / 2 }, chunk with { Last = (chunk.First + chunk.Last + 1) / 2 - 1 },
            }),
        ],
    };

    private static async Task SameAsUndisturbed(ExportText[] before, ExportText file, bool afterWriting)
    {
        var undisturbed = new Bench();
        foreach (var text in before) await undisturbed.ImportAsync(text);
        undisturbed.Crashing.Restart();
        var expected = await undisturbed.ImportAsync(file);
        var facts = await undisturbed.EverythingAsync(10);
        var writes = undisturbed.Crashing.Writes;
        Assert.True(writes > 10);

        for (var write = 1; write <= writes; write++)
        {
            var bench = new Bench();
            foreach (var text in before) await bench.ImportAsync(text);
            bench.Crashing.Restart();
            (bench.Crashing.At, bench.Crashing.AfterWriting) = (write, afterWriting);
            await Assert.ThrowsAsync<CrashedException>(() => bench.ImportAsync(file));
            bench.Crashing.Restart();
            var report = await bench.ImportAsync(file);

            Assert.Equal((write, Counts(expected)), (write, Counts(report)));
            Assert.Equal(facts, await bench.EverythingAsync(10));
        }
    }

    private static (ImportStatus, long, long, long, long, long, string) Counts(ImportReport report) =>
        (report.Status, report.Opened, report.Updated, report.Unchanged, report.Cured, report.Unclear, report.Amount);

    /// <summary>The app's services over storage in memory, without a host: the test itself calls the steps, and lets the cases decide in between.</summary>
    private sealed class Bench
    {
        private readonly ServiceProvider services;
        private readonly ImportActivities activities;

        public Bench()
        {
            var storage = InMemoryStorage.Create();
            var configuration = new ConfigurationBuilder()
                .AddInMemoryCollection([new("Identity:Secret", Convert.ToBase64String("a secret for tests only"u8))]).Build();
            var clock = BusinessClock.Virtual(Intake.Morning(Day.AddDays(1)));
            var sender = new Mock<ServiceBusSender>();
            var bus = new Mock<ServiceBusClient>();
            bus.Setup(client => client.CreateSender(It.IsAny<string>())).Returns(sender.Object);
            var durable = new Mock<DurableTaskClient>("test");
            durable.Setup(c => c.ScheduleNewOrchestrationInstanceAsync(It.IsAny<TaskName>(), It.IsAny<object?>(), It.IsAny<StartOrchestrationOptions?>(), It.IsAny<CancellationToken>()))
                .ReturnsAsync("started");
            services = new ServiceCollection()
                .AddLogging()
                .AddSingleton<TimeProvider>(clock)
                .AddKeyedSingleton<TimeProvider>("technical", clock)
                .AddSingleton(new TableServiceClient(InMemoryStorage.ConnectionString, Crash(storage.Configure(new TableClientOptions()))))
                .AddSingleton(new BlobServiceClient(InMemoryStorage.ConnectionString, Crash(storage.Configure(new BlobClientOptions()))))
                .AddSingleton(bus.Object)
                .AddSingleton(new DurableClients(durable.Object))
                .AddGovernance().AddIngestion(configuration).AddContact(configuration).AddWorkbench(configuration).AddCases(configuration)
                .BuildServiceProvider();
            activities = ActivatorUtilities.CreateInstance<ImportActivities>(services);
        }

        public Crashing Crashing { get; } = new();

        public async Task<ImportReport> ImportAsync(ExportText text, Func<ImportPlan, ImportPlan>? split = null)
        {
            var data = text.Data();
            var name = Intake.NameOf(text);
            await UploadAsync($"{text.Institution}/{name}.csv", data);
            await UploadAsync($"{text.Institution}/{name}.manifest.json", JsonSerializer.SerializeToUtf8Bytes(text.Manifest(data), CollectionsJson.Options));
            await services.GetRequiredService<Deliveries>().ArrivedAsync(text.Institution, $"{name}.csv", default);
            var file = await activities.NextFile(new IntakeTurn(text.Institution, null), default);
            if (file is not null) await RunAsync(file, split);
            await AdvanceCasesAsync();
            var import = ImportReports.IdOf(text.Institution, $"{name}.csv", text.Manifest(data), 0);
            return (await services.GetRequiredService<ImportReports>().FindAsync(import, default))!;
        }

        public async Task<string> EverythingAsync(int accounts)
        {
            var text = new StringBuilder();
            foreach (var state in await CasesAsync(accounts))
            {
                foreach (var fact in await services.GetRequiredService<ICaseStreams>().ReadAsync(state.Key, 1, state.Version, default))
                    text.AppendLine(JsonSerializer.Serialize(fact, CollectionsJson.Options));
            }

            foreach (var waiting in (await services.GetRequiredService<Suspense>().ListAsync("DEMO", 500, null, default)).Items) text.AppendLine(waiting.ToString());
            var (keys, ledger) = (services.GetRequiredService<KeyRing>(), services.GetRequiredService<DebtorLedgerStore>());
            for (var debtor = 1; debtor <= accounts; debtor++)
                text.AppendLine(JsonSerializer.Serialize(await ledger.LoadAsync(keys.Debtor("DEMO", $"D{debtor:D6}"), default), CollectionsJson.Options));
            foreach (var move in await services.GetRequiredService<InstitutionState>().MovesAsync("DEMO", default)) text.AppendLine(move.ToString());
            return text.ToString();
        }

        private async Task RunAsync(QueuedFile file, Func<ImportPlan, ImportPlan>? split)
        {
            var plan = await activities.PlanImport(file, default);
            if (plan.Go)
            {
                if (split is not null) plan = split(plan);
                if (!plan.Claimed) Assert.True(await activities.ClaimImport(new ImportClaim(file, plan), default));
                var counts = new ImportCounts();
                foreach (var chunk in plan.Chunks)
                {
                    var call = new ChunkCall(file, chunk, plan.Superseded, plan.Indexed) { JudgesAbsence = plan.Nameless == 0 };
                    counts += file.Manifest.Kind == ExportKind.Payments ? await activities.TakeRows(call, default) : await activities.CompareChunk(call, default);
                }

                await activities.FinishImport(new ImportEnd(file, plan, counts), default);
            }

            await activities.NextFile(new IntakeTurn(file.Institution, file), default);
        }

        private async Task AdvanceCasesAsync()
        {
            foreach (var state in await CasesAsync(10)) await services.GetRequiredService<CaseAdvance>().NextAsync(state.Key, default);
        }

        private async Task<List<CaseState>> CasesAsync(int accounts)
        {
            var keys = services.GetRequiredService<KeyRing>();
            var streams = services.GetRequiredService<ICaseStreams>();
            var cases = new List<CaseState>();
            for (var account = 1; account <= accounts; account++)
            {
                for (var spell = 1; await streams.LoadAsync(keys.Case("DEMO", ExportText.Number(account), spell), default) is { } head; spell++) cases.Add(head.State);
            }

            return cases;
        }

        private async Task UploadAsync(string path, byte[] content)
        {
            // A bank that uploads again what is there would be another delivery.
            var blob = (await services.GetRequiredService<Blobs>().GetAsync(Deliveries.Container, default)).GetBlobClient(path);
            if (!await blob.ExistsAsync()) await blob.UploadAsync(new BinaryData(content));
        }

        private TOptions Crash<TOptions>(TOptions options) where TOptions : ClientOptions
        {
            options.Retry.MaxRetries = 0;
            options.AddPolicy(Crashing, HttpPipelinePosition.PerCall);
            return options;
        }
    }
}
