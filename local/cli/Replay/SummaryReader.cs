using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Cli.Replay;

/// <summary>Reads a run's outcome from what is stored, and has it audited on the way.</summary>
internal static class SummaryReader
{
    private const int Page = 100;

    public static async Task<Summary> ReadAsync(LocalHost host, ReplayPlan plan, CancellationToken cancellation)
    {
        var transactions = host.Storage.Transactions;
        var services = host.Services;
        var stored = new StoredStreams(services.GetRequiredService<Tables>());
        var audit = new SelfAudit(services.GetRequiredService<PolicyPack>(), services.GetRequiredService<WorkingCalendar>(), services.GetRequiredService<StrategyCatalog>());
        var tally = new CaseTally();
        await foreach (var stream in stored.StreamsAsync(cancellation)) tally.Add(audit.Take(stream));
        var contacts = new SortedDictionary<Channel, ContactCounts>();
        await foreach (var contact in stored.ContactsAsync(cancellation))
        {
            audit.Take(contact);
            contacts[contact.Channel] = contacts.GetValueOrDefault(contact.Channel, new ContactCounts(0, 0, 0, 0, 0, 0)).With(contact.State);
        }

        return new Summary
        {
            Files = await FilesAsync(services.GetRequiredService<ImportReports>(), cancellation),
            Cases = tally.Cases,
            Contacts = contacts.ToDictionary(channel => channel.Key.ToString(), channel => channel.Value),
            Approvals = tally.Approvals,
            Handoffs = tally.Handoffs,
            Facts = tally.Facts,
            StorageTransactions = transactions,
            VirtualDays = plan.Days,
            Violations = audit.Conclude(),
        };
    }

    private static async Task<IReadOnlyList<FileSummary>> FilesAsync(ImportReports reports, CancellationToken cancellation)
    {
        var files = new List<ImportReport>();
        string? after = null;
        do
        {
            var page = await reports.ListAsync(null, null, Page, after, cancellation);
            files.AddRange(page.Imports.Where(report => report.Status != ImportStatus.Missing));
            after = page.Next;
        }
        while (after is not null);
        return [.. files.OrderBy(file => file.BusinessDate).ThenBy(file => file.Kind?.Rank(), StringComparer.Ordinal).ThenBy(file => file.Sequence).ThenBy(file => file.Name, StringComparer.Ordinal).Select(FileSummary.Of)];
    }
}
