using System.Text.Json;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Contact;
using Collections.Functions.Platform;
using Collections.Functions.Workbench;

namespace Collections.Functions.FieldVisits;

/// <summary>What a debtor wishes about visits. That he wants none at all is an opt-out of the channel. (R3.3)</summary>
public enum VisitWish { ByAppointmentOnly, CallBefore, AnotherPlace, WeekdaysOnly, Mornings, Evenings, NobodyElseHome }

/// <summary>The debtor said how he wants to be visited; it holds for all that he owes.</summary>
/// <param name="Note">Id of his words in the debtor's partition.</param>
public sealed record VisitWishesStated(IReadOnlyList<VisitWish> Wishes, string? Note = null) : Fact;

/// <summary>The debtors' wishes, in their partitions: shown to whoever plans a visit, on whichever account it was said.</summary>
public sealed class VisitWishes(Tables tables, Casework casework, TimeProvider clock)
{
    /// <summary>What he wishes now takes the place of what he wished before.</summary>
    public async Task<CaseAnswer> StateAsync(CaseKey key, Posted<VisitWishOrder> posted, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(posted);
        List<VisitWish> wishes = [.. posted.Body.Wishes.Distinct().Order()];
        Casework.RefuseLong(posted.Body.Words);
        var debtor = (await casework.ViewAsync(key, cancellation)).State.Debtor;
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var stated = new DebtorVisitWishes(wishes, posted.Body.Words, clock.GetUtcNow(), posted.Caller.By);
        var row = new TableEntity(debtor.Value, DebtorRows.VisitWishes(debtor)) { [DebtorRows.Body] = JsonSerializer.Serialize(stated, CollectionsJson.Options) };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        return await casework.ExecuteAsync(key, posted, posted.Body.Words, "visit-wishes", (_, note) => [new VisitWishesStated(wishes, note)], cancellation);
    }

    /// <summary>Null: he has said nothing.</summary>
    public async Task<DebtorVisitWishes?> OfAsync(DebtorKey debtor, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.VisitWishes(debtor), cancellationToken: cancellation);
        return row.HasValue ? JsonSerializer.Deserialize<DebtorVisitWishes>(row.Value!.GetString(DebtorRows.Body)!, CollectionsJson.Options) : null;
    }
}

/// <param name="Words">As he said it; personal data.</param>
public sealed record DebtorVisitWishes(IReadOnlyList<VisitWish> Wishes, string? Words, DateTimeOffset At, string By);

/// <param name="Words">As he said it; kept with the debtor's data.</param>
public sealed record VisitWishOrder(IReadOnlyList<VisitWish> Wishes, string? Words = null);
