namespace Azure.Data.Tables;

/// <summary>Fetches one page: continuation (null: the first), wished size, token to cancel.</summary>
internal delegate Task<Page<T>> FetchPage<T>(string? continuation, int? size, CancellationToken cancellationToken);

/// <summary>All pages of a query, one after the other; a page may be empty and still not be the last.</summary>
internal sealed class AsyncPages<T>(FetchPage<T> fetch, int? size, CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            Page<T> page = await fetch(continuationToken, pageSizeHint ?? size, CancellationToken).ConfigureAwait(false);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}

/// <summary>The same without tasks.</summary>
internal sealed class SyncPages<T>(Func<string?, int?, Page<T>> fetch, int? size) : Pageable<T>
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            Page<T> page = fetch(continuationToken, pageSizeHint ?? size);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
