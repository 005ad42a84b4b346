using System.Globalization;
using Azure.Data.Tables;
using Collections.Functions.Cases;
using Collections.Functions.Platform;

namespace Collections.Functions.Agencies;

/// <summary>
/// Table <c>Placements</c>: which cases an agency has and had, for scorecards, limits and the emergency stop. A projection of the facts, written with their messages: twice is once.
/// </summary>
public sealed class PlacementBoard(Tables tables)
{
    private const string Table = "Placements";

    public async Task TakeAsync(CaseKey key, string institution, StoredFact stored, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var (agency, placement, values) = stored.Fact switch
        {
            PlacedWithAgency placed => (placed.Agency, placed.Placement, new Dictionary<string, object> { ["From"] = Text(BusinessTime.DayOf(stored.At)), ["Until"] = Text(placed.Until), ["Share"] = placed.FeeShare.ToString(CultureInfo.InvariantCulture) }),
            PlacementRecalled recalled => (recalled.Agency, recalled.Placement, new Dictionary<string, object> { ["Ended"] = Text(BusinessTime.DayOf(stored.At)), ["Because"] = recalled.Because }),
            _ => (null, "", []),
        };
        if (agency is null) return;
        var row = new TableEntity(PartitionOf(institution, agency), $"{key.Value}|{placement}");
        foreach (var (name, value) in values) row[name] = value;
        await (await tables.GetAsync(Table, cancellation)).UpsertEntityAsync(row, TableUpdateMode.Merge, cancellation);
    }

    public async Task<IReadOnlyList<PlacementRow>> ListAsync(string institution, string agency, CancellationToken cancellation)
    {
        var rows = new List<PlacementRow>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionOf(institution, agency)}");
        await foreach (var row in (await tables.GetAsync(Table, cancellation)).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            // The end may be told before the beginning; then the beginning is on its way.
            if (row.GetString("From") is not { } from) continue;
            var ended = row.GetString("Ended");
            rows.Add(new PlacementRow(
                new CaseKey(row.RowKey[..32]), row.RowKey[33..], Day(from), Day(row.GetString("Until")!), decimal.Parse(row.GetString("Share")!, CultureInfo.InvariantCulture),
                ended is null ? null : Day(ended), row.GetString("Because")));
        }

        return rows;
    }

    private static string PartitionOf(string institution, string agency) => $"{institution}|{agency}";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Ended">Day on which it was taken back; null: the agency has it.</param>
public sealed record PlacementRow(CaseKey Case, string Placement, DateOnly From, DateOnly Until, decimal Share, DateOnly? Ended, string? Because);
