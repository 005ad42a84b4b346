using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Contact;

/// <summary>Free text about a debtor: notes, summaries, replies. Facts hold its id; the text itself stands here alone.</summary>
public sealed class DebtorTexts(Tables tables, TimeProvider clock)
{
    /// <summary>Writes a text once; the same id again changes nothing.</summary>
    /// <param name="id">Derived from what caused it, letters and digits.</param>
    /// <param name="kind">What it is: <c>call</c>, <c>visit</c>, <c>reply</c> …</param>
    /// <param name="by">A person's id with the role acted in, or <c>debtor</c>.</param>
    public async Task<string> WriteAsync(DebtorKey debtor, string id, string kind, string text, string by, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = new TableEntity(debtor.Value, DebtorRows.Text(debtor, id)) { ["Kind"] = kind, ["Text"] = text, ["By"] = by, ["At"] = clock.GetUtcNow() };
        try
        {
            await table.AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // A retry of what is written already.
        }

        return id;
    }

    public async Task<DebtorText?> ReadAsync(DebtorKey debtor, string id, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(DebtorRows.Table, cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(debtor.Value, DebtorRows.Text(debtor, id), cancellationToken: cancellation);
        return row.HasValue ? Read(id, row.Value!) : null;
    }

    private static DebtorText Read(string id, TableEntity row) =>
        new(id, row.GetString("Kind")!, row.GetString("Text")!, row.GetString("By")!, row.GetDateTimeOffset("At")!.Value);
}

public sealed record DebtorText(string Id, string Kind, string Text, string By, DateTimeOffset At);
