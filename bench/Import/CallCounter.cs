using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Azure.Core;

namespace Collections.Bench.Import;

/// <summary>
/// Counts an app's storage calls by kind and by the function that made them. Whoever measures says so around its own calls; they are not counted.
/// </summary>
internal sealed class CallCounter
{
    /// <summary>Transactions whose operations are counted; the rest is taken to be like them.</summary>
    private const int LookedInto = 500;

    private readonly ConcurrentDictionary<(string Function, CallKind Kind), Tally> tallies = new();
    private readonly AsyncLocal<string?> function = new();
    private readonly AsyncLocal<bool> isMeasuring = new();
    private long last;

    /// <summary>When the last call was made that is not a timer's.</summary>
    public long Last => Interlocked.Read(ref last);

    /// <summary>Middleware of the app: what is called from here on is called by this function.</summary>
    public async Task AttributeAsync(string name, Func<Task> next)
    {
        function.Value = name;
        await next();
    }

    public async Task<T> AsideAsync<T>(Func<Task<T>> look)
    {
        isMeasuring.Value = true;
        return await look();
    }

    public void Observe(Request request, bool isTable)
    {
        if (isMeasuring.Value) return;
        var tally = tallies.GetOrAdd((function.Value ?? "host", CallKind.Of(request, isTable)), static _ => new Tally());
        var number = tally.Add(request.Content is { } content && content.TryComputeLength(out var length) ? length : 0);
        if (tally.First == 0) tally.First = Stopwatch.GetTimestamp();
        if (isTable && number <= LookedInto && request.Content is { } batch && request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal)) tally.LookInto(batch);
        if (function.Value is not null and not "Sweep") Interlocked.Exchange(ref last, Stopwatch.GetTimestamp());
    }

    /// <summary>What was counted since the last call of this.</summary>
    public IReadOnlyList<CallCount> Take()
    {
        var taken = tallies.Select(pair => pair.Value.Of(pair.Key.Function, pair.Key.Kind)).Where(count => count.Calls > 0).ToList();
        tallies.Clear();
        return taken;
    }

    private sealed class Tally
    {
        private long calls;
        private long bytes;
        private long operations;
        private long looked;

        public long First { get; set; }

        public long Add(long length)
        {
            Interlocked.Add(ref bytes, length);
            return Interlocked.Increment(ref calls);
        }

        public void LookInto(RequestContent batch)
        {
            using var body = new MemoryStream();
            batch.WriteTo(body, default);
            Interlocked.Add(ref operations, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length).Split("HTTP/1.1").Length - 1);
            Interlocked.Increment(ref looked);
        }

        public CallCount Of(string function, CallKind kind) => new(
            function, kind, calls, calls == 0 ? 0 : bytes / calls, looked == 0 ? 1 : (int)Math.Round((double)operations / looked), First);
    }
}

/// <param name="Bytes">Of a request's body, on average.</param>
/// <param name="Operations">In a transaction, on average.</param>
/// <param name="First">Timestamp of the first.</param>
internal sealed record CallCount(string Function, CallKind Kind, long Calls, long Bytes, int Operations, long First);
