using System.Globalization;
using Collections.Functions.Contact;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion.Feeds;

/// <summary>
/// What changed outside collections. The case is told what kind of thing changed; a new address, phone or e-mail goes to the debtor's profile, and a new
/// account number leads to the old one's case. (R1.1)
/// </summary>
public sealed class ChangeFeed(Suspense suspense, DebtorProfiles debtors, Accounts accounts, InstitutionState institutions, Staging staging, KeyRing keys)
    : RowFeed<ChangeRow>(ExportKind.Changes, staging)
{
    protected override ExportField IdField => ExportField.Change;

    protected override string IdOf(ChangeRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{row.AccountNumber}|{row.DebtorNumber}|{row.Change}|{row.ChangedOn:yyyyMMdd}|{row.Value}");

    /// <summary>By debtor where there is one, so that his changes are taken in the order of the file.</summary>
    protected override string PlaceOf(string institution, ChangeRow row) =>
        row.DebtorNumber.Length > 0 ? keys.Debtor(institution, row.DebtorNumber).Value : keys.Account(institution, row.AccountNumber).Value;

    protected override async Task<ImportOutcome> TakeAsync(QueuedFile file, ChangeRow row, CancellationToken cancellation)
    {
        if (row.Change == OutsideChange.AccountNumber) await RenameAsync(file.Institution, row, cancellation);
        var isPersonal = row.Change is OutsideChange.Address or OutsideChange.Phone or OutsideChange.Email;
        if (isPersonal) await ReachAsync(keys.Debtor(file.Institution, row.DebtorNumber), row, cancellation);
        if (row.AccountNumber.Length == 0) return ImportOutcome.Updated;
        var news = new AccountNews(
            file.Institution, keys.Account(file.Institution, row.AccountNumber), keys.Derive("change", file.Institution, IdOf(row)), row.ChangedOn,
            new OutsideChanged(row.Change, row.ChangedOn, file.Import));
        var told = await suspense.TellAsync(news, cancellation);
        return isPersonal ? ImportOutcome.Updated : told;
    }

    private async Task RenameAsync(string institution, ChangeRow row, CancellationToken cancellation)
    {
        var (former, renamed) = (keys.Account(institution, row.AccountNumber), keys.Account(institution, row.Value));
        await institutions.AddMoveAsync(institution, renamed, former, cancellation);
        if (await accounts.FindAsync(former, cancellation) is not { } current || await accounts.FindAsync(renamed, cancellation) is not null) return;
        await accounts.SaveAsync(renamed, institution, current, cancellation);
        await suspense.ApplyAsync(institution, renamed, current, cancellation);
    }

    /// <summary>A debtor without a profile has no case; the file that opens one brings what is new.</summary>
    private async Task ReachAsync(DebtorKey debtor, ChangeRow row, CancellationToken cancellation)
    {
        if (await debtors.LoadAsync(debtor, cancellation) is not { } profile) return;
        await debtors.SaveAsync(debtor, row.Change switch
        {
            OutsideChange.Address => profile with { Address = row.Value },
            OutsideChange.Email => profile with { Email = row.Value },
            _ => profile with { Phones = [new DebtorPhone(row.Value, KindOf(row.Value)), .. profile.Phones.Where(phone => phone.Number != row.Value)] },
        }, cancellation);
    }

    /// <summary>Chinese mobile numbers have eleven digits and begin with 1.</summary>
    private static PhoneKind KindOf(string number) =>
        PhoneNumbers.International(number) is ['+', '8', '6', '1', ..] and { Length: 14 } ? PhoneKind.Mobile : PhoneKind.Home;
}
