using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;

namespace Collections.Functions.Ingestion;

/// <summary>
/// Finds out what an arrived blob makes complete. A file counts as delivered when data and marker are both there, in whatever order they came;
/// until then, and if it is nothing that can be taken, a report says so and nothing else happens. (R1.4)
/// </summary>
public sealed class Deliveries(
    Blobs blobs, InstitutionProfiles profiles, ImportReports reports, InstitutionState institutions, Arrivals arrivals, IntakeDoorbell doorbell, TimeProvider clock)
{
    public const string Container = "exports";

    private const int LargestMarker = 64 * 1024;
    private const int MostRepeats = 1000;

    public async Task ArrivedAsync(string institution, string name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (await VersionAsync(institution, name, cancellation) is not { } version) return;
        await LookAsync(institution, name, cancellation);
        await arrivals.NoteAsync(institution, name, version, cancellation);
    }

    private async Task LookAsync(string institution, string name, CancellationToken cancellation)
    {
        var found = await profiles.FindAsync(institution, cancellation);
        if (found.Profile is not { } profile)
        {
            await RefuseAsync(institution, name, found, cancellation);
            return;
        }

        var format = await profiles.FormatAsync(profile.Format, cancellation);
        if (DeliveryName.Of(format, name) is not { } delivery)
        {
            await ReportAsync(institution, name, ImportStatus.Refused, new ImportReason("not-an-export", DeliveryName.Expected(format)), cancellation);
            return;
        }

        if (delivery.Marker is null) await SelfMarkedAsync(institution, delivery, format, cancellation);
        else await PairAsync(institution, delivery, format, cancellation);
    }

    /// <summary>A data file and its manifest, of which one has come.</summary>
    private async Task PairAsync(string institution, DeliveryName delivery, FormatProfile format, CancellationToken cancellation)
    {
        var (data, marker) = (delivery.Data, delivery.Marker!);
        var markerVersion = await VersionAsync(institution, marker, cancellation);
        var dataVersion = await VersionAsync(institution, data, cancellation);
        if (dataVersion is null && markerVersion is not null && delivery.AsCorrection(format).Data is var other && other != data)
        {
            dataVersion = await VersionAsync(institution, other, cancellation);
            if (dataVersion is not null) data = other;
        }

        if (dataVersion is null && markerVersion is null) return;
        if (markerVersion is null && RejectFiles.IsOurs(data)) return;
        if (markerVersion is null)
            await ReportAsync(institution, data, ImportStatus.Waiting, new ImportReason("waiting-for-marker", $"The file is there, its marker {marker} is not."), cancellation);
        else if (dataVersion is null)
            await ReportAsync(institution, data, ImportStatus.Waiting, new ImportReason("waiting-for-file", $"The marker {marker} is there, its file is not."), cancellation);
        else await MarkedAsync(institution, data, marker, $"{markerVersion}", $"{dataVersion}", cancellation);
    }

    private async Task MarkedAsync(string institution, string data, string marker, string markerVersion, string dataVersion, CancellationToken cancellation)
    {
        var manifest = Manifest.Read(await MarkerAsync(institution, marker, cancellation), out var fault);
        if (manifest is not null && manifest.Institution != institution)
            fault = $"The manifest is of institution '{(InstitutionProfiles.IsCode(manifest.Institution) ? manifest.Institution : "?")}', the folder of {institution}.";
        if (manifest is null || fault is not null)
            await ReportAsync(institution, data, ImportStatus.Held, new ImportReason("manifest", fault!), cancellation, new Delivery(markerVersion, dataVersion));
        else await CompleteAsync(institution, data, manifest, markerVersion, dataVersion, cancellation);
    }

    /// <summary>A file that ends in its marker. What was replaced meanwhile is looked at when its replacement arrives.</summary>
    private async Task SelfMarkedAsync(string institution, DeliveryName delivery, FormatProfile format, CancellationToken cancellation)
    {
        if (await VersionAsync(institution, delivery.Data, cancellation) is not { } version) return;
        try
        {
            var container = await blobs.GetAsync(Container, cancellation);
            var options = new BlobOpenReadOptions(allowModifications: false) { Conditions = new BlobRequestConditions { IfMatch = version } };
            await using var content = await container.GetBlobClient($"{institution}/{delivery.Data}").OpenReadAsync(options, cancellation);
            var (manifest, fault) = await TrailerManifest.ReadAsync(content, format, delivery.Self!, institution, cancellation);
            if (manifest is null) await ReportAsync(institution, delivery.Data, ImportStatus.Held, fault!, cancellation, new Delivery($"{version}", $"{version}"));
            else await CompleteAsync(institution, delivery.Data, manifest, $"{version}", $"{version}", cancellation);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
        }
    }

    private async Task CompleteAsync(string institution, string data, Manifest manifest, string markerVersion, string dataVersion, CancellationToken cancellation)
    {
        for (var repeat = 0; repeat < MostRepeats; repeat++)
        {
            var id = ImportReports.IdOf(institution, data, manifest, repeat);
            var report = await reports.FindAsync(id, cancellation);
            if (report is not null && IsAnother(report, markerVersion, dataVersion)) continue;
            if (report is { Status: not ImportStatus.Waiting }) break;
            await TakeAsync(new QueuedFile(id, institution, data, manifest), report, markerVersion, dataVersion, cancellation);
            break;
        }

        await reports.DeleteAsync(ImportReports.WaitingId(institution, data), cancellation);
        await doorbell.RingAsync(institution, cancellation);
    }

    /// <summary>A marker that was written again is another delivery; so is other data behind the marker of a file that was held or given up.</summary>
    private static bool IsAnother(ImportReport report, string marker, string data) =>
        report.Delivery is not { } delivery || delivery.Marker != marker || (report.Status is ImportStatus.Held or ImportStatus.Discarded && delivery.Data != data);

    private async Task TakeAsync(QueuedFile file, ImportReport? waiting, string marker, string data, CancellationToken cancellation)
    {
        var report = waiting ?? new ImportReport
        {
            Id = file.Import,
            Institution = file.Institution,
            Name = file.Name,
            Status = ImportStatus.Waiting,
            Kind = file.Manifest.Kind,
            BusinessDate = file.Manifest.BusinessDate,
            Sequence = file.Manifest.Sequence,
            Complete = file.Manifest.Complete,
            Sha256 = file.Manifest.Sha256,
            Reasons = [new ImportReason("waiting-for-turn", "The file is complete; files of an institution are taken one at a time, in order.")],
            ReceivedAt = clock.GetUtcNow(),
            Delivery = new Delivery(marker, data),
            Manifest = file.Manifest,
        };
        if (waiting is null) await reports.SaveAsync(report, cancellation);
        await institutions.EnqueueAsync(file, cancellation);
    }

    private Task RefuseAsync(string institution, string name, FoundProfile found, CancellationToken cancellation)
    {
        var known = InstitutionProfiles.IsCode(institution);
        var detail = found.Detail ?? (known ? $"There is no profile for institution {institution}." : "The folder's name is not an institution's code.");
        return ReportAsync(known ? institution : "UNKNOWN", known ? name : $"{institution}/{name}", ImportStatus.Refused, new ImportReason(found.Code!, detail), cancellation);
    }

    private async Task ReportAsync(
        string institution, string name, ImportStatus status, ImportReason reason, CancellationToken cancellation, Delivery? delivery = null)
    {
        var id = ImportReports.WaitingId(institution, name);
        var before = await reports.FindAsync(id, cancellation);
        if (before is { Status: ImportStatus.Discarded } && before.Delivery == delivery) return;
        var now = clock.GetUtcNow();
        await reports.SaveAsync(new ImportReport
        {
            Id = id,
            Institution = institution,
            Name = name,
            Status = status,
            Reasons = [reason],
            ReceivedAt = before?.ReceivedAt ?? now,
            FinishedAt = status == ImportStatus.Waiting ? null : now,
            Delivery = delivery,
            Decisions = before?.Decisions ?? [],
        }, cancellation);
    }

    private async Task<ETag?> VersionAsync(string institution, string name, CancellationToken cancellation)
    {
        try
        {
            var container = await blobs.GetAsync(Container, cancellation);
            return (await container.GetBlobClient($"{institution}/{name}").GetPropertiesAsync(cancellationToken: cancellation)).Value.ETag;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private async Task<byte[]> MarkerAsync(string institution, string name, CancellationToken cancellation)
    {
        var container = await blobs.GetAsync(Container, cancellation);
        var blob = container.GetBlobClient($"{institution}/{name}");
        if ((await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength > LargestMarker) return [];
        return (await blob.DownloadContentAsync(cancellation)).Value.Content.ToArray();
    }
}
