using System.Globalization;
using Collections.Cli.Commands;
using Collections.Cli.Display;
using Collections.Cli.Exports;
using Collections.Cli.Hosting;
using Collections.Cli.Replay;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Local.Host;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Collections.Cli.Policies;

/// <summary>
/// Runs a folder of exports under one pack, and judges every contact that came of it again under another, at its own moment and with the history it had: what would
/// have been forbidden, and what allowed.
/// </summary>
internal sealed class PolicyReplay(PolicyPack old, PolicyPack @new, Screen screen)
{
    private const int Examples = 3;

    private readonly SortedDictionary<string, List<string>> refused = new(StringComparer.Ordinal);

    private readonly SortedDictionary<string, List<string>> released = new(StringComparer.Ordinal);

    private (int Allowed, int Refused) alike;

    public async Task<IReadOnlyList<string>> RunAsync(Arguments arguments, string folder, CancellationToken cancellation)
    {
        var options = new ReplayOptions(
            folder, arguments.Date("--until"), DeskMode.Auto, StorageText.Parse(StorageText.Memory), HostSettings.Of(arguments, 0, null), null, null, null, null);
        var files = await ExportFolder.ReadAsync(folder, cancellation);
        var plan = new ReplayPlan(files.Files, options.Until, options.Desk);
        var law = new OneLaw(old, CalendarOf(old));
        await using var host = await ReplayHost.StartAsync(options, plan, screen, services => services.Replace(ServiceDescriptor.Singleton<ILawBook>(law)), cancellation);
        await ReplayHost.ToEndAsync(host, options, plan, screen, cancellation);
        await JudgeAsync(host, cancellation);
        return
        [
            $"Contacts that came of {folder} under {old.Name}, judged under {@new.Name}:",
            string.Create(CultureInfo.InvariantCulture, $"  {alike.Allowed,8} allowed by both"),
            string.Create(CultureInfo.InvariantCulture, $"  {alike.Refused,8} put off or forbidden by both"),
            .. Lines("no longer allowed", refused),
            .. Lines("newly allowed, that was held by", released),
        ];
    }

    private static IEnumerable<string> Lines(string what, SortedDictionary<string, List<string>> byRule)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"  {byRule.Values.Sum(contacts => contacts.Count),8} {what}");
        foreach (var (rule, contacts) in byRule)
            yield return string.Create(CultureInfo.InvariantCulture, $"  {contacts.Count,10} {rule}, such as {string.Join(", ", contacts.Take(Examples))}");
    }

    private async Task JudgeAsync(LocalHost host, CancellationToken cancellation)
    {
        var ledger = host.Services.GetRequiredService<DebtorLedgerStore>();
        var streams = host.Services.GetRequiredService<ICaseStreams>();
        var stored = new StoredStreams(host.Services.GetRequiredService<Tables>());
        var histories = new Dictionary<CaseKey, IReadOnlyList<StoredFact>>();
        await foreach (var debtor in DebtorsAsync(stored, cancellation))
        {
            var past = new Dictionary<string, LedgerEntry>(StringComparer.Ordinal);
            foreach (var contact in debtor.OrderBy(contact => contact.At))
            {
                if (await ledger.FindAsync(contact.Debtor, contact.Contact, cancellation) is not { Record: { Before: { } before } record }) continue;
                if (!histories.TryGetValue(record.Case, out var facts))
                {
                    var head = await streams.LoadAsync(record.Case, cancellation);
                    histories[record.Case] = facts = await streams.ReadAsync(record.Case, 1, head!.State.Version, cancellation);
                }

                // What the old pack has forgotten may count under the new one.
                foreach (var entry in before.Entries) past[entry.Contact] = entry;
                var known = before with { Entries = [.. past.Values.Where(entry => entry.At < record.At).OrderBy(entry => entry.At)] };
                Note(record, ContactGate.Judge(@new, CalendarOf(@new), known, IntendedOf(record, facts), record.At));
            }
        }
    }

    private void Note(ContactRecord record, ContactVerdict verdict)
    {
        // What the case itself held is held under any pack.
        var was = record.Verdict.Outcome == VerdictOutcome.Allowed;
        var @is = verdict.Outcome == VerdictOutcome.Allowed && record.Verdict.Rule is not (ContactGate.VisitLimits or ContactGate.VisitsStopped);
        if (was && @is) alike.Allowed++;
        else if (!was && !@is) alike.Refused++;
        else if (was) Add(refused, verdict.Rule!, record.Contact);
        else Add(released, record.Verdict.Rule!, record.Contact);

        static void Add(SortedDictionary<string, List<string>> byRule, string rule, string contact)
        {
            if (!byRule.TryGetValue(rule, out var contacts)) byRule[rule] = contacts = [];
            contacts.Add(contact);
        }
    }

    private static IntendedContact IntendedOf(ContactRecord record, IReadOnlyList<StoredFact> facts)
    {
        var opened = (CaseOpened)facts[0].Fact;
        var stage = facts.LastOrDefault(fact => fact.Fact is StageEntered && fact.At <= record.At)?.Fact is StageEntered entered ? entered.Stage : Stage.Reminder;
        return new IntendedContact
        {
            Channel = record.Channel,
            Purpose = record.Purpose,
            Party = record.Party,
            Person = record.Person,
            Agency = record.Agency,
            Stage = stage,
            Account = opened.Account,
            Phone = record.Phone,
            Zones = DebtorZones.Of(opened.Region),
        };
    }

    private static async IAsyncEnumerable<List<ContactRecord>> DebtorsAsync(StoredStreams stored, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var contacts = new List<ContactRecord>();
        await foreach (var contact in stored.ContactsAsync("", null, cancellation))
        {
            if (contacts.Count > 0 && contacts[0].Debtor != contact.Debtor)
            {
                yield return contacts;
                contacts = [];
            }

            contacts.Add(contact);
        }

        if (contacts.Count > 0) yield return contacts;
    }

    private static WorkingCalendar CalendarOf(PolicyPack pack) => pack.Calendar is { } market ? WorkingCalendar.Shipped(market) : WorkingCalendar.Weekends;
}
