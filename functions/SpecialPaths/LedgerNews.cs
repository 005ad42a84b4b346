using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Suspensions;

namespace Collections.Functions.SpecialPaths;

/// <summary>What stands in a debtor's ledger and his case does not know yet: it was said of another account before this one asked for anything. Pure.</summary>
public static class LedgerNews
{
    /// <summary>Why a message is given up that was reserved before its case knew.</summary>
    public const string Because = "ledger-news";

    /// <param name="ledger">Null: not known.</param>
    public static IReadOnlyList<Fact> For(CaseState state, DebtorLedger? ledger, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (ledger is null || (ledger.Suspensions.Count == 0 && !ledger.Vulnerable)) return [];
        List<Fact> news = [];
        foreach (var held in ledger.Suspensions)
        {
            if (held.Account is not null || !held.Holds(state.Account, now) || state.Suspensions.Open.Any(open => open.Id == held.Id)) continue;
            news.Add(new SuspensionSet(held.Id, SuspensionRule.GroundOf(held.Kind), true, held.Until, null));
            if (held.Kind == SuspensionKind.Death && state.Paths.Estate is null) news.Add(new DeathRecorded(held.Id, DeathSource.OtherAccount, null));
        }

        return ledger.Vulnerable ? [.. news, .. PathCommands.Vulnerable(state, CareSource.OtherAccount, CareBasis.ExplicitConsent, null)] : news;
    }
}
