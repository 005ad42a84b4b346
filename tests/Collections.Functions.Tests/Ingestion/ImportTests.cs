using System.Text;
using Collections.Functions.Cases;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>Files through the blob trigger, on the real functions in virtual time. (R1)</summary>
public sealed class ImportTests
{
    private static readonly DateOnly Day = new(2026, 4, 30);

    [Fact]
    public async Task A_snapshot_opens_a_case_for_every_overdue_account()
    {
        await using var intake = await Intake.StartAsync(Day);

        var report = await intake.ImportAsync(new ExportText(Day).Account(1, 1000.01m).Account(2, 2000m, 70).Account(3, 0m, 0));

        Assert.Equal((ImportStatus.Completed, 3L, 3L, 0L, "3000.01"), (report.Status, report.Rows, report.Accepted, report.Rejected, report.Amount));
        Assert.Equal((2L, 0L, 1L, 0L, 0L), (report.Opened, report.Updated, report.Unchanged, report.Cured, report.Unclear));
        Assert.NotNull(report.DurationMilliseconds);
        Assert.Equal(new Money(1000.01m, "CNY"), (await intake.CaseAsync(1))!.Overdue);
        Assert.Null(await intake.CaseAsync(3));
        Assert.Empty(await BlobsAsync(intake, "staging"));
    }

    [Fact]
    public async Task A_bad_row_is_left_out_and_listed_safe_for_a_spreadsheet()
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = new ExportText(Day).Account(1).Account(2, bend: ExportText.With("mobile", "=1+1")).Account(3);

        var report = await intake.ImportAsync(text);

        Assert.Equal((ImportStatus.Completed, 3L, 2L, 1L), (report.Status, report.Rows, report.Accepted, report.Rejected));
        Assert.Equal(("2000.00", "1000.00"), (report.Amount, report.RejectedAmount));
        Assert.Equal(1, report.RejectedBy["not-a-phone"]);
        var listed = await ReadBlobAsync(intake, "exports", report.Rejects!);
        Assert.Equal("DEMO/delinquency-20260430-1.rejects.csv", report.Rejects);
        Assert.Matches("3,[0-9]+,mobile,not-a-phone", listed);
        Assert.Contains("'=1+1", listed, StringComparison.Ordinal);
        Assert.Null(await intake.CaseAsync(2));
    }

    [Fact]
    public async Task The_emergency_contact_is_kept_as_a_third_party_and_what_he_said_since_stays()
    {
        await using var intake = await Intake.StartAsync(Day);
        Func<string[], string[]> Contact(string name, string consent) => row => ExportText.With("emergency_contact_name", name)(
            ExportText.With("emergency_contact_phone", "13900002222")(ExportText.With("emergency_contact_consent", consent)(row)));
        await intake.ImportAsync(new ExportText(Day).Account(1, bend: Contact("李大山", "yes")).Account(2));

        var (parties, debtor) = (intake.Host.Services.GetRequiredService<DebtorParties>(), (await intake.CaseAsync(1))!.Debtor);
        var party = Assert.Single(await parties.ListAsync(debtor, default));
        Assert.Equal((Party.ThirdParty, PartyRelation.EmergencyContact, "李大山", true), (party.Role, party.Relation!.Value, party.Name, party.Consented));
        Assert.Empty(await parties.ListAsync((await intake.CaseAsync(2))!.Debtor, default));

        await intake.Host.Services.GetRequiredService<StopRequests>().StopAsync(debtor, party.Id, default);
        await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1, bend: Contact("李大川", "no")).Account(2));
        party = Assert.Single(await parties.ListAsync(debtor, default));
        Assert.Equal(("李大川", false, true), (party.Name, party.Consented, party.Stopped));
    }

    [Fact]
    public async Task A_rejected_account_is_not_taken_for_one_that_has_vanished()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1).Account(2));

        var report = await intake.ImportAsync(new ExportText(Day.AddDays(1)).Account(1).Account(2, bend: ExportText.With("mobile", "none")));

        Assert.Equal((1L, 0L), (report.Rejected, report.Unclear));
        Assert.Null((await intake.CaseAsync(2))!.Balance.AbsentSince);
    }

    [Theory]
    [InlineData("sha256")]
    [InlineData("row-count")]
    [InlineData("amount-sum")]
    [InlineData("wrong-header")]
    [InlineData("wrong-date")]
    [InlineData("empty-file")]
    [InlineData("manifest")]
    [InlineData("rejected-share")]
    public async Task A_bad_file_is_held_and_changes_nothing(string code)
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = code switch
        {
            "wrong-header" => new ExportText(Day) { Header = ExportText.AccountHeader.Replace("mobile", "handy", StringComparison.Ordinal) }.Account(1),
            "empty-file" => new ExportText(Day),
            "rejected-share" => new ExportText(Day).Account(1, bend: ExportText.With("mobile", "none")),
            _ => new ExportText(Day).Account(1),
        };

        var report = await intake.ImportAsync(text, bend: manifest => code switch
        {
            "sha256" => manifest with { Sha256 = new string('a', 64) },
            "row-count" => manifest with { Rows = 2 },
            "amount-sum" => manifest with { Amount = "1000.01" },
            "wrong-date" => manifest with { BusinessDate = Day.AddDays(-1) },
            "manifest" => manifest with { Rows = -1 },
            _ => manifest,
        });

        Assert.Equal(ImportStatus.Held, report.Status);
        Assert.Equal(code, Assert.Single(report.Reasons).Code);
        Assert.Null(await intake.CaseAsync(1));
        Assert.Empty(await BlobsAsync(intake, "index"));
        Assert.Empty(await BlobsAsync(intake, "staging"));
    }

    [Fact]
    public async Task Data_and_marker_wait_for_each_other()
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = new ExportText(Day).Account(1);
        await intake.UploadAsync("DEMO/first.csv", text.Data());
        await intake.MarkAsync("DEMO", "second", text.Manifest());
        await intake.RunAsync();

        var waiting = await intake.ReportsAsync();
        Assert.All(waiting, report => Assert.Equal(ImportStatus.Waiting, report.Status));
        Assert.Equal(["waiting-for-file", "waiting-for-marker"], waiting.Select(report => report.Reasons[0].Code).Order());
        Assert.Null(await intake.CaseAsync(1));

        await intake.MarkAsync("DEMO", "first", text.Manifest());
        await intake.RunAsync();
        Assert.NotNull(await intake.CaseAsync(1));
        Assert.Single(await intake.ReportsAsync(), report => report.Status == ImportStatus.Completed);
        Assert.Single(await intake.ReportsAsync(), report => report.Status == ImportStatus.Waiting);
    }

    [Fact]
    public async Task What_no_profile_knows_is_refused()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.DropAsync(new ExportText(Day) { Institution = "NOBODY" }.Account(1));
        await intake.UploadAsync("DEMO/readme.txt", "hello"u8.ToArray());
        await intake.RunAsync();

        var reports = await intake.ReportsAsync();
        Assert.All(reports, report => Assert.Equal(ImportStatus.Refused, report.Status));
        Assert.Equal(["no-profile", "no-profile", "not-an-export"], reports.Select(report => report.Reasons[0].Code).Order());
    }

    [Fact]
    public async Task The_same_content_counts_once_under_any_name()
    {
        await using var intake = await Intake.StartAsync(Day);
        var text = new ExportText(Day).Account(1).Account(2);
        var first = await intake.ImportAsync(text);
        var facts = await intake.EverythingAsync(2);

        var again = await intake.ImportAsync(text);
        var renamed = await intake.ImportAsync(text, "other-name");

        Assert.Equal((ImportStatus.Duplicate, first.Id), (again.Status, again.DuplicateOf));
        Assert.Equal((ImportStatus.Duplicate, first.Id), (renamed.Status, renamed.DuplicateOf));
        Assert.Equal(facts, await intake.EverythingAsync(2));
    }

    [Fact]
    public async Task A_corrected_file_for_the_same_day_replaces_by_row()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1, 1000m).Account(2, 500m));

        var report = await intake.ImportAsync(new ExportText(Day) { Sequence = 2 }.Account(1, 900m).Account(2, 500m));

        Assert.Equal((0L, 1L, 1L), (report.Opened, report.Updated, report.Unchanged));
        Assert.Equal(900m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Fact]
    public async Task An_older_business_date_is_ignored()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1, 1000m));

        var report = await intake.ImportAsync(new ExportText(Day.AddDays(-1)).Account(1, 700m, 39).Account(2, 50m, 5));

        Assert.Equal((ImportStatus.Completed, 0L, 0L, 2L), (report.Status, report.Opened, report.Updated, report.Unchanged));
        Assert.Equal(1000m, (await intake.CaseAsync(1))!.Overdue.Amount);
        Assert.Null(await intake.CaseAsync(2));
    }

    [Fact]
    public async Task Files_dropped_together_are_taken_in_order()
    {
        await using var intake = await Intake.StartAsync(Day.AddDays(1));
        await intake.DropAsync(new ExportText(Day.AddDays(1)).Account(1, 400m, 41), "a-second-day");
        await intake.DropAsync(new ExportText(Day.AddDays(1), ExportKind.Payments).Payment(1, "P1", 600m), "b-payments");
        await intake.DropAsync(new ExportText(Day).Account(1, 1000m), "c-first-day");
        await intake.RunAsync();

        var facts = await intake.FactsAsync(1);
        Assert.All(await intake.ReportsAsync(), report => Assert.Equal(ImportStatus.Completed, report.Status));
        Assert.True(IndexOf<CaseOpened>(facts) < IndexOf<PaymentReceived>(facts));
        Assert.True(IndexOf<PaymentReceived>(facts) < IndexOf<BalanceUpdated>(facts));
        Assert.Equal(400m, (await intake.CaseAsync(1))!.Overdue.Amount);
    }

    [Fact]
    public async Task Too_many_vanished_accounts_hold_the_file()
    {
        await using var intake = await Intake.StartAsync(Day);
        var first = new ExportText(Day);
        for (var i = 1; i <= 30; i++) first.Account(i);
        await intake.ImportAsync(first);
        var second = new ExportText(Day.AddDays(1));
        for (var i = 1; i <= 17; i++) second.Account(i, daysPastDue: 41);

        var report = await intake.ImportAsync(second);

        Assert.Equal((ImportStatus.Held, "vanished-share"), (report.Status, Assert.Single(report.Reasons).Code));
        Assert.DoesNotContain(await intake.FactsAsync(30), fact => fact is AbsentFromSnapshot);
        Assert.DoesNotContain(await intake.FactsAsync(1), fact => fact is BalanceUpdated);
    }

    [Fact]
    public async Task The_report_is_published_once()
    {
        await using var intake = await Intake.StartAsync(Day);
        await intake.ImportAsync(new ExportText(Day).Account(1));
        using var answer = await GetAsync(intake, "api/imports?institution=DEMO&status=completed");
        Assert.Contains("\"rows\":1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_are_paged_and_found_by_id()
    {
        await using var intake = await Intake.StartAsync(Day);
        for (var day = 0; day < 3; day++) await intake.ImportAsync(new ExportText(Day.AddDays(day)).Account(1, daysPastDue: 40 + day));
        var reports = intake.Host.Services.GetRequiredService<ImportReports>();

        var first = await reports.ListAsync("DEMO", null, 2, null, default);
        var rest = await reports.ListAsync("DEMO", null, 2, first.Next, default);

        Assert.Equal((2, 1), (first.Imports.Count, rest.Imports.Count));
        using var answer = await GetAsync(intake, $"api/imports/{rest.Imports[0].Id}");
        Assert.True(answer.IsSuccessStatusCode);
        using var missing = await GetAsync(intake, "api/imports/DEMO-20260430-0000000000000000");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
        using var nobody = await intake.Host.Http.GetAsync(new Uri("api/imports", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, nobody.StatusCode);
    }

    private static Task<HttpResponseMessage> GetAsync(Intake intake, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", intake.Host.IssueToken("ann", Roles.Supervisor));
        return intake.Host.Http.SendAsync(request);
    }

    private static int IndexOf<T>(IReadOnlyList<Fact> facts) => facts.Select((fact, i) => fact is T ? i : -1).First(i => i >= 0);

    private static async Task<List<string>> BlobsAsync(Intake intake, string container)
    {
        var client = await intake.Host.Services.GetRequiredService<Blobs>().GetAsync(container, default);
        var names = new List<string>();
        await foreach (var blob in client.GetBlobsAsync()) names.Add(blob.Name);
        return names;
    }

    private static async Task<string> ReadBlobAsync(Intake intake, string container, string name)
    {
        var client = await intake.Host.Services.GetRequiredService<Blobs>().GetAsync(container, default);
        return Encoding.UTF8.GetString((await client.GetBlobClient(name).DownloadContentAsync()).Value.Content);
    }
}
