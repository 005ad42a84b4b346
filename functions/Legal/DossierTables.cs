using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Coverage;
using Collections.Functions.FieldVisits;
using Collections.Functions.Ingestion;
using Collections.Functions.Negotiation;
using Collections.Functions.Platform;
using CsvHelper;

namespace Collections.Functions.Legal;

/// <summary>The stream's facts as the tables that a lawyer reads: the statement of the debt, and the contacts.</summary>
internal static class DossierTables
{
    /// <summary>What was owed, by snapshot, and what was paid, in the order in which it became known.</summary>
    public static byte[] Statement(IEnumerable<StoredFact> facts) => Write(
        ["sequence", "recorded_at", "entry", "value_date", "principal", "interest", "penalty_interest", "fees", "overdue", "balance", "paid", "currency", "reference"],
        facts.Select(Entry).OfType<string[]>());

    /// <summary>Every contact that was tried, forbidden or made, with what came of it.</summary>
    public static byte[] Contacts(IEnumerable<StoredFact> facts) => Write(
        ["sequence", "recorded_at", "by", "contact", "channel", "purpose", "party", "event", "result", "at"], facts.Select(Contact).OfType<string[]>());

    private static string[]? Entry(StoredFact stored) => stored.Fact switch
    {
        CaseOpened opened => Position(stored, "opening", opened.Position, opened.Import),
        BalanceUpdated updated => Position(stored, "balance", updated.Position, updated.Import),
        PaymentReceived paid => Row(stored, "payment", paid.PaidOn, ["", "", "", "", "", "", Text(paid.Amount), paid.Amount.Currency, paid.Payment]),
        PaymentReversed reversed => Row(stored, "payment-reversed", null, ["", "", "", "", "", "", "", "", reversed.Payment]),
        AbsentFromSnapshot absent => Row(stored, "absent-from-snapshot", absent.BusinessDate, ["", "", "", "", "", "", "", "", absent.Import]),
        _ => null,
    };

    private static string[] Position(StoredFact stored, string entry, AccountPosition position, string import) => Row(stored, entry, position.BusinessDate,
    [
        Text(position.Principal), Text(position.Interest), Text(position.PenaltyInterest), Text(position.Fees), Text(position.Overdue), Text(position.Balance), "",
        position.Overdue.Currency, import,
    ]);

    private static string[] Row(StoredFact stored, string entry, DateOnly? valueDate, string[] rest) =>
        [Text(stored.Sequence), Text(stored.At), entry, valueDate is { } day ? Text(day) : "", .. rest];

    private static string[]? Contact(StoredFact stored) => stored.Fact switch
    {
        ContactPlanned planned => Made(stored, planned.Contact, $"{planned.Channel}", $"{planned.Purpose}", $"{planned.Party}", "planned", planned.Template),
        ContactDeferred deferred => Made(stored, deferred.Contact, "", "", "", "deferred", deferred.Rule, deferred.Until),
        ContactForbidden forbidden => Made(stored, forbidden.Contact, "", "", "", "forbidden", forbidden.Rule),
        SendStarted started => Made(stored, started.Contact, "", "", "", "started", ""),
        ContactCompleted completed => Made(stored, completed.Contact, "", "", "", "completed", $"{completed.Outcome}"),
        ContactCovered covered => Made(stored, covered.Contact, $"{covered.Channel}", nameof(Purpose.Collection), nameof(Party.Debtor), "covered", covered.Template),
        DeliveryReported reported => Made(stored, reported.Contact, "", "", "", "delivery", reported.Delivered ? "Delivered" : "NotDelivered"),
        CallRecorded call => Made(stored, call.Contact, nameof(Channel.Call), "", "", "call", $"{call.Outcome}", call.At),
        ContactTakenOver taken => Made(stored, taken.Contact, $"{taken.Channel}", "", "", "taken-over", $"{taken.Result}", taken.At),
        VisitReported visit => Made(stored, visit.Contact, nameof(Channel.Visit), "", "", "visit", $"{visit.Outcome}", visit.At),
        LetterMailed letter => Made(stored, letter.Contact, nameof(Channel.Letter), nameof(Purpose.Collection), "", "posted", letter.Template),
        LetterPosted letter => Made(stored, letter.Contact, nameof(Channel.Letter), nameof(Purpose.LegalNotice), "", "posted", $"answer by {Text(letter.AnswerBy)}"),
        _ => null,
    };

    private static string[] Made(
        StoredFact stored, string contact, string channel, string purpose, string party, string what, string result, DateTimeOffset? at = null) =>
        [Text(stored.Sequence), Text(stored.At), stored.By, contact, channel, purpose, party, what, result, at is { } instant ? Text(instant) : ""];

    internal static byte[] Write(string[] header, IEnumerable<string[]> rows)
    {
        using var target = new MemoryStream();

        // Spreadsheets must not take a field of the bank's file for a formula.
        using (var csv = CsvWriter.Create(target, new CsvWriterOptions { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(header)) csv.WriteRecord(row);
        }

        return target.ToArray();
    }

    private static string Text(Money amount) => amount.Amount.ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
