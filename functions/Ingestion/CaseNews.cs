using Collections.Functions.Cases;
using Collections.Functions.Cases.Store;
using Collections.Functions.Ingestion.Comparison;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Records news on the case that it belongs to: the account's present one, or for what is known from an earlier spell, that one.</summary>
public sealed class CaseNews(CaseCommands commands, CaseRules rules, ICaseStreams streams, RecordedFacts recorded, TouchedAccounts touched, TimeProvider clock)
{
    private const string By = "system";

    /// <param name="wake">False while the case is being opened.</param>
    /// <returns>Updated: recorded from this source; Unchanged: it was known, or of no use; null: it cannot be recorded (yet).</returns>
    public async Task<ImportOutcome?> RecordAsync(AccountNews news, AccountCase current, CancellationToken cancellation, bool wake = true)
    {
        ArgumentNullException.ThrowIfNull(news);
        ArgumentNullException.ThrowIfNull(current);

        // The case may act on it before the bank's next snapshot knows.
        if (news.Fact is PaymentReceived or PaymentReversed or CaseClosed) await touched.TouchAsync(news.Institution, news.Account, news.Date, cancellation);
        if (news.Fact is PaymentReversed reversed)
            return await HolderAsync(current, $"payment-{reversed.Payment}", cancellation) is { } holder ? await RecordAsync(news, holder, wake, cancellation) : null;

        // The same may have come while the account was in a spell before.
        if (current.Spell > 1 && await HolderAsync(current, news.Command, cancellation) is { } before && before != current.Case) return ImportOutcome.Unchanged;
        return await RecordAsync(news, current.Case, wake, cancellation);
    }

    /// <summary>
    /// What was paid on the spell before, and after the day that the new spell's snapshot tells of, lowers the new spell's balance too. It is done twice: by whoever
    /// opens the spell, and by whoever recorded a payment on a spell that was no longer the present one when he was done.
    /// </summary>
    public async Task CarryAsync(string institution, AccountKey account, CaseKey from, AccountCase to, CancellationToken cancellation, bool wake = true)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (await streams.LoadAsync(from, cancellation) is not { } before || await streams.LoadAsync(to.Case, cancellation) is not { } present) return;
        foreach (var payment in before.State.Balance.Payments.Where(payment => payment.PaidOn > present.State.Balance.Position.BusinessDate))
        {
            var carried = new AccountNews(
                institution, account, payment.Id, payment.PaidOn, new PaymentReceived(payment.Id, payment.Amount, payment.PaidOn, "carried", "carried", CarriedFrom: from), payment.Amount);
            await touched.TouchAsync(institution, account, payment.PaidOn, cancellation);
            await RecordAsync(carried, to.Case, wake, cancellation);
        }
    }

    private async Task<ImportOutcome?> RecordAsync(AccountNews news, CaseKey key, bool wake, CancellationToken cancellation)
    {
        IReadOnlyList<Fact>? facts = null;
        var result = await commands.ExecuteAsync(key, news.Command, By, state => (facts = NewsRules.Facts(rules.View(state, clock.GetUtcNow()), news.Fact)) ?? [], cancellation, wake);
        if (facts is null) return null;
        if (result.Recorded) return ImportOutcome.Updated;

        // A case that has no use for it may have none because it has it already: a file that is taken again counts the same.
        if (facts.Count == 0 && !await streams.IsRecordedAsync(key, news.Command, cancellation)) return ImportOutcome.Unchanged;
        var known = await recorded.FindAsync<Fact>(result.State, news.Command, cancellation);
        return AccountNews.SourceOf(known) == news.Source ? ImportOutcome.Updated : ImportOutcome.Unchanged;
    }

    /// <summary>The case, of this spell or one before, on which a command is recorded.</summary>
    private async Task<CaseKey?> HolderAsync(AccountCase current, string command, CancellationToken cancellation)
    {
        for (CaseKey? key = current.Case; key is { } at;)
        {
            if (await streams.IsRecordedAsync(at, command, cancellation)) return at;
            if (current.Spell == 1) return null;
            key = (await streams.ReadAsync(at, 1, 1, cancellation)) is [{ Fact: CaseOpened opened }] ? opened.Previous : null;
        }

        return null;
    }
}
