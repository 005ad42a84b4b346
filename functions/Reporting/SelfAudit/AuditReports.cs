using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;

namespace Collections.Functions.Reporting.SelfAudit;

/// <summary>What an audit looked at and found.</summary>
/// <param name="Found">How many violations; <paramref name="Violations"/> has the first of them.</param>
/// <param name="DurationMilliseconds">On the technical clock.</param>
public sealed record AuditReport(DateOnly Date, DateTimeOffset At, long Cases, long Facts, long Contacts, long Found, IReadOnlyList<Violation> Violations, long DurationMilliseconds);

/// <summary>The reports of the audits: blobs <c>audits/{date}.json</c>.</summary>
public sealed class AuditReports(Blobs blobs)
{
    private const string Container = "audits";

    public async Task SaveAsync(AuditReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var container = await blobs.GetAsync(Container, cancellation);
        await container.GetBlobClient(NameOf(report.Date)).UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(report, CollectionsJson.Options)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } }, cancellation);
    }

    public async Task<AuditReport?> FindAsync(DateOnly date, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        try
        {
            var found = await container.GetBlobClient(NameOf(date)).DownloadContentAsync(cancellation);
            return JsonSerializer.Deserialize<AuditReport>(found.Value.Content, CollectionsJson.Options);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Dates of which there is a report, the latest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> DatesAsync(CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        var dates = new List<DateOnly>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellation))
        {
            if (DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(blob.Name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) dates.Add(date);
        }

        return [.. dates.OrderDescending()];
    }

    private static string NameOf(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + ".json";
}
