using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.Contact;

/// <summary>A debtor with several accounts, each a case of its own.</summary>
internal sealed class CoverageWorld
{
    public ContactWorld World { get; } = new();

    public static CaseKey Key(int account) => new($"{account}123456789abcdef0123456789abcdef");

    public static CaseOpened Account(int account, int daysPastDue = 40, decimal overdue = 5_000m) =>
        Given.Opening(daysPastDue, overdue) with { Key = Key(account), Account = new AccountKey($"a{account}00000000000000000000000000000000"[..32]) };

    /// <summary>Cases that the ledger knows: each asked on the first of March, when nothing may be sent.</summary>
    public async Task OpenAsync(params CaseOpened[] accounts)
    {
        foreach (var account in accounts)
        {
            await World.OpenAsync(account);
            await World.Ledger.AmendAsync(ContactWorld.Debtor, ledger => ledger.With(account.Key), default);
        }
    }

    public async Task<SendContact> PlannedAsync(int account) => Assert.IsType<SendContact>(await World.AdvanceAsync(Key(account)));

    public Task<CaseStep> SendAsync(int account, string contact) => World.SenderOver(World.Store.Tables).SendAsync(Key(account), contact, default);

    public async Task<CaseState> StateAsync(int account) => (await World.Store.Streams.LoadAsync(Key(account), default))!.State;

    public async Task<List<Fact>> FactsAsync(int account) =>
        [.. (await World.Store.Streams.ReadAsync(Key(account), 1, (await StateAsync(account)).Version, default)).Select(stored => stored.Fact)];

    public async Task<ContactCovered[]> CoveredAsync(int account) => [.. (await FactsAsync(account)).OfType<ContactCovered>()];

    public Task RecordAsync(int account, params Fact[] facts) =>
        World.Store.Commands.ExecuteAsync(Key(account), $"test-{facts[0].GetHashCode()}", "system", _ => facts, default);

    public async Task<ContactRecord> RowAsync(string contact) => (await World.Ledger.FindAsync(ContactWorld.Debtor, contact, default))!.Record;

    /// <summary>Lets every case do what it wants to do now.</summary>
    public async Task RunAsync(int accounts)
    {
        for (var account = 0; account < accounts; account++)
        {
            var step = await World.AdvanceAsync(Key(account));
            while (step is SendContact send) step = await SendAsync(account, send.Contact);
        }
    }

    public async Task<IReadOnlyList<Violation>> AuditAsync() =>
        (await new SelfAuditor(World.Store.Tables, new OneLaw(Ledgers.BankCn, WorkingCalendar.China), StrategyCatalog.Shipped, WorkingCalendar.China, World.Store.Clock).RunAsync(1, null, default)).Violations;
}
