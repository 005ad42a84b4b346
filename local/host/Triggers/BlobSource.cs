using Azure;
using Azure.Storage.Blobs.Models;
using Collections.Local.Durable;
using Collections.Local.Host.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Collections.Local.Host.Triggers;

/// <summary>
/// Calls one blob function for each new or changed blob that its path matches. A receipt per blob holds the ETag that was handled;
/// a call that fails is repeated after growing pauses, and after the fifth the blob counts as poison until it changes.
/// </summary>
internal sealed partial class BlobSource(
    LocalFunction function, FunctionPipeline pipeline, StorageAccount storage, TimeProvider clock, TriggerState state, ILogger logger)
    : IWorkSource
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly BlobPath path = new(function.Settings.Resolve(((BlobTriggerAttribute)function.Trigger).BlobPath));
    private readonly Lock sync = new();
    private readonly PriorityQueue<Arrival, (DateTimeOffset Due, string Name)> waiting = new();
    private readonly HashSet<string> inHand = new(StringComparer.Ordinal);
    private readonly string prefix = $"blob|{function.Name}|";

    public DateTimeOffset? NextDue
    {
        get
        {
            lock (sync)
                return waiting.TryPeek(out _, out var order) ? order.Due : null;
        }
    }

    /// <summary>Blobs given up after the last try, as <c>container/name</c>.</summary>
    public IEnumerable<string> Poison =>
        state.WithPrefix(prefix).Where(entry => Receipt.Parse(entry.Value).IsPoison).Select(entry => $"{path.Container}/{entry.Key[prefix.Length..]}");

    /// <summary>Looks for blobs without a receipt for their present version.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            var blobs = storage.Unbilled.GetBlobContainerClient(path.Container)
                .GetBlobsAsync(BlobTraits.None, BlobStates.None, path.Prefix, cancellationToken);
            await foreach (var blob in blobs)
            {
                if (path.Match(blob.Name) is { } values)
                    Offer(new Arrival(blob.Name, blob.Properties.ETag.GetValueOrDefault().ToString(), values));
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The container does not exist yet.
        }
    }

    public async Task<bool> RunOneAsync(CancellationToken cancellationToken)
    {
        Arrival? arrival;
        lock (sync)
        {
            if (!waiting.TryPeek(out arrival, out var order) || order.Due > clock.GetUtcNow())
                return false;
            waiting.Dequeue();
        }

        var attempt = Attempt(arrival);
        try
        {
            var blob = storage.Blobs.GetBlobContainerClient(path.Container).GetBlobClient(arrival.Name);
            var data = new Dictionary<string, object?>(arrival.Values, StringComparer.OrdinalIgnoreCase)
            {
                ["BlobTrigger"] = $"{path.Container}/{arrival.Name}",
                ["Uri"] = blob.Uri,
            };
            await pipeline.InvokeAsync(new LocalFunctionContext(function, pipeline.Services, blob, cancellationToken)
            {
                BindingData = data,
                Retry = new Retry(attempt - 1, Tries - 1),
            });
            Finish(arrival, new Receipt(arrival.ETag, attempt, IsDone: true));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(arrival, attempt, e);
        }

        return true;
    }

    private int Attempt(Arrival arrival) =>
        state[prefix + arrival.Name] is { } text && Receipt.Parse(text) is var receipt && receipt.ETag == arrival.ETag ? receipt.Attempts + 1 : 1;

    private void Offer(Arrival arrival)
    {
        lock (sync)
        {
            var settled = state[prefix + arrival.Name] is { } text && Receipt.Parse(text) is var receipt
                && receipt.ETag == arrival.ETag && (receipt.IsDone || receipt.IsPoison);
            if (!settled && inHand.Add(arrival.Name))
                waiting.Enqueue(arrival, (clock.GetUtcNow(), arrival.Name));
        }
    }

    private void Finish(Arrival arrival, Receipt receipt)
    {
        lock (sync)
        {
            state[prefix + arrival.Name] = receipt.ToString();
            inHand.Remove(arrival.Name);
        }
    }

    private void Fail(Arrival arrival, int attempt, Exception exception)
    {
        var receipt = new Receipt(arrival.ETag, attempt, IsPoison: attempt >= Tries);
        if (receipt.IsPoison)
        {
            Finish(arrival, receipt);
            LogPoison(exception, function.Name, path.Container, arrival.Name, attempt);
            return;
        }

        var pause = FirstPause * Math.Pow(2, attempt - 1);
        lock (sync)
        {
            state[prefix + arrival.Name] = receipt.ToString();
            waiting.Enqueue(arrival, (clock.GetUtcNow() + pause, arrival.Name));
        }

        LogFailed(exception, function.Name, path.Container, arrival.Name, attempt, pause);
    }

    private sealed record Arrival(string Name, string ETag, IReadOnlyDictionary<string, object?> Values);

    private sealed class Retry(int count, int max) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => max;
    }

    [LoggerMessage(LogLevel.Warning, "Blob function {Function} failed on {Container}/{Blob} (try {Attempt}); again after {Pause}")]
    private partial void LogFailed(Exception exception, string function, string container, string blob, int attempt, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Blob function {Function} failed on {Container}/{Blob} for the last time (try {Attempt}); it stays until the blob changes")]
    private partial void LogPoison(Exception exception, string function, string container, string blob, int attempt);
}
