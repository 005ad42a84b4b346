using Collections.Functions.Approvals;
using Collections.Functions.Cases;
using Collections.Functions.Ingestion;
using Collections.Functions.Platform;
using Collections.Functions.Reporting.SelfAudit;

namespace Collections.Bench.Chaos;

/// <summary>Holds what is stored against what was delivered, paid and commanded from outside: each of it has its effect, and has it once.</summary>
internal sealed class EffectCheck(ChaosReport report, KeyRing keys)
{
    private readonly Dictionary<CaseKey, CaseStream> streams = [];

    public void Take(AuditedStream stream, IReadOnlyList<StoredFact> facts)
    {
        if (facts is [{ Fact: CaseOpened opened }, ..]) streams[stream.Key] = new CaseStream(opened.Account, opened.Spell, facts);
    }

    /// <summary>Every row of every file is told to its account's case once, and a case stands where the last file says.</summary>
    public int Files(IReadOnlyList<Delivery> deliveries, IReadOnlyList<ImportReport> reports)
    {
        var rows = 0;
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
                report.Expect(facts.GetValueOrDefault(account) == 1, $"{delivery.Snapshot.DataName}: account {account} has {facts.GetValueOrDefault(account)} facts of its row.");
                if (delivery == deliveries[^1]) report.Expect(StandsAt(account) == overdue, $"Account {account} stands at {StandsAt(account)}, the last file says {overdue}.");
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

    private decimal? StandsAt(AccountKey account) => streams.Values.Where(stream => stream.Account == account).MaxBy(stream => stream.Spell)?.Facts.Select(stored => stored.Fact switch
    {
        CaseOpened opened => opened.Position.Overdue.Amount,
        BalanceUpdated updated => updated.Position.Overdue.Amount,
        _ => (decimal?)null,
    }).Last(amount => amount is not null);

    private static string? ImportOf(Fact fact) => fact switch
    {
        CaseOpened opened => opened.Import,
        BalanceUpdated updated => updated.Import,
        _ => null,
    };

    private sealed record CaseStream(AccountKey Account, int Spell, IReadOnlyList<StoredFact> Facts);
}
