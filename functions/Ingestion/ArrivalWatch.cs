using Azure.Storage.Blobs.Models;
using Collections.Functions.Platform;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Collections.Functions.Ingestion;

/// <summary>
/// The second look at what banks drop. A blob's trigger is called once and given up after a few tries, and an intake can die with files in its queue:
/// what was missed while the app or a service was away is found here within the hour, and done as if it came now.
/// </summary>
public sealed class ArrivalWatch(
    Blobs blobs, Arrivals arrivals, Deliveries deliveries, InstitutionState institutions, IntakeDoorbell doorbell, DurableClients clients, ILogger<ArrivalWatch> log)
{
    [Function(nameof(WatchArrivals))]
    public async Task WatchArrivals([TimerTrigger("0 40 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        clients.Use(client);
        await RunAsync(cancellation);
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        var known = await arrivals.AllAsync(cancellation);
        var container = await blobs.GetAsync(Deliveries.Container, cancellation);
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: null, cancellation))
        {
            if (blob.Name.Split('/', 2) is not [var institution, var name]) continue;
            var noted = known.Remove(Arrivals.PlaceOf(institution, name), out var version) ? version : null;
            if (noted == Arrivals.Text(blob.Properties.ETag.GetValueOrDefault())) continue;
            await LookAsync(institution, name, cancellation);
        }

        foreach (var gone in known.Keys) await arrivals.ForgetAsync(gone, cancellation);
        foreach (var institution in await institutions.WithFilesAsync(cancellation)) await doorbell.RingAsync(institution, cancellation);
    }

    private async Task LookAsync(string institution, string name, CancellationToken cancellation)
    {
        var folder = Arrivals.PlaceOf(institution, name).Institution;
        try
        {
            log.LogInformation("A file of {Institution} was dropped and not looked at to the end; it is now.", folder);
            await deliveries.ArrivedAsync(institution, name, cancellation);
        }
        catch (Exception failure) when (!Outage.Is(failure) && !cancellation.IsCancellationRequested)
        {
            // One file that nobody can look at does not hide the others.
            log.LogWarning("A file of {Institution} could not be looked at: {Error}.", folder, failure.GetType().Name);
        }
    }
}
