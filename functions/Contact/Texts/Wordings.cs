using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact.Texts;

/// <summary>
/// Which wording a contact gets: never the one that the debtor had last on this channel, whatever case it came from; the same contact gets the same one
/// again. One row a channel in the debtor's partition, under its ETag. (R5.4)
/// </summary>
public sealed class Wordings(Tables tables, DebtorLedgerStore ledger)
{
    private const int Attempts = 20;

    /// <param name="preferred">Taken if it is not the last one.</param>
    public async Task<string> ChooseAsync(DebtorKey debtor, string contact, MessageTemplate template, string? preferred, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(template);
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var key = DebtorRows.Wording(debtor, template.Channel);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, key, cancellationToken: cancellation);
            var last = row.HasValue ? JsonSerializer.Deserialize<LastWording>(row.Value!.GetString(DebtorRows.Body)!, CollectionsJson.Options) : null;
            if (last?.Contact == contact && last.Template == template.Name && template.Variants.ContainsKey(last.Variant)) return last.Variant;
            var before = last is null ? null : await ReachedAsync(debtor, last, cancellation) ? $"{last.Template}-{last.Variant}" : last.Before;
            var variant = Next(template, before, preferred);
            var chosen = new TableEntity(debtor.Value, key)
            {
                [DebtorRows.Body] = JsonSerializer.Serialize(new LastWording(contact, template.Name, variant, before), CollectionsJson.Options),
            };
            try
            {
                if (row.HasValue) await table.UpdateEntityAsync(chosen, row.Value!.ETag, TableUpdateMode.Replace, cancellation);
                else await table.AddEntityAsync(chosen, cancellation);
                return variant;
            }
            catch (RequestFailedException changed) when (changed.Status is 409 or 412)
            {
                // Another contact of the debtor chose at the same time: choose after it.
            }
        }

        throw new InvalidOperationException($"The wordings of debtor {debtor} kept changing.");
    }

    /// <summary>The wording after the last one in the order of ids, round and round; the first for somebody who had none of this template.</summary>
    /// <param name="before">What went out last, as <c>name-variant</c>.</param>
    public static string Next(MessageTemplate template, string? before, string? preferred = null)
    {
        ArgumentNullException.ThrowIfNull(template);
        var ids = template.VariantIds;
        if (preferred is not null && before != $"{template.Name}-{preferred}") return preferred;
        return ids[(ids.ToList().FindIndex(id => before == $"{template.Name}-{id}") + 1) % ids.Count];
    }

    /// <summary>Whether a contact may have got to the debtor: one that was given up before did not use its wording.</summary>
    private async Task<bool> ReachedAsync(DebtorKey debtor, LastWording last, CancellationToken cancellation) =>
        await ledger.FindAsync(debtor, last.Contact, cancellation) is { State: not ContactState.Released };

    /// <param name="Before">What had gone out before it, as <c>name-variant</c>.</param>
    private sealed record LastWording(string Contact, string Template, string Variant, string? Before);
}
