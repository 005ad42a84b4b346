using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Collections.Functions.Cases.Store;
using Collections.Functions.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>
/// Every night all that is stored is judged again. A difference is an alarm: an error in the log, an event, and a warning of <c>/api/health</c> until an audit
/// finds none. Setting <c>Audit:Nightly</c>: <c>false</c> leaves it to whoever runs the product otherwise, as a replay does at its end. (R9)
/// </summary>
public sealed class SelfAuditFunctions(
    SelfAuditor auditor, AuditReports reports, ServiceBusClient bus, IConfiguration configuration, TimeProvider clock, [FromKeyedServices("technical")] TimeProvider technical,
    ILogger<SelfAuditFunctions> log)
{
    private const int Shown = 1000;

    /// <summary>Of which the trails fit into memory together.</summary>
    private const long CasesAShare = 20_000;

    private readonly ServiceBusSender events = bus.CreateSender(Outbox.Topic);

    /// <summary>At half past two in the bank's morning.</summary>
    [Function("SelfAudit")]
    public async Task Run([TimerTrigger("0 30 18 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        if (!configuration.GetValue("Audit:Nightly", true)) return;
        var began = technical.GetTimestamp();
        var now = clock.GetUtcNow();
        var before = await reports.DatesAsync(cancellation) is [var latest, ..] ? await reports.FindAsync(latest, cancellation) : null;
        var found = await auditor.RunAsync((int)Math.Min(256, 1 + ((before?.Cases ?? 0) / CasesAShare)), null, cancellation);
        var report = new AuditReport(
            BusinessTime.DayOf(now), now, found.Cases, found.Facts, found.Contacts, found.Violations.Count, [.. found.Violations.Take(Shown)],
            (long)technical.GetElapsedTime(began).TotalMilliseconds);
        await reports.SaveAsync(report, cancellation);
        if (report.Found > 0) await AlarmAsync(report, cancellation);
    }

    [Function("ListAudits")]
    [Roles(Roles.Auditor, Roles.Compliance, Roles.Administrator)]
    public async Task<IResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audits")] HttpRequest request, CancellationToken cancellation) =>
        Answers.Ok(await reports.DatesAsync(cancellation));

    [Function("GetAudit")]
    [Roles(Roles.Auditor, Roles.Compliance, Roles.Administrator)]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "audits/{date}")] HttpRequest request, string date, CancellationToken cancellation) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && await reports.FindAsync(day, cancellation) is { } report
            ? Answers.Ok(report)
            : throw RefusedException.NotFound("audit");

    private Task AlarmAsync(AuditReport report, CancellationToken cancellation)
    {
        var byRule = report.Violations.GroupBy(violation => violation.Rule).ToDictionary(rule => rule.Key, rule => rule.Count(), StringComparer.Ordinal);
        log.LogError("The audit of {Date:yyyy-MM-dd} found {Found} things that must never happen: {Rules}.", report.Date, report.Found, string.Join(", ", byRule.Keys.Order(StringComparer.Ordinal)));
        return events.SendMessageAsync(new ServiceBusMessage(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(new SelfAuditDifference(report.Date, report.Found, byRule), CollectionsJson.Options)))
        {
            MessageId = string.Create(CultureInfo.InvariantCulture, $"audit-{report.Date:yyyy-MM-dd}"),
            Subject = nameof(SelfAuditDifference),
            ContentType = "application/json",
        }, cancellation);
    }
}

/// <summary>An event on topic <c>collections-events</c>: an audit found something. Numbers and rules only.</summary>
public sealed record SelfAuditDifference(DateOnly Date, long Found, IReadOnlyDictionary<string, int> ByRule);

/// <summary>Warns until an audit finds nothing.</summary>
public sealed class AuditWarnings(AuditReports reports) : IHealthWarnings
{
    public async Task<IReadOnlyList<string>> WarningsAsync(CancellationToken cancellation)
    {
        if (await reports.DatesAsync(cancellation) is not [var latest, ..] || await reports.FindAsync(latest, cancellation) is not { Found: > 0 } report) return [];
        return [string.Create(CultureInfo.InvariantCulture, $"self-audit-difference: {report.Date:yyyy-MM-dd}")];
    }
}
