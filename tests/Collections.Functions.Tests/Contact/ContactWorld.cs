using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Carriers;
using Collections.Functions.Contact.Consents;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Practices;
using Collections.Functions.Contact.Stops;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Contact.Texts;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation.Plans;
using Collections.Functions.Platform;
using Collections.Functions.Tests.Cases;
using Collections.Functions.Workbench;
using Collections.Local.Host.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Collections.Functions.Tests.Contact;

/// <summary>A case of a debtor with a mobile number, and the contact protocol over real stores in memory.</summary>
internal sealed class ContactWorld
{
    public const string Mobile = "19900000001";

    public static readonly DebtorKey Debtor = new("d0000000000000000000000000000000");

    private readonly KeyRing keys = new(new byte[16]);

    public ContactWorld(IStrategyBook? strategies = null)
    {
        Strategies = strategies ?? StrategyCatalog.Shipped;
        Store = new CaseStore(Strategies);
        Profiles = new DebtorProfiles(Store.Tables, keys);
        Texts = new DebtorTexts(Store.Tables, Store.Clock);
        Ledger = LedgerOver(Store.Tables, Ledgers.BankCn);
        Points = new ContactPoints(Profiles);
    }

    public static OneLaw Law => new(Ledgers.BankCn, WorkingCalendar.China);

    public IStrategyBook Strategies { get; }

    public CaseStore Store { get; }

    public TestBank Bank { get; } = new();

    /// <summary>How far the payments files reach; null: nobody knows.</summary>
    public DateOnly? PaymentsThrough { get; set; }

    public ManualClock Technical { get; } = new();

    public RecordingProvider Provider { get; } = new();

    public DebtorProfiles Profiles { get; }

    public DebtorTexts Texts { get; }

    public DebtorLedgerStore Ledger { get; }

    public ContactPoints Points { get; }

    public PersonContacts People => PeopleOver(Store.Tables);

    public VisitDay Day => DayOver(Store.Tables);

    public VisitDay DayOver(Tables tables) => new(CaseworkOver(tables), PeopleOver(tables), LedgerOver(tables, Ledgers.BankCn), new CaseCommands(StreamsOver(tables), Store.Waker), Law, Store.Clock);

    public Replies Replies => RepliesOver(Store.Tables);

    public PlanCodes Codes => new(keys);

    public DeliveryReports Reports => new(Ledger, Points, new OneLaw(Ledgers.BankCn, WorkingCalendar.China), Store.Commands, NullLogger<DeliveryReports>.Instance);

    public AzureEvents Events => EventsWith(Replies);

    public Replies RepliesOver(Tables tables) => new(Ledger, new DebtorProfiles(tables, keys), Texts, Store.Commands, Store.Rules, new PlanCodes(keys), Store.Clock);

    public AzureEvents EventsWith(Replies replies) => new(Reports, replies, Ledger, Profiles);

    public DebtorLedgerStore LedgerOver(Tables tables, PolicyPack pack) => new(tables, new OneLaw(pack, WorkingCalendar.China), Store.Clock, Technical);

    /// <summary>Opens a case and lets it decide until it wants a message sent: Monday 2 March 2026, half past twelve.</summary>
    public async Task<SendContact> PlannedAsync()
    {
        await OpenAsync();
        return Assert.IsType<SendContact>(await AdvanceAsync());
    }

    public Task<CaseStep> AdvanceAsync(CaseKey? key = null) => AdvanceOver(Store.Tables).NextAsync(key ?? Given.Key, default);

    public async Task OpenAsync(CaseOpened? opened = null)
    {
        await Profiles.SaveAsync(Debtor, new DebtorProfile { Name = "示例", Language = "zh-CN", Region = "310000", Phones = [new DebtorPhone(Mobile, PhoneKind.Mobile)] }, default);
        await Store.OpenAsync(opened);
        Store.Clock.AdvanceTo(Ledgers.At("2026-03-02 12:30:00"));
    }

    public Task<CaseStep> SendAsync(string contact) => SenderOver(Store.Tables).SendAsync(Given.Key, contact, default);

    /// <summary>The protocol as another process would have it, with a storage of its own mood.</summary>
    public ContactSender SenderOver(Tables tables, Restraints? restraints = null) => new(
        StreamsOver(tables), AdvanceOver(tables), LedgerOver(tables, Ledgers.BankCn), new DebtorProfiles(tables, keys), Points, TextsOver(tables),
        new MessageCarriers(_ => Provider, new ConfigurationBuilder().Build()), restraints ?? RestraintsOver(tables), CoverageOver(tables), Strategies, WorkingCalendar.China, Store.Clock);

    public PersonContacts PeopleOver(Tables tables) => new(
        StreamsOver(tables), Store.Commands, AdvanceOver(tables), LedgerOver(tables, Ledgers.BankCn), new ContactPoints(new DebtorProfiles(tables, keys)), Texts, RestraintsOver(tables),
        new WishRules(PartiesOver(tables), new DebtorProfiles(tables, keys), Law), new PracticeGuard(new PracticeAttempts(tables), Store.Bus, Store.Clock),
        new ContactOutlook(LedgerOver(tables, Ledgers.BankCn), Law, Store.Clock), new StopRequests(PartiesOver(tables), LedgerOver(tables, Ledgers.BankCn)), Strategies, WorkingCalendar.China, Store.Clock);

    public ContactCoverage CoverageOver(Tables tables, ILawBook? laws = null) =>
        new(StreamsOver(tables), AdvanceOver(tables), Store.Rules, RestraintsOver(tables), laws ?? Law, Strategies, WorkingCalendar.China, Store.Clock);

    public DebtorParties PartiesOver(Tables tables) => new(tables, keys);

    public EmergencyStops StopsOver(Tables tables, TimeProvider? technical = null) => new(new StopStore(tables), new StopEvents(Store.Bus), Store.Clock, technical ?? Technical);

    public Restraints RestraintsOver(Tables tables) => new(StopsOver(tables), Bank);

    public DebtorSuspensions SuspensionsOver(Tables tables) => new(
        CaseworkOver(tables), new CaseCommands(StreamsOver(tables), Store.Waker), new DebtorCases(tables), LedgerOver(tables, Ledgers.BankCn), Store.Clock);

    public DebtorConsents ConsentsOver(Tables tables) => new(CaseworkOver(tables), LedgerOver(tables, Ledgers.BankCn), PartiesOver(tables), Store.Clock);

    public Casework CaseworkOver(Tables tables) => new(StreamsOver(tables), new CaseCommands(StreamsOver(tables), Store.Waker), Store.Rules, new DebtorTexts(tables, Store.Clock), Store.Clock);

    public async Task<CaseState> StateAsync() => (await Store.Streams.LoadAsync(Given.Key, default))!.State;

    public async Task<List<Fact>> FactsAsync() => [.. (await Store.Streams.ReadAsync(Given.Key, 1, (await StateAsync()).Version, default)).Select(stored => stored.Fact)];

    public Task RecordAsync(Fact fact) => Store.Commands.ExecuteAsync(Given.Key, $"test-{fact.GetHashCode()}", "system", _ => [fact], default);

    public MessageTexts TextsOver(Tables tables) =>
        new(new ShippedTemplates(), Bank, new Wordings(tables, LedgerOver(tables, Ledgers.BankCn)), new PayLinks(SigningKeys.None, Store.Clock), new PlanCodes(keys), new OneLaw(Ledgers.BankCn, WorkingCalendar.China), Store.Clock);

    public CaseAdvance AdvanceOver(Tables tables) => new(StreamsOver(tables), Store.Rules, new Watermark(this), new NoNews(), Store.Clock);

    public TableCaseStreams StreamsOver(Tables tables) => new(tables, new Wakes(tables), Store.OutboxOver(tables), new WorkIndex(tables), Store.Rules, Store.Clock, NullLogger<TableCaseStreams>.Instance);

    private sealed class Watermark(ContactWorld world) : IPaymentsWatermark
    {
        public Task<DateOnly?> ThroughAsync(string institution, CancellationToken cancellation) => Task.FromResult(world.PaymentsThrough);
    }

    private sealed class NoNews : ICurrentBalances
    {
        public Task<BalanceUpdated?> NewerAsync(CaseState state, CancellationToken cancellation) => Task.FromResult<BalanceUpdated?>(null);
    }

    internal sealed class TestBank : IInstitutionDirectory
    {
        public ShadowMode? Shadow { get; set; }

        public ValueTask<InstitutionCard> GetAsync(string institution, CancellationToken cancellation) => ValueTask.FromResult(new InstitutionCard(
            new Dictionary<string, string> { ["zh-CN"] = "示例银行", ["en"] = "Sample Bank" }, "400-000-0000", "https://pay.example.com/x", Shadow: Shadow));

        public ValueTask<bool> KnowsAsync(string institution, CancellationToken cancellation) => ValueTask.FromResult(true);
    }
}

/// <summary>Technical time that a test moves.</summary>
internal sealed class ManualClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Keeps what was handed to it and answers as told.</summary>
internal sealed class RecordingProvider : IMessageProvider
{
    private readonly Lock guard = new();

    public List<OutgoingMessage> Messages { get; } = [];

    public Func<OutgoingMessage, Task<ProviderAnswer>> Answer { get; set; } = _ => Task.FromResult(new ProviderAnswer(SendOutcome.Sent, "m-1"));

    /// <summary>A setting that is missing.</summary>
    public string? Lacks { get; set; }

    /// <summary>The number or address that it sends from.</summary>
    public string? Sender { get; set; }

    public string? SenderOf(string institution) => Sender;

    /// <summary>Why it would not take a text.</summary>
    public string? Refuses { get; set; }

    public string? Refusal(string institution, TemplateUse use) => Refuses;

    public void RequireSettings(string institution)
    {
        if (Lacks is not null) throw new InvalidOperationException(Lacks);
    }

    public Task<ProviderAnswer> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        lock (guard) Messages.Add(message);
        return Answer(message);
    }
}

/// <summary>The process dies.</summary>
internal sealed class CrashException : Exception;

/// <summary>Storage calls that work until the n-th, which is the process's last: before it takes effect, or just after.</summary>
internal sealed class CrashingTransport(InMemoryStorage storage, int at, bool after) : Azure.Core.Pipeline.HttpPipelineTransport
{
    private int calls;

    public bool Crashed { get; private set; }

    public Tables Tables()
    {
        var options = storage.Configure(new TableClientOptions());
        options.Transport = this;
        return new Tables(new TableServiceClient(InMemoryStorage.ConnectionString, options));
    }

    public override Azure.Core.Request CreateRequest() => storage.TableTransport.CreateRequest();

    public override void Process(Azure.Core.HttpMessage message) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(Azure.Core.HttpMessage message)
    {
        var last = ++calls >= at;
        if (last && !(after && calls == at)) Crash();
        await storage.TableTransport.ProcessAsync(message);
        if (last) Crash();
    }

    private void Crash()
    {
        Crashed = true;
        throw new CrashException();
    }
}
