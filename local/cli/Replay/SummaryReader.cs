using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
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
        var watch = new Watch(new MonthTable(plan.LastDay));
        var found = await services.GetRequiredService<SelfAuditor>().RunAsync(shares: 1, watch, cancellation);
        var tally = watch.Cases;

        return new Summary
        {
            Files = await FilesAsync(services.GetRequiredService<ImportReports>(), cancellation),
            Cases = tally.Cases,
            Contacts = watch.Contacts.ToDictionary(channel => channel.Key.ToString(), channel => channel.Value),
            Approvals = tally.Approvals,
            Handoffs = tally.Handoffs,
            Months = watch.Months.Months,
            Arms = watch.Arms.Arms,
            Table = watch.Months.Markdown() + watch.Arms.Markdown(),
            Facts = tally.Facts,
            StorageTransactions = transactions,
            VirtualDays = plan.Days,
            Violations = found.Violations,
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

    private sealed class Watch(MonthTable months) : IAuditWatch
    {
        public MonthTable Months { get; } = months;

        public CaseTally Cases { get; } = new();

        public ArmTable Arms { get; } = new();

        public SortedDictionary<Channel, ContactCounts> Contacts { get; } = [];

        public void Read(AuditedStream stream, IReadOnlyList<StoredFact> facts)
        {
            Cases.Add(facts);
            Months.Add(facts);
            Arms.Add(facts);
        }

        public void Read(ContactRecord contact)
        {
            Contacts[contact.Channel] = Contacts.GetValueOrDefault(contact.Channel, new ContactCounts(0, 0, 0, 0, 0, 0)).With(contact.State);
            Arms.Add(contact);
        }
    }
}
