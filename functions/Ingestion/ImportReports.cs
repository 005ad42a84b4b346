using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Import reports in table <c>Imports</c>: partition institution and month, row business date and file id. An import's id names institution, date and
/// file, so that a report is a point read.
/// </summary>
public sealed class ImportReports(Tables tables)
{
    public const string Table = "Imports";

    private const string WaitingDay = "waiting";

    /// <summary>Id of a file's import. The same delivery gives the same id.</summary>
    /// <param name="repeat">0 for the first delivery of these bytes under this name.</param>
    public static string IdOf(string institution, string name, Manifest manifest, int repeat)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var day = manifest.BusinessDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return Id(institution, day, string.Create(CultureInfo.InvariantCulture, $"{name}\n{manifest.Sha256.ToLowerInvariant()}\n{manifest.Kind}\n{repeat}"));
    }

    /// <summary>The part of an import's id that tells it from the others of its day.</summary>
    public static ulong TagOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return ulong.Parse(id.AsSpan(id.LastIndexOf('-') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>The id that a tag belongs to.</summary>
    public static string IdOf(string institution, DateOnly businessDate, ulong tag) =>
        string.Create(CultureInfo.InvariantCulture, $"{institution}-{businessDate:yyyyMMdd}-{tag:x16}");

    /// <summary>Id of a file that has no readable marker yet.</summary>
    public static string WaitingId(string institution, string stem) => Id(institution, WaitingDay, stem);

    /// <summary>Id of the report that a day's snapshot is missing.</summary>
    public static string MissingId(string institution, DateOnly day) => Id(institution, day.ToString("yyyyMMdd", CultureInfo.InvariantCulture), "missing");

    /// <summary>Reports of one business date.</summary>
    public async Task<IReadOnlyList<ImportReport>> OfDayAsync(string institution, DateOnly day, CancellationToken cancellation)
    {
        var row = day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return await OfAsync(TableClient.CreateQueryFilter($"PartitionKey eq {MonthOf(institution, day)} and RowKey ge {row + "-"} and RowKey lt {row + "."}"), cancellation);
    }

    /// <summary>Reports of a business date's month.</summary>
    public Task<IReadOnlyList<ImportReport>> OfMonthAsync(string institution, DateOnly day, CancellationToken cancellation) =>
        OfAsync(TableClient.CreateQueryFilter($"PartitionKey eq {MonthOf(institution, day)}"), cancellation);

    public async IAsyncEnumerable<ImportReport> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        await foreach (var entity in table.QueryAsync<TableEntity>(cancellationToken: cancellation)) yield return Read(entity);
    }

    public async Task<ImportReport?> FindAsync(string id, CancellationToken cancellation) => (await FindVersionAsync(id, cancellation))?.Report;

    /// <summary>With the version that <see cref="TrySaveAsync"/> asks for.</summary>
    public async Task<(ImportReport Report, ETag Version)?> FindVersionAsync(string id, CancellationToken cancellation)
    {
        if (Address(id) is not var (partition, row)) return null;
        var table = await tables.GetAsync(Table, cancellation);
        var entity = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, cancellationToken: cancellation);
        return entity.HasValue ? (Read(entity.Value!), entity.Value!.ETag) : null;
    }

    public async Task SaveAsync(ImportReport report, CancellationToken cancellation)
    {
        var entity = Write(report);
        var table = await tables.GetAsync(Table, cancellation);
        await table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Only over the version that was read: false when somebody has written since.</summary>
    public async Task<bool> TrySaveAsync(ImportReport report, ETag version, CancellationToken cancellation)
    {
        var entity = Write(report);
        var table = await tables.GetAsync(Table, cancellation);
        try
        {
            await table.UpdateEntityAsync(entity, version, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            return false;
        }
    }

    public async Task DeleteAsync(string id, CancellationToken cancellation)
    {
        if (Address(id) is not var (partition, row)) return;
        var table = await tables.GetAsync(Table, cancellation);
        await table.DeleteEntityAsync(partition, row, ETag.All, cancellation);
    }

    /// <summary>One page of reports, oldest business date first within an institution.</summary>
    /// <param name="after">The <see cref="ImportPage.Next"/> of the page before.</param>
    public async Task<ImportPage> ListAsync(string? institution, ImportStatus? status, int size, string? after, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        List<string> terms = [];
        if (institution is not null)
        {
            terms.Add(TableClient.CreateQueryFilter($"PartitionKey ge {institution + "|"}"));
            terms.Add(TableClient.CreateQueryFilter($"PartitionKey lt {institution + "}"}"));
        }

        if (status is { } wanted) terms.Add(TableClient.CreateQueryFilter($"Status eq {wanted.ToString()}"));
        var query = table.QueryAsync<TableEntity>(string.Join(" and ", terms), size, cancellationToken: cancellation);
        await foreach (var page in query.AsPages(after, size).WithCancellation(cancellation))
        {
            return new ImportPage([.. page.Values.Select(Read)], page.ContinuationToken);
        }

        return new ImportPage([], null);
    }

    private async Task<IReadOnlyList<ImportReport>> OfAsync(string filter, CancellationToken cancellation)
    {
        var table = await tables.GetAsync(Table, cancellation);
        var found = new List<ImportReport>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) found.Add(Read(entity));
        return found;
    }

    private static string MonthOf(string institution, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{institution}|{day:yyyy-MM}");

    private static TableEntity Write(ImportReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (partition, row) = Address(report.Id) ?? throw new ArgumentException($"'{report.Id}' is not an import's id.", nameof(report));
        return new TableEntity(partition, row)
        {
            ["Institution"] = report.Institution,
            ["Status"] = report.Status.ToString(),
            ["Report"] = JsonSerializer.Serialize(report, CollectionsJson.Options),
        };
    }

    private static ImportReport Read(TableEntity entity) => JsonSerializer.Deserialize<ImportReport>(entity.GetString("Report")!, CollectionsJson.Options)!;

    private static string Id(string institution, string day, string content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 8));
        return $"{institution}-{day}-{hash}";
    }

    private static (string Partition, string Row)? Address(string id)
    {
        if (id.Split('-') is not [var institution, var day, { Length: 16 } hash] || !InstitutionProfiles.IsCode(institution)) return null;
        var isDay = day.Length == 8 && day.All(char.IsAsciiDigit);
        if ((!isDay && day != WaitingDay) || !hash.All(char.IsAsciiHexDigitLower)) return null;
        return (isDay ? $"{institution}|{day[..4]}-{day[4..6]}" : $"{institution}|{WaitingDay}", $"{day}-{hash}");
    }
}

/// <param name="Next">Give it back to get the page after this one; null at the end.</param>
public sealed record ImportPage(IReadOnlyList<ImportReport> Imports, string? Next);
