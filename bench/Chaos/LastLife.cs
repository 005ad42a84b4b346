using System.Diagnostics;
using Azure.Data.Tables;
using Collections.Cli.Display;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Collections.Bench.Chaos;

/// <summary>The host after the last kill: it settles with nothing going wrong any more, and then everything that it has done is held against what was asked of it.</summary>
internal sealed class LastLife(LocalHost host, HostFile file, ChaosReport report)
{
    /// <summary>Read by others than the app.</summary>
    private static readonly string[] Outside = [Outbox.Topic, Outbox.Handoffs];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    public async Task LookAsync(ChaosBank bank, IReadOnlyList<Delivery> deliveries, People people, Screen screen, string folder, CancellationToken cancellation)
    {
        using var evening = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var desk = ChaosHost.AttendAsync(host, folder, screen, evening.Token);
        report.Find(await SettleAsync(cancellation));
        await evening.CancelAsync();
        await desk;

        var effects = new EffectCheck(report, host.Services.GetRequiredService<KeyRing>());
        var summary = await AuditAsync(effects, cancellation);
        var rows = effects.Files(deliveries, await ReportsAsync(cancellation), await IndexAsync(cancellation));
        var suspended = effects.Payments(bank.Payments, await SuspendedAsync(cancellation));
        effects.Commands(people.Answered);
        var handoffs = Handoffs();
        var (byBus, taken) = (bank.Payments.Count(payment => payment.IsByBus), people.Answered.Count(command => command.IsTaken));
        report.Say($"Delivered  {deliveries.Count} snapshots with {rows} rows, {bank.Payments.Count} payments ({byBus} by message first, {suspended} before their accounts)");
        report.Say($"Commands   {people.Answered.Count} over HTTP, {taken} taken, the others refused; {people.Repeats} repeats of calls without an answer");
        report.Say(summary);
        report.Say($"Handed     {handoffs} cases to the legal system");
    }

    /// <summary>Waits until nothing is left that should have moved on.</summary>
    /// <returns>What is still stuck when patience has an end.</returns>
    private async Task<IReadOnlyList<string>> SettleAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            IReadOnlyList<string> stuck = [.. await StuckCheck.FindAsync(host, cancellation), .. Unfinished()];
            if (stuck.Count == 0) report.Say($"Settled    after {watch.Elapsed.TotalSeconds:0} s: no instance stuck, nothing overdue, no activity left, queues drained");
            if (stuck.Count == 0 || watch.Elapsed > Patience) return stuck;
            await Task.Delay(Glance, cancellation);
        }
    }

    private IEnumerable<string> Unfinished()
    {
        foreach (var activity in file.OpenActivities) yield return $"Activity {activity} has not ended.";
        foreach (var instance in file.WithoutAnythingToCome(nameof(CaseOrchestration))) yield return $"Instance {instance} waits for nothing.";
        foreach (var entity in host.Broker.Entities().Where(entity => !Outside.Contains(entity.Path) && entity.Waiting + entity.Locked > 0))
            yield return $"{entity.Path} has {entity.Waiting} messages, {entity.Locked} in work.";
    }

    private async Task<string> AuditAsync(EffectCheck effects, CancellationToken cancellation)
    {
        var services = host.Services;
        var watch = new Watch(effects);
        var found = await services.GetRequiredService<SelfAuditor>().RunAsync(shares: 1, watch, cancellation);
        report.Find(found.Violations.Select(violation => violation.ToString()));
        var tags = file.SentTags;
        report.Expect(tags.Distinct().Count() == tags.Count, $"{tags.Count - tags.Distinct().Count()} messages were sent twice.");
        report.Expect(tags.All(tag => watch.Contacts.Contains(ContactTag.Parse(tag)!.Contact)), "A message was sent that no contact stands for.");
        return $"Kept       {found.Facts} facts in the chains of {found.Cases} cases; {tags.Count} messages; {watch.Unknown} sends of which nobody can know";
    }

    private async Task<HashSet<string>> SuspendedAsync(CancellationToken cancellation)
    {
        var rows = new HashSet<string>(StringComparer.Ordinal);
        var table = await host.Services.GetRequiredService<Tables>().GetAsync(Suspense.Table, cancellation);
        await foreach (var row in table.QueryAsync<TableEntity>(select: ["RowKey"], cancellationToken: cancellation)) rows.Add(row.RowKey);
        return rows;
    }

    private async Task<IReadOnlyDictionary<AccountKey, IndexEntry>> IndexAsync(CancellationToken cancellation)
    {
        var index = host.Services.GetRequiredService<AccountIndex>();
        var entries = new Dictionary<AccountKey, IndexEntry>();
        for (var shard = 0; shard < AccountIndex.Shards; shard++)
        {
            foreach (var entry in (await index.ReadAsync(ChaosBank.Institution, shard, cancellation)).Entries) entries[entry.AccountKey] = entry;
        }

        return entries;
    }

    private async Task<IReadOnlyList<ImportReport>> ReportsAsync(CancellationToken cancellation)
    {
        var page = await host.Services.GetRequiredService<ImportReports>().ListAsync(null, null, 1_000, null, cancellation);
        return page.Imports;
    }

    /// <summary>What waits for the legal system: each handover once.</summary>
    private int Handoffs()
    {
        var messages = host.Broker.Peek(Outbox.Handoffs, int.MaxValue);
        report.Expect(messages.Select(message => message.MessageId).Distinct().Count() == messages.Count, "A handover was sent to the legal system twice.");
        return (int)host.Broker.SentTo(Outbox.Handoffs);
    }

    private sealed class Watch(EffectCheck effects) : IAuditWatch
    {
        public HashSet<string> Contacts { get; } = new(StringComparer.Ordinal);

        public int Unknown { get; private set; }

        public void Read(AuditedStream stream, IReadOnlyList<StoredFact> facts) => effects.Take(stream, facts);

        public void Read(ContactRecord contact)
        {
            if (contact.State == ContactState.Unknown) Unknown++;
            Contacts.Add(contact.Contact);
        }
    }
}
