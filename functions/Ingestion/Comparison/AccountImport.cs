using System.Globalization;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Contact.Parties;
using Collections.Functions.Contact.Suspensions;
using Collections.Functions.Legal.Collaterals;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Comparison;

/// <summary>
/// What one account's row, or its absence, means for its case, by R1.6. Everything is derived from the index as it was before the file and from the
/// row, and recorded under command ids made of content and account: doing it again after a crash anywhere changes nothing and counts the same.
/// </summary>
public sealed class AccountImport(CaseCommands commands, RecordedFacts recorded, DebtorProfiles debtors, DebtorCases debtorCases, DebtorParties parties, AccountCards cards, Accounts accounts, Suspense suspense, CaseNews news,
    TouchedAccounts touched, IStrategyBook strategies, KeyRing keys, WorkingCalendar calendar)
{
    private const string By = "system";

    /// <summary>An account that the file has.</summary>
    /// <returns>The account's new index entry, the old one if nothing is to be remembered, or null for an account without a case.</returns>
    public async Task<(IndexEntry? Entry, ImportOutcome Outcome)> PresentAsync(
        IndexEntry? known, StagedAccount staged, AccountScope scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(staged);
        ArgumentNullException.ThrowIfNull(scope);
        if (staged.Moved) return (null, ImportOutcome.Nothing);
        if (staged.Touched && (known?.Import == scope.Tag || staged.Figures is null))
        {
            // The case is not asked this time: the next snapshot has to.
            await touched.TouchAsync(scope.Profile.Institution, staged.AccountKey, scope.BusinessDate, cancellation);
        }

        if (known?.Import == scope.Tag) return (known, known.Outcome);
        if (staged.Figures is not { } figures) return (known, ImportOutcome.Nothing);
        if (known is null && await FormerAsync(staged, cancellation) is { } former) return await AdoptAsync(former, staged, scope, cancellation);
        if (known is null ? scope.Superseded || !figures.IsOverdue : known.IsNewerThan(scope.BusinessDate, scope.Sequence)) return (known, ImportOutcome.Unchanged);
        if (staged.Row is not { } row) return (Quiet(known, figures, scope), ImportOutcome.Unchanged);
        return known is null ? await OpenAsync(1, null, staged, row, scope, cancellation) : await ChangedAsync(known, staged, row, scope, cancellation);
    }

    /// <summary>Nothing but another day: no case is told, the next one that acts asks.</summary>
    private static IndexEntry Quiet(IndexEntry? known, in AccountFigures figures, AccountScope scope) => known?.Figures.Print == figures.Print
        ? known with { Figures = figures, BusinessDate = scope.BusinessDate, Sequence = scope.Sequence, Import = scope.Tag, Outcome = ImportOutcome.Unchanged }
        : throw new InvalidOperationException("The index has changed since the file was planned: it has to be planned anew.");

    /// <summary>The case that an account had under its former number.</summary>
    private async Task<AccountCase?> FormerAsync(StagedAccount staged, CancellationToken cancellation)
    {
        if (staged.Former is not { } former) return null;
        return await accounts.FindAsync(staged.AccountKey, cancellation) ?? await accounts.FindAsync(new AccountKey(Hexadecimal.Text(former)), cancellation);
    }

    /// <summary>A case that the index does not have under this account goes on as the account's: its number has changed, or the index was lost.</summary>
    private async Task<(IndexEntry? Entry, ImportOutcome Outcome)> AdoptAsync(AccountCase current, StagedAccount staged, AccountScope scope, CancellationToken cancellation)
    {
        var known = Entry(staged, current, scope) with { BusinessDate = DateOnly.MinValue };
        List<string> changes = ["account"];
        if (staged.Former is not null)
        {
            await accounts.SaveAsync(staged.AccountKey, scope.Profile.Institution, current, cancellation);
            var renumbered = new AccountRenumbered(staged.AccountKey, scope.Import);
            await commands.ExecuteAsync(current.Case, $"renumbered-{staged.AccountKey}", By, _ => [renumbered], cancellation);
        }

        return await ChangedAsync(known, known.Prints, changes, staged, staged.Row!, scope, cancellation);
    }

    private Task<(IndexEntry? Entry, ImportOutcome Outcome)> ChangedAsync(IndexEntry known, StagedAccount staged, AccountRow row, AccountScope scope, CancellationToken cancellation)
    {
        var prints = RowPrints.Of(staged.Key, row);
        var changes = RowPrints.Changes(known, prints, staged.Figures!.Value, scope.BusinessDate, scope.Profile);
        return ChangedAsync(known, prints, changes, staged, row, scope, cancellation);
    }

    private async Task<(IndexEntry? Entry, ImportOutcome Outcome)> ChangedAsync(
        IndexEntry known, RowPrints prints, IReadOnlyList<string> changes, StagedAccount staged, AccountRow row, AccountScope scope, CancellationToken cancellation)
    {
        var figures = staged.Figures!.Value;
        var entry = known with { Prints = prints, Figures = figures, BusinessDate = scope.BusinessDate, Sequence = scope.Sequence, Import = scope.Tag, Outcome = ImportOutcome.Unchanged };
        if (changes.Count == 0 && row.IsOverdue && known is { Gone: false, Absent: 0 } && !staged.Touched) return (entry, ImportOutcome.Unchanged);
        if (changes.Any(change => change is "contactPoints" or "debtor" or "account" or "terms")) await SaveDebtorAsync(row, staged.AccountKey, scope, cancellation);
        var told = await TellAsync(known, row, changes, scope, cancellation);
        if (told == Told.NewSpell) return await OpenAsync(known.Spell + 1, known.CaseKey, staged, row, scope, cancellation);

        var outcome = Outcome(known, row, changes, told);
        return (entry with { Absent = 0, Gone = !row.IsOverdue || told == Told.Exited || (known.Gone && told == Told.Nothing), Outcome = outcome }, outcome);
    }

    /// <summary>An account that a complete snapshot does not have.</summary>
    public async Task<(IndexEntry? Entry, ImportOutcome Outcome)> AbsentAsync(IndexEntry known, AccountScope scope, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(scope);
        if (known.Import == scope.Tag) return (known, known.Outcome);
        var isOld = known.IsNewerThan(scope.BusinessDate, scope.Sequence) || (known.BusinessDate == scope.BusinessDate && known.Absent > 0);
        if (known.Gone || isOld) return (known, ImportOutcome.Nothing);

        if (scope.Profile.Absence == AbsenceMeaning.Unchanged) return (Confirmed(known, scope), ImportOutcome.Nothing);
        var result = await commands.ExecuteAsync(known.CaseKey, scope.Command(known.AccountKey), By, state => state.IsOpen && state.Account == known.AccountKey ? [Away(known, state, scope)] : [], cancellation);

        // The case has gone on under another number: there is nothing to remember under this one.
        if (result.State.Account != known.AccountKey) return (null, ImportOutcome.Nothing);
        var outcome = result.State switch
        {
            { Closed: ClosingReason.JudicialEnd or ClosingReason.Sold or ClosingReason.WrittenOff or ClosingReason.ClosedByBank } => ImportOutcome.Nothing,
            { IsOpen: false } or { Overdue.IsPositive: false } or { Balance.PresumedCured: true } => ImportOutcome.Cured,
            _ => ImportOutcome.Unclear,
        };
        var entry = known with
        {
            BusinessDate = scope.BusinessDate,
            Sequence = scope.Sequence,
            Absent = known.Absent + 1,
            Gone = outcome != ImportOutcome.Unclear,
            Import = scope.Tag,
            Outcome = outcome,
        };
        return (entry, outcome);
    }

    private static Fact Away(IndexEntry known, CaseState state, AccountScope scope) => scope.Profile.Absence == AbsenceMeaning.Cured
        ? new BalanceUpdated(Cured(state.Balance.Position) with { BusinessDate = scope.BusinessDate }, state.RiskInputs, ["cured"], scope.Import)
        : new AbsentFromSnapshot(scope.BusinessDate, scope.Import, known.Absent + 1 >= scope.Profile.PresumedCuredAfter);

    /// <summary>A bank that sends only what changed says of all others that they stand as they stood, a few days later.</summary>
    private static IndexEntry Confirmed(IndexEntry known, AccountScope scope) => known with
    {
        Figures = known.Figures with { DaysPastDue = known.Figures.DaysPastDue + scope.BusinessDate.DayNumber - known.BusinessDate.DayNumber },
        BusinessDate = scope.BusinessDate,
        Sequence = scope.Sequence,
        Import = scope.Tag,
        Outcome = ImportOutcome.Nothing,
    };

    private static ImportOutcome Outcome(IndexEntry known, AccountRow row, IReadOnlyList<string> changes, Told told)
    {
        if (!row.IsOverdue) return known.Gone ? ImportOutcome.Unchanged : ImportOutcome.Cured;
        if (told is Told.Nothing or Told.Exited) return ImportOutcome.Unchanged;
        return told == Told.Returned || changes.Count > 0 || known.Gone || known.Absent > 0 ? ImportOutcome.Updated : ImportOutcome.Unchanged;
    }

    private enum Told { Nothing, Exited, Balance, Returned, NewSpell }

    private async Task<Told> TellAsync(IndexEntry known, AccountRow row, IReadOnlyList<string> changes, AccountScope scope, CancellationToken cancellation)
    {
        var told = Told.Nothing;
        var command = scope.Command(known.AccountKey);
        var result = await commands.ExecuteAsync(known.CaseKey, command, By, state =>
        {
            told = Answer(state, row, scope.Profile);
            var position = row.IsOverdue ? row.Position : Cured(row.Position);
            IReadOnlyList<string> named = known.Absent > 0 || known.Gone || told == Told.Returned ? ["returned", .. changes] : changes;
            var pledge = PledgeOf(row, scope);
            var updated = new BalanceUpdated(position, row.Risk, named, scope.Import, pledge == state.Collateral.Pledged ? null : pledge);
            return told switch
            {
                Told.Balance => [updated],
                Told.Returned => [updated, new CaseReopened("returned-in-snapshot")],
                _ => [],
            };
        }, cancellation);
        if (result.Recorded || told is not (Told.Balance or Told.Returned)) return told;

        // Recorded before the crash that made us come again: the facts tell what was answered then.
        return await recorded.AnyAsync<CaseReopened>(result.State, command, cancellation) ? Told.Returned : Told.Balance;
    }

    private Told Answer(CaseState state, AccountRow row, InstitutionProfile profile)
    {
        if (state.IsOpen) return row.Position.BusinessDate < state.Balance.Position.BusinessDate ? Told.Nothing : Told.Balance;
        if (!row.IsOverdue || state.Closed == ClosingReason.JudicialEnd) return Told.Nothing;
        if (IsBeforeExit(state, row) || IsWrittenOffHere(state)) return Told.Exited;
        if (!WasEstimate(state)) return Told.NewSpell;
        if (IsCovered(state, row)) return Told.Nothing;
        return row.Position.BusinessDate <= LastReturn(state, profile) ? Told.Returned : Told.NewSpell;
    }

    /// <summary>Calendar days in which the core system books what a kept settlement let off.</summary>
    private const int BookingDays = 30;

    /// <summary>Written off by two people here: until the bank books it too the account stays in its files, and its claim stays with this case. (R3.9)</summary>
    private static bool IsWrittenOffHere(CaseState state) => state is { Closed: ClosingReason.WrittenOff, WriteOff.Booked: not null };

    /// <summary>The bank's books of a day may still have what it says in the same night to have left them, and those of some days what a settlement let off.</summary>
    private static bool IsBeforeExit(CaseState state, AccountRow row) =>
        state.ExitedOn is { } exited && row.Position.BusinessDate <= exited.AddDays(state.Closed == ClosingReason.Settled ? BookingDays : 0);

    /// <summary>Closed without a snapshot that said so: on our own estimate after a payment, or on the presumption of two absences.</summary>
    private static bool WasEstimate(CaseState state) => state.Closed switch
    {
        ClosingReason.PresumedCured => true,
        ClosingReason.Cured or ClosingReason.PaidOff => state.Balance.Position.Overdue.IsPositive,
        _ => false,
    };

    /// <summary>What was paid after the row's day pays all that the row says: it tells nothing against the estimate.</summary>
    private static bool IsCovered(CaseState state, AccountRow row) =>
        state.Closed != ClosingReason.PresumedCured && state.Balance.PaidBetween(row.Position.BusinessDate.AddDays(1), DateOnly.MaxValue) >= row.Position.Overdue;

    private DateOnly LastReturn(CaseState state, InstitutionProfile profile) =>
        calendar.Add(BusinessTime.DayOf(state.ClosedAt ?? state.OpenedAt), profile.ReturnWithinBusinessDays);

    /// <summary>Nothing is past due any more, whatever the row's parts still say of amounts due later.</summary>
    private static AccountPosition Cured(AccountPosition position)
    {
        var zero = Money.Zero(position.Overdue.Currency);
        return position with { Overdue = zero, Principal = zero, Interest = zero, PenaltyInterest = zero, Fees = zero };
    }

    private async Task<(IndexEntry? Entry, ImportOutcome Outcome)> OpenAsync(
        int spell, CaseKey? previous, StagedAccount staged, AccountRow row, AccountScope scope, CancellationToken cancellation)
    {
        // The debtor first: the case may want to write to him as soon as it is open.
        await SaveDebtorAsync(row, staged.AccountKey, scope, cancellation);
        var (institution, account) = (scope.Profile.Institution, staged.AccountKey);
        var key = keys.Case(institution, row.AccountNumber, spell);
        var debtor = DebtorOf(row, scope);
        var placed = await strategies.PlaceAsync(institution, debtor, row.Product, row.Region, cancellation);
        var opened = new CaseOpened
        {
            Key = key,
            Institution = institution,
            Account = account,
            Debtor = debtor,
            Spell = spell,
            Previous = previous,
            Product = row.Product,
            Region = row.Region,
            Language = row.Language,
            Position = row.Position,
            Risk = row.Risk,
            BalanceMaxAgeDays = scope.Profile.BalanceMaxAgeDays ?? scope.Profile.BalanceMaxAgeWorkingDays,
            BalanceAgesInWorkingDays = scope.Profile.BalanceMaxAgeDays is null,
            Strategy = placed.Strategy,
            Arm = placed.Arm,
            Import = scope.Import,
            Pledge = PledgeOf(row, scope),
        };
        await debtorCases.NoteAsync(opened.Debtor, key, cancellation);
        var current = new AccountCase(key, spell);
        var isNew = await commands.OpenAsync(opened, scope.Command(account), By, cancellation, async token =>
        {
            // In this order: what comes meanwhile either finds the account or is found waiting.
            await accounts.SaveAsync(account, institution, current, token);
            if (previous is { } before) await news.CarryAsync(institution, account, before, current, token, wake: false);
            await suspense.ApplyAsync(scope.Waiting[account], current, token, wake: false);
        });
        if (isNew) return (Entry(staged, current, scope), ImportOutcome.Opened);

        // The index has lost an account that has a case: it is found again under its last one.
        return await AdoptAsync(await accounts.FindAsync(account, cancellation) ?? current, staged, scope, cancellation);
    }

    private static IndexEntry Entry(StagedAccount staged, AccountCase current, AccountScope scope) => new()
    {
        Account = staged.Key,
        Case = Hexadecimal.Parse(current.Case.Value),
        Spell = current.Spell,
        Product = staged.Row!.Product,
        Prints = RowPrints.Of(staged.Key, staged.Row),
        Figures = staged.Figures!.Value,
        BusinessDate = scope.BusinessDate,
        Sequence = scope.Sequence,
        Import = scope.Tag,
        Outcome = ImportOutcome.Opened,
    };

    private DebtorKey DebtorOf(AccountRow row, AccountScope scope) => keys.Debtor(scope.Profile.Institution, row.DebtorNumber);

    private async Task SaveDebtorAsync(AccountRow row, AccountKey account, AccountScope scope, CancellationToken cancellation)
    {
        var debtor = DebtorOf(row, scope);
        if (row.EmergencyContact is { } contact) await parties.TakeInAsync(debtor, contact, cancellation);
        await debtors.TakeInAsync(debtor, ProfileOf(row), cancellation);
        await cards.SaveAsync(debtor, account, new AccountCard(OrNull(row.ContractNumber), OrNull(row.CardNumber), OrNull(row.OverdueReason)), cancellation);
    }

    private Pledge? PledgeOf(AccountRow row, AccountScope scope) => row.Pledge is { } asset
        ? new Pledge(asset.Kind, asset.Value, keys.Derive("collateral", scope.Profile.Institution, row.AccountNumber, asset.Number))
        : null;

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static DebtorProfile ProfileOf(AccountRow row) => new()
    {
        Name = row.DebtorName,
        Kind = row.Kind ?? DebtorKind.Person,
        Phones = row.Mobile.Length == 0 ? [] : [new DebtorPhone(row.Mobile, PhoneKind.Mobile)],
        Email = row.Email.Length == 0 ? null : row.Email,
        Address = row.Address.Length == 0 ? null : row.Address,
        Language = row.Language,
        Region = row.Region,
        MaskedId = row.IdNumber.Length == 0 ? null : row.IdNumber,
    };
}

/// <summary>The file that accounts are compared with.</summary>
/// <param name="Content">Names the file's content; part of every command id.</param>
public sealed record AccountScope(InstitutionProfile Profile, string Import, string Content, DateOnly BusinessDate, int Sequence, bool Superseded)
{
    /// <summary>News that waits for accounts of the shard at hand.</summary>
    public ILookup<AccountKey, SuspendedItem> Waiting { get; init; } = Array.Empty<SuspendedItem>().ToLookup(item => item.News.Account);

    public ulong Tag { get; } = ImportReports.TagOf(Import);

    public string Command(AccountKey account) => string.Create(CultureInfo.InvariantCulture, $"import-{Content}-{account}");
}
