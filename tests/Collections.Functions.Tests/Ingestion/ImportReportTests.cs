using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Local.Host.Bus;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>What an import says of itself: its report in all its forms, and how far it is. (R1.7)</summary>
public sealed class ImportReportTests
{
    private static readonly DateOnly Day = new(2026, 4, 30);

    [Fact]
    public async Task A_report_as_csv_has_every_figure_and_nothing_that_a_spreadsheet_runs()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day).Account(1, 1000.50m).Account(2, bend: ExportText.With("mobile", "none")), "=cmd()");

        var (status, type, text) = await GetAsync(intake, $"api/imports/{report.Id}/report.csv");
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (status, type));
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var row = lines[0].TrimStart('\uFEFF').Split(',').Zip(lines[1].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal((report.Id, "Completed", "2026-04-30", "yes"), (row["id"], row["status"], row["business_date"], row["complete"]));
        Assert.Equal(("2", "1", "1", "not-a-phone: 1"), (row["rows"], row["accepted"], row["rejected"], row["rejected_by"]));
        Assert.Equal(("1000.50", "1000.00", "1"), (row["amount"], row["rejected_amount"], row["opened"]));
        Assert.Equal("\"'=cmd().csv\"", row["name"]);
    }

    [Fact]
    public async Task Reports_of_a_time_come_as_one_csv()
    {
        await using var intake = await Intake.StartAsync(Day);
        for (var day = 0; day < 4; day++) await intake.ImportAsync(new ExportText(Day.AddDays(day)).Account(1, daysPastDue: 40 + day));
        await intake.UploadAsync("DEMO/alone.csv", "x"u8.ToArray());
        await intake.RunAsync();

        Assert.Equal(6, await LinesAsync(intake, "api/imports.csv"));
        Assert.Equal(3, await LinesAsync(intake, "api/imports.csv?institution=DEMO&from=2026-05-01&to=2026-05-02"));
        Assert.Equal(1, await LinesAsync(intake, "api/imports.csv?institution=TWCC"));
        foreach (var wrong in (string[])["from=yesterday", "to=2026-13-01", "institution=../x"])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await GetAsync(intake, $"api/imports.csv?{wrong}")).Status);
    }

    [Fact]
    public async Task Rejected_rows_are_given_to_those_alone_who_can_have_them_corrected()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day).Account(1).Account(2, bend: ExportText.With("mobile", "none")));
        var clean = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, daysPastDue: 41));

        var (status, type, text) = await GetAsync(intake, $"api/imports/{report.Id}/rejects");
        Assert.Equal((HttpStatusCode.OK, "text/csv"), (status, type));
        Assert.Contains("mobile,not-a-phone", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(intake, $"api/imports/{clean.Id}/rejects")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(intake, $"api/imports/{report.Id}/rejects", Roles.Auditor)).Status);
    }

    [Fact]
    public async Task The_published_report_has_the_figures_and_nothing_of_a_row()
    {
        await using var intake = await Intake.StartAsync(Day);
        intake.Host.Broker.DeclareSubscription(Outbox.Topic, "test");
        var report = await intake.ImportAsync(new ExportText(Day).Account(1, 1000.50m).Account(2, bend: ExportText.With("mobile", "none")));

        var body = Assert.Single(intake.Host.Broker.Peek(EntityPath.Subscription(Outbox.Topic, "test"), 100), message => message.Subject == nameof(ImportReport)).Body.ToString();
        Assert.Equal((report.Id, 1L, 1L, 1L), ((string?)JsonNode.Parse(body)!["id"], (long)JsonNode.Parse(body)!["accepted"]!, (long)JsonNode.Parse(body)!["rejected"]!, (long)JsonNode.Parse(body)!["opened"]!));
        foreach (var personal in (string[])[ExportText.Number(1), ExportText.Number(2), "Debtor", "19900000001", "@example.com", "310101", "D000001"])
            Assert.DoesNotContain(personal, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_import_tells_how_far_it_is()
    {
        // Technical time in which each look at the clock takes a fifth of a second.
        await using var intake = await Intake.StartAsync(Day, services => services.AddKeyedSingleton<TimeProvider>("technical", new SlowClock()));
        var text = new ExportText(Day);
        for (var i = 1; i <= 5_000; i++) text.Account(i, 0m, 0);
        var report = await intake.ImportAsync(text);
        Assert.Null((await ReadAsync(intake, report.Id))["progress"]);

        // The report as it stands while the file runs, for another process than the one that works it.
        var reports = intake.Host.Services.GetRequiredService<ImportReports>();
        await reports.SaveAsync(report with { Status = ImportStatus.Running }, default);
        var progress = (await ReadAsync(intake, report.Id))["progress"]!;
        Assert.Equal(report.Id, (string?)progress["import"]);
        Assert.InRange((int)progress["percent"]!, 1, 100);
        Assert.InRange((long)progress["rows"]!, 1, 5_000);
        Assert.True((long)progress["rowsPerSecond"]! > 0);
        Assert.NotNull((await ReadAsync(intake, ""))["imports"]![0]!["progress"]);
    }

    [Fact]
    public async Task The_orchestration_of_an_import_has_its_progress_as_custom_status()
    {
        await using var intake = await Intake.StartAsync(Day);
        var report = await intake.ImportAsync(new ExportText(Day).Account(1).Account(2));

        var statuses = new List<ImportProgress>();
        await foreach (var instance in intake.Host.Durable.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true }))
        {
            if (instance.Name == nameof(ImportOrchestration)) statuses.Add(instance.ReadCustomStatusAs<ImportProgress>()!);
        }

        Assert.Equal(ImportProgress.Applying(new QueuedFile(report.Id, "DEMO", report.Name, report.Manifest!), "done", 1, 1), Assert.Single(statuses));
    }

    private static async Task<JsonNode> ReadAsync(Intake intake, string id)
    {
        var (status, _, text) = await GetAsync(intake, $"api/imports{(id.Length == 0 ? "" : $"/{id}")}");
        Assert.Equal(HttpStatusCode.OK, status);
        return JsonNode.Parse(text)!;
    }

    private static async Task<int> LinesAsync(Intake intake, string path)
    {
        var (status, _, text) = await GetAsync(intake, path);
        Assert.Equal(HttpStatusCode.OK, status);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length;
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Text)> GetAsync(Intake intake, string path, string role = Roles.Supervisor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", intake.Host.IssueToken("ann", role));
        using var response = await intake.Host.Http.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    private sealed class SlowClock : TimeProvider
    {
        // Tokens are judged by it too.
        private long ticks = System.GetUtcNow().UtcTicks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

        public override long GetTimestamp() => Interlocked.Add(ref ticks, TimeSpan.TicksPerSecond / 5);
    }
}
