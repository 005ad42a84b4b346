using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>Holds the debtors' contacts against the rules, against each other and against what their cases say of them.</summary>
internal sealed class ContactAudit(IReadOnlyDictionary<CaseKey, CaseTrail> trails, List<Violation> found)
{
    private readonly Dictionary<Law, RuleAudit> rules = [];

    public void Judge(IEnumerable<IReadOnlyList<AuditedContact>> debtors)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var cases = trails.Values.ToLookup(trail => trail.Opened.Debtor);
        foreach (var debtor in debtors)
        {
            var made = new List<MadeContact>(debtor.Count);
            IReadOnlyList<CaseTrail> own = debtor.Count == 0 ? [] : [.. cases[debtor[0].Record.Debtor]];
            var outside = own.SelectMany(MadeContact.Outside).OrderBy(contact => contact.At).ToList();
            foreach (var (record, law) in debtor.OrderBy(contact => contact.Record.At).ThenBy(contact => contact.Record.Contact, StringComparer.Ordinal))
            {
                known.Add(record.Contact);
                if (record.State is not (ContactState.Deferred or ContactState.Forbidden or ContactState.Released)) Judge(record, law, made, outside, own);
                else if (trails.TryGetValue(record.Case, out var trail)) Unmade(record, trail);
            }
        }

        foreach (var trail in trails.Values) Unjudged(trail, known);
    }

    private void Judge(ContactRecord record, Law? law, List<MadeContact> made, IReadOnlyList<MadeContact> outside, IReadOnlyList<CaseTrail> cases)
    {
        if (!trails.TryGetValue(record.Case, out var trail))
        {
            found.Add(new Violation("contact-without-case", record.Case, record.At, $"Contact {record.Contact} belongs to no stored case."));
            return;
        }

        var contact = MadeContact.Of(record, trail, cases);
        var started = trail.Messages.Started.TryGetValue(record.Contact, out var start) ? start : (DateTimeOffset?)null;
        if (law is null)
        {
            trail.Report("law-unknown", record.At, $"The pack {record.Verdict.PackReference} of contact {record.Contact} was never in force here.");
        }
        else
        {
            if (!rules.TryGetValue(law, out var audit)) rules[law] = audit = new RuleAudit(law.Pack, law.Calendar);
            foreach (var (rule, why) in audit.Judge(contact, record.At, Known(made, outside, record.At))) trail.Report(rule, record.At, why);

            // It left once all had been asked for the last time; how long a case took from its start until then may be another day.
            if ((record.CheckedAt ?? started) is { } later && later != record.At)
            {
                foreach (var (rule, why) in audit.Judge(contact, later, Known(made, outside, later))) trail.Report(rule, later, why);
            }
        }

        if (record.Channel == Channel.Visit)
        {
            foreach (var (rule, why) in VisitAudit.Judge(contact, trail.Before(record.At).Strategy.FieldVisit.Visits, made)) trail.Report(rule, record.At, why);
        }

        if (contact.IsMessage && record.State is ContactState.Sending or ContactState.Sent or ContactState.Unknown or ContactState.Shadow && record.TextHash is null)
            trail.Report("text-missing", record.At, $"Nobody can tell which text message {record.Contact} carried.");

        if (contact.IsMessage && started is null && record.State is ContactState.Sending or ContactState.Sent or ContactState.Failed or ContactState.Unknown)
            trail.Report("send-without-start", record.At, $"Message {record.Contact} is {record.State}, but its case never started it.");
        if (trail.Messages.Released.Contains(record.Contact) && record.State != ContactState.Failed) trail.Report("sent-after-release", record.At, $"Message {record.Contact} is {record.State}, but its case gave it up.");

        // A person's contact that is only reserved was granted after the case had been read once more; or nobody was told that he may make it.
        if (!contact.IsMessage && record.State != ContactState.Reserved && trail.Before(record.At).Stops(record.Party == Party.ThirdParty ? Purpose.Collection : record.Purpose, record.At) is { } stop)
            trail.Report("contact-after-stop", record.At, $"{record.Channel} {record.Contact} was made although {stop}.");
        if (record.Party == Party.Debtor && !contact.IsMessage && record.State != ContactState.Reserved && trail.Care.Untrained(record) is { } pressed) trail.Report(CareTrail.Rule, record.At, pressed);
        if (record is { Party: Party.Guarantor, Purpose: Purpose.Collection, Person: { } person } && record.State != ContactState.Reserved
            && trail.Guarantees.Any(known => known.Person == person && known.KnownAt < record.At && record.At > known.Until))
        {
            trail.Report("guarantee-over", record.At, $"{record.Channel} {record.Contact} asked a guarantor whose guarantee was over.");
        }

        if (record.State != ContactState.Reserved && trail.Agencies.Judge(record) is { } agencys) trail.Report(agencys.Rule, record.At, agencys.Why);
        made.Add(contact);
    }

    /// <summary>Ours and others' together, as far as others' had been told by then: oldest first.</summary>
    private static IReadOnlyList<MadeContact> Known(List<MadeContact> made, IReadOnlyList<MadeContact> outside, DateTimeOffset at) => outside.Count == 0
        ? made
        : [.. made.Concat(outside.Where(other => other.KnownAt < at && other.At < at)).OrderBy(other => other.At)];

    /// <summary>What was refused or given back may not have been made.</summary>
    private static void Unmade(ContactRecord record, CaseTrail trail)
    {
        if (trail.Results.TryGetValue(record.Contact, out var result)) trail.Report("contact-refused", result.RecordedAt, $"{record.Channel} {record.Contact} was made although it is {record.State}.");
    }

    /// <summary>What a case says was made must have passed the gate.</summary>
    private static void Unjudged(CaseTrail trail, HashSet<string> known)
    {
        foreach (var (contact, at) in trail.Messages.Started)
        {
            if (!known.Contains(contact)) trail.Report("contact-unjudged", at, $"Message {contact} was started without a verdict.");
        }

        foreach (var (contact, result) in trail.Results)
        {
            if (!known.Contains(contact)) trail.Report("contact-unjudged", result.RecordedAt, $"{result.Channel} {contact} was made without a verdict.");
        }
    }
}
