using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Tests.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>The nightly audit over real stores: silent after honest work, loud after anybody has changed a row.</summary>
public sealed class SelfAuditJobTests : IAsyncLifetime
{
    private PeopleApp app = null!;

    public async ValueTask InitializeAsync() => app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Honest_work_is_looked_at_every_night_and_nothing_is_found()
    {
        var contact = await CallAsync();
        await app.Host.RunUntilAsync(BusinessTime.At(new DateOnly(2026, 3, 3), new TimeOnly(2, 31)));
        (await app.GetAsync("api/audits", "ana", Roles.Collector)).IsRefused(403, "role-required");
        (await app.GetAsync("api/audits/yesterday", "otto", Roles.Auditor)).IsRefused(404, "not-found");
        Assert.Equal([new DateOnly(2026, 3, 3)], (await app.GetAsync("api/audits", "otto", Roles.Auditor)).IsOk().Read<IReadOnlyList<DateOnly>>());
        var report = (await app.GetAsync("api/audits/2026-03-03", "otto", Roles.Auditor)).IsOk().Read<AuditReport>();
        Assert.Empty(report.Violations);
        Assert.Equal((1, 1), (report.Cases, report.Contacts));
        Assert.NotEmpty(contact);
        Assert.Empty((await app.SendAsync(HttpMethod.Get, "api/health", null)).IsOk().Read<HealthAnswer>().Warnings);
    }

    public static TheoryData<string, string> Tamperings => new()
    {
        { "made-uncounted", "forget" },
        { "counted-unmade", "release" },
        { "law-unknown", "law" },
        { "bank-cn/working-hours", "night" },
        { "contact-refused", "defer" },
        { "contact-unjudged", "delete" },
        { "chain", "fact" },
        { "counted-unknown", "ghost" },
        { "judged-without", "blind" },
        { "stalled", "stall" },
        { "stalled", "never" },
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Whatever_row_is_changed_is_named_and_health_warns_until_it_is_mended(string rule, string how)
    {
        await TamperAsync(await CallAsync(), how);
        await app.Host.RunUntilAsync(BusinessTime.At(new DateOnly(2026, 3, 3), new TimeOnly(2, 31)));
        var report = (await app.GetAsync("api/audits/2026-03-03", "otto", Roles.Auditor)).IsOk().Read<AuditReport>();
        Assert.Contains(rule, report.Violations.Select(violation => violation.Rule));
        Assert.Equal(["self-audit-difference: 2026-03-03"], (await app.SendAsync(HttpMethod.Get, "api/health", null)).IsOk().Read<HealthAnswer>().Warnings);
    }

    [Fact]
    public async Task What_the_ledger_counts_of_a_debtor_whom_nobody_ever_contacted_is_named()
    {
        await app.GivenAsync(Given.Opening(60));
        await TamperLedgerAsync(Given.Opening().Account);
        Assert.Equal("counted-unknown", Assert.Single((await app.Host.Services.GetRequiredService<SelfAuditor>().RunAsync(1, null, default)).Violations, violation => violation.Rule != "stalled").Rule);
    }

    [Fact]
    public async Task What_others_made_on_an_account_that_has_no_case_may_be_counted()
    {
        await app.GivenAsync(Given.Opening(60));
        await TamperLedgerAsync(new AccountKey("another"));
        Assert.DoesNotContain((await app.Host.Services.GetRequiredService<SelfAuditor>().RunAsync(1, null, default)).Violations, violation => violation.Rule == "counted-unknown");
    }

    private Task TamperLedgerAsync(AccountKey account) => app.Host.Services.GetRequiredService<DebtorLedgerStore>().AmendAsync(
        Given.Opening().Debtor, ledger => ledger.With(new LedgerEntry("ghost", PeopleApp.Noon.AddMinutes(-1), Channel.Call, Purpose.Collection, account)), default);

    [Fact]
    public async Task Shares_find_what_one_walk_finds()
    {
        await TamperAsync(await CallAsync(), "night");
        var auditor = app.Host.Services.GetRequiredService<SelfAuditor>();
        var whole = await auditor.RunAsync(1, null, default);
        foreach (var shares in (int[])[2, 7, 256])
        {
            var shared = await auditor.RunAsync(shares, null, default);
            Assert.Equal((whole.Cases, whole.Facts, whole.Contacts), (shared.Cases, shared.Facts, shared.Contacts));
            Assert.Equal(whole.Violations, shared.Violations);
        }
    }

    private async Task<string> CallAsync()
    {
        await app.GivenAsync(Given.Opening(60), new TaskOpened("call-2", TaskKind.Call, Line.First, PeopleApp.Noon, "test"));
        var address = $"api/cases/{Given.Key.Value}/contacts";
        var granted = (await app.PostAsync(address, """{"channel":"Call"}""", "ana", Roles.Collector)).IsOk().Read<GrantedContact>();
        (await app.PostAsync($"{address}/{granted.Contact}/result", """{"outcome":"NoAnswer","durationSeconds":20}""", "ana", Roles.Collector)).IsOk();
        return granted.Contact;
    }

    private async Task TamperAsync(string contact, string how)
    {
        var debtor = (await app.CaseAsync()).Debtor;
        var tables = app.Host.Services.GetRequiredService<Tables>();
        var debtors = await tables.GetAsync("Debtors", default);
        var row = (await debtors.GetEntityAsync<TableEntity>(debtor.Value, $"{debtor.Value}|c{contact}")).Value;
        switch (how)
        {
            case "forget":
                await debtors.DeleteEntityAsync(debtor.Value, $"{debtor.Value}|ledger");
                await app.Host.Services.GetRequiredService<DebtorLedgerStore>().AmendAsync(debtor, ledger => ledger.WithOptOut(Channel.Email), default);
                return;
            case "ghost":
                await TamperLedgerAsync(Given.Opening().Account);
                return;
            case "blind":
                // A later contact whose verdict knew nothing of the first.
                var record = (await app.Host.Services.GetRequiredService<DebtorLedgerStore>().FindAsync(debtor, contact, default))!.Record;
                var blind = new TableEntity(row) { RowKey = $"{debtor.Value}|c{new string('f', 32)}" };
                blind["Body"] = row.GetString("Body")!.Replace(contact, new string('f', 32), StringComparison.Ordinal).Replace("2026-03-02T07:30:00", "2026-03-02T09:45:00", StringComparison.Ordinal);
                await debtors.AddEntityAsync(blind);
                Assert.NotNull(record.Before);
                return;
            case "stall" or "never":
                var wakes = await tables.GetAsync("Wakes", default);
                await foreach (var wake in wakes.QueryAsync<TableEntity>()) await wakes.DeleteEntityAsync(wake.PartitionKey, wake.RowKey);
                var streams = await tables.GetAsync("Cases", default);
                var head = (await streams.GetEntityAsync<TableEntity>(Given.Key.Value, $"{Given.Key.Value}|h")).Value;
                head["Due"] = how == "never" ? new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero) : PeopleApp.Noon.AddDays(-2);
                await streams.UpdateEntityAsync(head, head.ETag, TableUpdateMode.Replace);
                return;
            case "delete":
                await debtors.DeleteEntityAsync(row.PartitionKey, row.RowKey);
                return;
            case "fact":
                var cases = await tables.GetAsync("Cases", default);
                var fact = (await cases.GetEntityAsync<TableEntity>(Given.Key.Value, $"{Given.Key.Value}|f0000000001")).Value;
                var body = fact.GetBinary("Body")!;
                body[^10] ^= 1;
                fact["Body"] = body;
                await cases.UpdateEntityAsync(fact, fact.ETag);
                return;
            case "law":
                row["Verdict"] = row.GetString("Verdict")!.Replace("\"packHash\":\"", "\"packHash\":\"00", StringComparison.Ordinal);
                break;
            case "night":
                row["Body"] = row.GetString("Body")!.Replace("2026-03-02T07:30:00", "2026-03-02T15:30:00", StringComparison.Ordinal);
                break;
            case "release":
                row["Body"] = row.GetString("Body")!.Replace("\"state\":\"Reported\"", "\"state\":\"Released\"", StringComparison.Ordinal);
                break;
            case "defer":
                row["Body"] = row.GetString("Body")!.Replace("\"state\":\"Reported\"", "\"state\":\"Deferred\"", StringComparison.Ordinal);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(how));
        }

        await debtors.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
    }
}
