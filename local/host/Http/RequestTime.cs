namespace Collections.Local.Host.Http;

/// <summary>How long a request may take.</summary>
/// <param name="FunctionTimeout">Of <c>host.json</c>: Azure ends the function.</param>
/// <param name="Answer">Until Azure's load balancer gives up waiting for an answer.</param>
/// <param name="Clock">Technical time.</param>
internal sealed record RequestLimits(TimeSpan FunctionTimeout, TimeSpan Answer, TimeProvider Clock);

/// <summary>What cuts one request short: its caller, who leaves; the limit of time; the host's stop.</summary>
internal sealed class RequestTime : IDisposable
{
    // For a function that was told to end, before somebody else answers in its place.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource late;
    private readonly CancellationTokenSource any;
    private readonly CancellationToken abandoned;
    private int answered;

    public RequestTime(RequestLimits limits, CancellationToken callerLeft, CancellationToken abandoned)
    {
        CallerLeft = callerLeft;
        this.abandoned = abandoned;
        IsAnswerLimit = limits.FunctionTimeout == Timeout.InfiniteTimeSpan
            || (limits.Answer != Timeout.InfiniteTimeSpan && limits.Answer <= limits.FunctionTimeout);
        Limit = IsAnswerLimit ? limits.Answer : limits.FunctionTimeout;
        late = new CancellationTokenSource(Limit, limits.Clock);
        any = CancellationTokenSource.CreateLinkedTokenSource(callerLeft, abandoned, late.Token);
    }

    public CancellationToken CallerLeft { get; }

    /// <summary>Any of them.</summary>
    public CancellationToken Over => any.Token;

    public TimeSpan Limit { get; }

    /// <summary>Whether the limit is that of the load balancer, which ends before <c>functionTimeout</c>.</summary>
    public bool IsAnswerLimit { get; }

    public bool IsLate => late.IsCancellationRequested;

    public bool IsAbandoned => abandoned.IsCancellationRequested;

    /// <summary>The function and whoever runs out of patience with it both want to answer: the first may.</summary>
    public bool TryAnswer() => Interlocked.Exchange(ref answered, 1) == 0;

    /// <summary>True when the time is over and the call does not care.</summary>
    public async Task<bool> IsOutlastedAsync(Task call)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = any.Token.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), over);
        await Task.WhenAny(call, over.Task);
        return !call.IsCompleted && await Task.WhenAny(call, Task.Delay(Grace)) != call;
    }

    public void Dispose()
    {
        any.Dispose();
        late.Dispose();
    }
}
