using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>Table <c>Arrivals</c>: which version of each dropped blob has been looked at to the end. Names are kept as hashes: they are the bank's.</summary>
public sealed class Arrivals(Tables tables)
{
    private const string Table = "Arrivals";

    private const string Version = "Version";

    public async Task NoteAsync(string institution, string name, ETag version, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var place = PlaceOf(institution, name);
        await table.UpsertEntityAsync(new TableEntity(place.Institution, place.Name) { [Version] = Text(version) }, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>All of them; a few thousand a year and institution.</summary>
    public async Task<Dictionary<ArrivalPlace, string>> AllAsync(CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var all = new Dictionary<ArrivalPlace, string>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancellation)) all[new ArrivalPlace(row.PartitionKey, row.RowKey)] = row.GetString(Version)!;
        return all;
    }

    public async Task ForgetAsync(ArrivalPlace place, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(place);
        var table = await tables.GetAsync(Table, cancellation);
        await table.DeleteEntityAsync(place.Institution, place.Name, ETag.All, cancellation);
    }

    public static ArrivalPlace PlaceOf(string institution, string name) => new(
        InstitutionProfiles.IsCode(institution) ? institution : "UNKNOWN",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{institution}/{name}")).AsSpan(0, 16)));

    /// <summary>Listings and single answers write the same version with and without quotes.</summary>
    public static string Text(ETag version) => version.ToString("H");
}

/// <param name="Name">Hash of folder and name.</param>
public sealed record ArrivalPlace(string Institution, string Name);
