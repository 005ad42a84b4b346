using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Complaints;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.FieldVisits;
using Collections.Functions.Legal;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Tests.Contact;

namespace Collections.Functions.Tests.Cases;

/// <summary>
/// The same life on the real stores: every command, decision, message, call and reply goes through what the app is made of, each message through gate and ledger, and again and again
/// the process dies at one of its storage calls, before or just after that took effect, and the work comes again as its host would bring it. The same seed lives the same life.
/// </summary>
internal sealed class StoredLife(int seed, IStrategyBook? strategies = null) : LivedCase(seed, new DateOnly(2026, 3, 2), strategies)
{
    private static readonly Caller Chief = new("chief", [Roles.Supervisor, Roles.Compliance], Roles.Supervisor);

    private readonly ContactWorld world = new(strategies);

    private int commands;

    private bool isStored;

    public int Crashes { get; private set; }

    public int Messages => world.Provider.Messages.Count;

    /// <summary>All that is stored, judged by the auditor.</summary>
    public async Task<IReadOnlyList<Violation>> AuditAsync() =>
        (await new SelfAuditor(world.Store.Tables, ContactWorld.Law, world.Strategies, WorkingCalendar.China, world.Store.Clock).RunAsync(1, null, default)).Violations;

    /// <summary>What the debtor, the network and the department do besides, which has more than one place to be told.</summary>
    private protected override void Besides(DateTimeOffset at)
    {
        MoveTo(at);
        if (!state.IsOpen) return;
        if (Often(2)) Reply(Often(30) ? "TD" : Often(30) ? "START" : "好的，下周");
        if (Often(1)) Suspend(at);
        if (Often(1)) Post(new OptOutOrder(Often(50) ? Channel.Sms : Channel.Call), (tables, posted) => world.ConsentsOver(tables).OptOutAsync(Given.Key, posted, default));
        if (Often(2)) Post(new ConsentOrder("07:00-22:00", at.AddDays(9), $"rec-{commands}", Channel.Sms), (tables, posted) => world.ConsentsOver(tables).GiveAsync(Given.Key, posted, default));
        Switch();
        Load();
    }

    private protected override void Do(DateTimeOffset at, IEnumerable<Fact> happened, string by)
    {
        MoveTo(at);
        foreach (var fact in happened)
        {
            var before = state;
            if (Contact(fact)) { }
            else
            {
                var command = Command("life");
                Surely(tables => new CaseCommands(world.StreamsOver(tables), world.Store.Waker).ExecuteAsync(Given.Key, command, by, known => known.Version == before.Version ? [fact] : [], default));
            }

            Load();

            // What a report brings along, it records itself.
            if (fact is VisitReported) return;
        }
    }

    private protected override string? Start(DateTimeOffset now, string contact)
    {
        MoveTo(now);
        var asked = Command("ask");
        Refusable(tables => world.PeopleOver(tables).ReserveAsync(Given.Key, new ContactWish(Channel.Visit, Purpose.Collection), "sun/field", asked, default));
        Load();
        return state.Visits.Running?.Contact;
    }

    private protected override void Settle(DateTimeOffset now)
    {
        MoveTo(now);
        world.PaymentsThrough = today.AddDays(-1);
        world.Provider.Answer = _ => Task.FromResult(Often(88) ? new ProviderAnswer(SendOutcome.Sent, $"m-{++commands}") : new ProviderAnswer((SendOutcome)chance.Next(4), RetryAfter: TimeSpan.FromMinutes(20)));
        world.Provider.Refuses = Often(3) ? "template-not-approved" : null;
        for (var acts = 0; acts < 40; acts++)
        {
            var step = Surely(tables => world.AdvanceOver(tables).NextAsync(Given.Key, default));
            if (step is SendContact send)
            {
                var sent = world.Provider.Messages.Count;
                step = Surely(tables => world.SenderOver(tables).SendAsync(Given.Key, send.Contact, default));
                if (world.Provider.Messages.Count > sent && Often(80)) Report(world.Provider.Messages[^1]);
            }

            Load();
            switch (step)
            {
                case CheckReach: Reach(now); break;
                case BuildDossier: Do(now, new DossierBuilt("dossier.zip", "hash", state.Version)); break;
                case HandOver: Do(now, new HandedOver("m", "dossier.zip", "hash")); break;
                case Wait wait:
                    if (wait.Until <= now || wait.Because.Length == 0 || wait.Until > now.AddDays(31)) Wrong ??= $"{today}: waits until {wait.Until} because '{wait.Because}'";
                    if (wait.Because != "contact-sending") return;

                    // The process that was at it is gone: its lease ends.
                    world.Technical.Now += DebtorLedgerStore.Lease;
                    break;
                case Done:
                    if (state.IsOpen) Wrong ??= $"{today}: is done, and open";
                    return;
                default: break;
            }
        }

        Wrong ??= $"{today}: answers itself for ever";
    }

    /// <summary>What stops contact is in the ledger first: <see cref="Suspend"/> sees to that.</summary>
    private protected override ComplaintScope ComplainedOf() => ComplaintScope.Service;

    /// <summary>The stores have no other person on the debt.</summary>
    private protected override bool IsSomebodyAskable() => false;

    /// <summary>What people did, as they do it: the gate is asked first, and what it does not allow is not done.</summary>
    private bool Contact(Fact fact)
    {
        switch (fact)
        {
            case CallRecorded { Person: null } call:
                Made(Channel.Call, Purpose.Collection, (people, contact, key) => people.RecordCallAsync(Given.Key, contact, new CallReport(call.Outcome, call.DurationSeconds), Chief.By, key, default));
                return true;
            case VisitReported visit:
                var told = Command("told");
                Refusable(tables => world.DayOver(tables).ReportAsync(Given.Key, visit.Contact, new VisitReport(visit.Outcome, null, visit.Refusal, visit.DebtNotMentioned), Chief.By, told, default));
                return true;
            case LetterPosted or LetterMailed:
                Made(Channel.Letter, fact is LetterPosted ? Purpose.LegalNotice : Purpose.Collection, (people, contact, key) => people.PostLetterAsync(Given.Key, contact, Chief.By, key, default));
                return true;
            default: return false;
        }
    }

    private void Made(Channel channel, Purpose purpose, Func<PersonContacts, string, string, Task<CommandResult>> report)
    {
        var (asked, told) = (Command("ask"), Command("told"));
        string? contact = null;
        Refusable(async tables => contact = (await world.PeopleOver(tables).ReserveAsync(Given.Key, new ContactWish(channel, purpose), Chief.By, asked, default)).Contact);
        if (contact is not null) Refusable(tables => report(world.PeopleOver(tables), contact, told));
    }

    private void Suspend(DateTimeOffset at)
    {
        var (kind, scope) = ((SuspensionKind)chance.Next(Enum.GetValues<SuspensionKind>().Length), Often(50) ? SuspensionScope.Debtor : SuspensionScope.Account);
        Post(new SuspensionOrder(kind, "it is so", scope, at.AddDays(chance.Next(1, 25))), (tables, posted) => world.SuspensionsOver(tables).SetAsync(Given.Key, posted, default));
    }

    /// <summary>Somebody stops everything, and lifts it again some days later.</summary>
    private void Switch()
    {
        var stops = world.StopsOver(world.Store.Tables);
        if (Often(1)) Await(stops.SetAsync(new StopOrder("a flood"), Command("stop"), Chief.By, default));
        else if (Often(30)) foreach (var stop in Await(stops.ListAsync(default)).Where(stop => stop.IsActive)) Await(stops.LiftAsync(stop.Id, "it is over", Chief with { Id = "deputy" }, default));
    }

    private void Report(OutgoingMessage message)
    {
        if (ContactTag.Parse(message.Tag) is not { } tag) return;
        Surely(async _ =>
        {
            await world.Reports.ReceiveAsync(new DeliveryReport(tag, Often(90), world.Store.Clock.GetUtcNow()), default);
            return true;
        });
    }

    private void Reply(string text)
    {
        var reply = new Reply(Command("reply"), Channel.Sms, $"+86{ContactWorld.Mobile}", text);
        Surely(async tables =>
        {
            await world.RepliesOver(tables).ReceiveAsync(reply, default);
            return true;
        });
    }

    /// <summary>As an endpoint takes it in: with a key that comes again when the request does.</summary>
    private void Post<TBody, TAnswer>(TBody body, Func<Tables, Posted<TBody>, Task<TAnswer>> take)
    {
        var posted = new Posted<TBody>(body, Chief, Command("post"));
        Refusable(tables => take(tables, posted));
    }

    private string Command(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++commands}");

    private void Refusable<T>(Func<Tables, Task<T>> work)
    {
        try
        {
            Surely(work);
        }
        catch (RefusedException)
        {
            // Not now.
        }
    }

    /// <summary>Does work, after a process that died at it if chance says so.</summary>
    private T Surely<T>(Func<Tables, Task<T>> work)
    {
        if (Often(20))
        {
            var crash = new CrashingTransport(world.Store.Storage, chance.Next(1, 12), Often(50));
            try
            {
                return Await(work(crash.Tables()));
            }
            catch (CrashException)
            {
                Crashes++;
            }
            catch (RefusedException) when (crash.Crashed)
            {
                Crashes++;
            }
        }

        return Await(work(world.Store.Tables));
    }

    private void MoveTo(DateTimeOffset at)
    {
        Store();
        if (at > world.Store.Clock.GetUtcNow()) world.Store.Clock.AdvanceTo(at);
    }

    private void Store()
    {
        if (isStored) return;
        isStored = true;
        Await(world.Profiles.SaveAsync(ContactWorld.Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone(ContactWorld.Mobile, PhoneKind.Mobile)] }, default));
        Await(world.Store.OpenAsync((CaseOpened)Facts[0]));
        Load();
    }

    private void Load() => state = Await(world.Store.Streams.LoadAsync(Given.Key, default))!.State;

    /// <summary>Storage in memory answers at once: nothing is waited for.</summary>
    private static T Await<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Await(Task task) => task.GetAwaiter().GetResult();
}
