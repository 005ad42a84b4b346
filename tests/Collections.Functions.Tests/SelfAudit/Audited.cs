using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;
using Collections.Functions.Tests.Cases;

namespace Collections.Functions.Tests.SelfAudit;

/// <summary>A stream made by hand, with the debtor's contacts beside it, as the auditor gets them.</summary>
internal sealed class Audited
{
    private readonly List<StoredFact> facts = [];

    private readonly List<ContactRecord> contacts = [];

    public Audited(CaseOpened? opened = null, DateTimeOffset? at = null)
    {
        Opened = opened ?? Given.Opening(daysPastDue: 70, overdue: 20_000m);
        Then(at ?? Given.Start, Opened);
    }

    public CaseOpened Opened { get; }

    public long Version => facts.Count;

    /// <summary>Changes the rows after they were chained, as somebody who can write the table would.</summary>
    public Func<IReadOnlyList<StoredRow>, IReadOnlyList<StoredRow>> Tamper { get; init; } = rows => rows;

    public Audited Then(DateTimeOffset at, params Fact[] more) => By("system", at, more);

    /// <summary>What somebody did: <c>system</c>, or a person's id with the role acted in.</summary>
    public Audited By(string by, DateTimeOffset at, params Fact[] more)
    {
        foreach (var fact in more) facts.Add(new StoredFact(facts.Count + 1, at, by, $"c{facts.Count + 1}", fact));
        return this;
    }

    public Audited Beside(ContactRecord record)
    {
        contacts.Add(record);
        return this;
    }

    /// <summary>A message with all its facts and its row.</summary>
    public Audited Message(DateTimeOffset at, string id, string? rung = null, SendOutcome outcome = SendOutcome.Sent)
    {
        Then(at, new ContactPlanned(id, Channel.Sms, Purpose.Collection, Party.Debtor, rung ?? id, "negotiation-a"), new SendStarted(id), new ContactCompleted(id, outcome, "m"), new DeliveryReported(id, true));
        return Beside(Record(id, Channel.Sms, at, ContactState.Sent));
    }

    /// <summary>A call with its fact and its row.</summary>
    public Audited Call(DateTimeOffset at, string id, CallOutcome outcome = CallOutcome.NoAnswer)
    {
        Then(at, new CallRecorded(id, null, at, outcome, 0));
        return Beside(Record(id, Channel.Call, at, ContactState.Reported));
    }

    public ContactRecord Record(string id, Channel channel, DateTimeOffset at, ContactState state, Purpose purpose = Purpose.Collection) => new()
    {
        Contact = id,
        Debtor = Opened.Debtor,
        Case = Opened.Key,
        Channel = channel,
        Purpose = purpose,
        State = state,
        At = at,
        By = "system",
        Phone = "0123456789abcdef",
        TextHash = channel is Channel.Sms or Channel.Email ? "hash" : null,
    };

    public IReadOnlyList<Violation> Judge(params Audited[] others)
    {
        var audit = new Reporting.SelfAudit.SelfAudit(Strategies, WorkingCalendar.China);
        var law = new Law(Pack, WorkingCalendar.China);
        foreach (var one in (Audited[])[this, .. others]) audit.Take(one.Stream());
        foreach (var record in ((Audited[])[this, .. others]).SelectMany(one => one.contacts)) audit.Take(record, law);
        return audit.Conclude();
    }

    public IStrategyBook Strategies { get; init; } = StrategyCatalog.Shipped;

    /// <summary>The pack that its contacts are judged by.</summary>
    public PolicyPack Pack { get; init; } = PolicyCatalog.Shipped.Get("bank-cn");

    public AuditedStream Stream()
    {
        var rows = new List<StoredRow>();
        byte[] hash = [];
        foreach (var fact in facts)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(fact, CollectionsJson.Options);
            var sequence = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(sequence, fact.Sequence);
            hash = SHA256.HashData([.. hash, .. Encoding.ASCII.GetBytes(Opened.Key.Value), .. sequence, .. body]);
            rows.Add(new StoredRow(fact.Sequence, body, hash));
        }

        return new AuditedStream(Opened.Key, facts.Count, hash, Tamper(rows));
    }
}
