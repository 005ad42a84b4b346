using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;

namespace Collections.Bench.Chaos;

/// <summary>Holds what is stored against what was delivered, paid and commanded from outside: each of it has its effect, and has it once.</summary>
internal sealed class EffectCheck(ChaosReport report, KeyRing keys)
{
    /// <summary>The bank adds more than this, or nothing: what the profile takes for accrual is less.</summary>
    private const decimal MostAccrued = 1.005m;

    private readonly Dictionary<CaseKey, CaseStream> streams = [];

    public void Take(AuditedStream stream, IReadOnlyList<StoredFact> facts)
    {
        if (facts is [{ Fact: CaseOpened opened }, ..]) streams[stream.Key] = new CaseStream(opened.Account, facts);
    }

    /// <summary>
    /// Every row that is new or changed is told to its account's case once, one that only brings another day at most once, and the index stands where the
    /// last file says, for all of them.
    /// </summary>
    /// <param name="index">By account.</param>
    public int Files(IReadOnlyList<Delivery> deliveries, IReadOnlyList<ImportReport> reports, IReadOnlyDictionary<AccountKey, IndexEntry> index)
    {
        var rows = 0;
        var before = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var delivery in deliveries)
        {
            foreach (var file in (ExportText[])[delivery.Payments, delivery.Snapshot])
            {
                var told = reports.Where(one => one.Name == file.DataName).ToList();
                var stands = string.Join(", ", told.Select(one => $"{one.Status} with {one.Rejected} rejected ({string.Join(", ", one.Reasons.Select(reason => reason.Code))})"));
                report.Expect(told is [{ Status: ImportStatus.Completed, Rejected: 0 }], $"{file.DataName} is not completed: {stands}.");
            }

            var import = reports.FirstOrDefault(one => one.Name == delivery.Snapshot.DataName)?.Id;
            var facts = streams.Values.GroupBy(stream => stream.Account).ToDictionary(
                account => account.Key, account => account.Sum(stream => stream.Facts.Count(stored => import is not null && ImportOf(stored.Fact) == import)));
            foreach (var (number, overdue) in delivery.Overdue)
            {
                var account = keys.Account(ChaosBank.Institution, number);
                rows++;
                var told = facts.GetValueOrDefault(account);
                var isNews = !before.TryGetValue(number, out var last) || overdue < last || overdue > last * MostAccrued;
                report.Expect(told == 1 || (told == 0 && !isNews), $"{delivery.Snapshot.DataName}: account {account} has {told} facts of its row.");
                before[number] = overdue;
                if (delivery != deliveries[^1]) continue;
                var stands = index.GetValueOrDefault(account);
                report.Expect(
                    stands?.Figures.Overdue == (long)(overdue * 100) && stands.BusinessDate == delivery.Day && !stands.Gone,
                    $"Account {account} stands at {stands?.Figures.Overdue} hundredths as of {stands?.BusinessDate:yyyy-MM-dd}, the last file says {overdue}.");
            }
        }

        return rows;
    }

    /// <summary>Every payment is recorded once, whether it came by message, by file or by both; one that came before its account waits in suspense.</summary>
    /// <param name="suspense">Row keys of table <c>Suspense</c>.</param>
    /// <returns>How many wait.</returns>
    public int Payments(IReadOnlyList<BankPayment> payments, HashSet<string> suspense)
    {
        var waiting = 0;
        var received = streams.Values.SelectMany(stream => stream.Facts).Select(stored => stored.Fact).OfType<PaymentReceived>().ToLookup(paid => paid.Payment);
        foreach (var payment in payments)
        {
            var id = keys.Derive("payment", ChaosBank.Institution, payment.Id);
            var found = received[id].ToList();
            if (found.Count == 0 && suspense.Contains($"{keys.Account(ChaosBank.Institution, payment.Account)}|payment|{id}"))
            {
                waiting++;
                continue;
            }

            report.Expect(found is [var one] && one.Amount.Amount == payment.Amount, $"Payment {payment.Id} of {payment.Amount} is recorded {found.Count} times.");
        }

        report.Expect(received.Count + waiting == payments.Count, $"{received.Count} payments are recorded and {waiting} in suspense, {payments.Count} were made.");
        return waiting;
    }

    /// <summary>Every command that was answered with yes is recorded once, one that was refused is not.</summary>
    public void Commands(IReadOnlyList<AnsweredCommand> commands)
    {
        foreach (var command in commands)
        {
            var facts = streams.TryGetValue(command.Case, out var stream) ? stream.Facts.Where(stored => stored.Command == command.Command).ToList() : [];
            var count = facts.Count(stored => stored.Fact is Functions.Negotiation.PromiseMade or ApprovalDecided or Functions.Contact.CallRecorded);
            var expected = command.IsTaken && command.Kind != "contacts" ? 1 : 0;
            report.Expect(count == expected, $"Command {command.Command} ({command.Kind}, answered {command.Status}) on case {command.Case} is recorded {count} times.");
        }
    }

    private static string? ImportOf(Fact fact) => fact switch
    {
        CaseOpened opened => opened.Import,
        BalanceUpdated updated => updated.Import,
        _ => null,
    };

    private sealed record CaseStream(AccountKey Account, IReadOnlyList<StoredFact> Facts);
}
