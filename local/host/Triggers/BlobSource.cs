using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Collections.Local.Host.Scheduling;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Triggers;

/// <summary>
/// Calls one blob function for each new or changed blob that its path matches. A receipt per blob holds the version that was handled, written
/// once the call has ended: a crash in between repeats the call. A call that fails is repeated after growing pauses, and after the last try
/// the blob counts as poison until it changes or somebody asks for it again. Tries are counted per version.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="pipeline">Calls it.</param>
/// <param name="storage">Where the blobs are.</param>
/// <param name="clock">Of the pauses between tries.</param>
/// <param name="state">Where the receipts are kept.</param>
/// <param name="tries">How often a version is tried.</param>
/// <param name="logger">Told of every decision.</param>
internal sealed partial class BlobSource(
    LocalFunction function, FunctionPipeline pipeline, StorageAccount storage, TimeProvider clock, TriggerState state, int tries, ILogger logger)
    : IWorkSource
{
    private const int PageSize = 1_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly BlobPath path = new(function.Settings.Resolve(((BlobTriggerAttribute)function.Trigger).BlobPath));
    private readonly BlobReceipts receipts = new(function.Name, state);
    private readonly BlobQueue queue = new(clock);

    public DateTimeOffset? NextDue => queue.NextDue;

    public IEnumerable<BlobReceipt> Receipts => receipts.All.Select(Describe);

    /// <summary>Blobs given up after the last try.</summary>
    public IEnumerable<BlobReceipt> Poison => receipts.Poison.Select(name => receipts[name] is { } receipt ? Describe((name, receipt)) : null).OfType<BlobReceipt>();

    public string Function => function.Name;

    /// <summary>Looks for blobs without a receipt for their present version.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        var vanished = receipts.Poison.ToHashSet(StringComparer.Ordinal);
        try
        {
            var blobs = storage.Unbilled.GetBlobContainerClient(path.Container)
                .GetBlobsAsync(BlobTraits.None, BlobStates.None, path.Prefix, cancellationToken);
            await foreach (var page in blobs.AsPages(pageSizeHint: PageSize))
            {
                foreach (var blob in page.Values)
                {
                    vanished.Remove(blob.Name);
                    if (path.Match(blob.Name) is { } values)
                        Offer(new BlobArrival(blob.Name, Text(blob.Properties.ETag.GetValueOrDefault()), values));
                }
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The container does not exist yet, or no longer.
        }

        foreach (var name in vanished)
            receipts.Forget(name);
    }

    /// <summary>Takes blobs as they come, several at a time, until <paramref name="stopping"/>; returns when the last call has ended.</summary>
    public Task ListenAsync(int limit, CancellationToken stopping, CancellationToken abandoned) =>
        ConcurrentCalls.RunAsync(limit, queue.NextAsync, arrival => HandleAsync(arrival, abandoned), nameof(BlobSource), logger, stopping);

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        if (queue.TakeDue() is not { } arrival)
            return false;
        await HandleAsync(arrival, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    /// <summary>Tries a poison blob again, as if it were new. False if there is none of this name.</summary>
    public bool Retry(string container, string name)
    {
        if (container != path.Container || receipts[name] is not { State: BlobState.Poison } receipt || path.Match(name) is not { } values)
            return false;
        receipts.Write(name, receipt with { Tries = 0, State = BlobState.Open });
        LogAskedFor(function.Name, container, name);
        queue.TryAdd(new BlobArrival(name, receipt.ETag, values));
        return true;
    }

    private void Offer(BlobArrival arrival)
    {
        if (!receipts.IsSettled(arrival.Name, arrival.ETag) && queue.TryAdd(arrival))
            LogFound(function.Name, path.Container, arrival.Name);
    }

    private async Task HandleAsync(BlobArrival arrival, CancellationToken cancellationToken)
    {
        try
        {
            if (await PresentAsync(arrival, cancellationToken) is not { } present)
            {
                LogGone(function.Name, path.Container, arrival.Name);
                receipts.Forget(arrival.Name);
                queue.PutDown(arrival.Name);
            }
            else if (receipts.IsSettled(present.Name, present.ETag))
            {
                // Found in a listing that was older than the last call.
                queue.PutDown(arrival.Name);
            }
            else
            {
                await TryAsync(present, cancellationToken);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Cut off by the host's stop: that is nobody's failed try.
            queue.GiveBack(arrival, TimeSpan.Zero);
        }
        catch (RequestFailedException e)
        {
            LogUnreachable(e, function.Name, path.Container, arrival.Name, FirstPause);
            queue.GiveBack(arrival, FirstPause);
        }
        catch
        {
            queue.GiveBack(arrival, FirstPause);
            throw;
        }
    }

    /// <summary>The blob's version of now, which may be newer than the one that was found; null if it is gone.</summary>
    private async Task<BlobArrival?> PresentAsync(BlobArrival arrival, CancellationToken cancellationToken)
    {
        try
        {
            var blob = storage.Unbilled.GetBlobContainerClient(path.Container).GetBlobClient(arrival.Name);
            var etag = Text((await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag);
            return etag == arrival.ETag ? arrival : arrival with { ETag = etag };
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private async Task TryAsync(BlobArrival arrival, CancellationToken cancellationToken)
    {
        var attempt = receipts.Tries(arrival.Name, arrival.ETag) + 1;
        try
        {
            await CallAsync(arrival, attempt, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(arrival, attempt, e);
            return;
        }

        receipts.Write(arrival.Name, new Receipt(arrival.ETag, attempt, BlobState.Done));
        LogDone(function.Name, path.Container, arrival.Name, attempt);
        queue.PutDown(arrival.Name);
    }

    private async Task CallAsync(BlobArrival arrival, int attempt, CancellationToken cancellationToken)
    {
        var blob = storage.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(arrival.Name);
        var fullName = $"{path.Container}/{arrival.Name}";
        var data = new Dictionary<string, object?>(arrival.Values, StringComparer.OrdinalIgnoreCase)
        {
            ["BlobTrigger"] = fullName,
            ["Uri"] = blob.Uri,
        };
        await pipeline.InvokeAsync(new LocalFunctionContext(function, pipeline.Services, blob, cancellationToken)
        {
            Reason = fullName,
            BindingData = data,
            Retry = new Retries(attempt - 1, tries - 1),
        });
    }

    private void Fail(BlobArrival arrival, int attempt, Exception exception)
    {
        if (attempt >= tries)
        {
            receipts.Write(arrival.Name, new Receipt(arrival.ETag, attempt, BlobState.Poison));
            LogPoison(exception, function.Name, path.Container, arrival.Name, attempt);
            queue.PutDown(arrival.Name);
            return;
        }

        var pause = FirstPause * Math.Pow(2, attempt - 1);
        receipts.Write(arrival.Name, new Receipt(arrival.ETag, attempt, BlobState.Open));
        LogFailed(exception, function.Name, path.Container, arrival.Name, attempt, pause);
        queue.GiveBack(arrival, pause);
    }

    private BlobReceipt Describe((string Name, Receipt Receipt) entry) =>
        new(function.Name, path.Container, entry.Name, entry.Receipt.ETag, entry.Receipt.Tries, entry.Receipt.State);

    // A listing gives it without the quotes of the header.
    private static string Text(ETag etag) => etag.ToString().Trim('"');

    private sealed class Retries(int count, int max) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => max;
    }
}
