namespace Microsoft.DurableTask;

/// <summary>One page of a query's results; the token leads to the next one, null ends.</summary>
public sealed class Page<T> where T : notnull
{
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    public IReadOnlyList<T> Values { get; }

    public string? ContinuationToken { get; }
}
