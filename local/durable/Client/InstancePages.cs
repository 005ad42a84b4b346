using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Collections.Local.Durable;

/// <summary>A list of instances in pages, in the order of ids; the continuation token is the last id of the page before.</summary>
internal sealed class InstancePages(IDurableStore store, OrchestrationQuery query, DataConverter converter) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        Pages(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize).ToAsyncEnumerable();

    private IEnumerable<Page<OrchestrationMetadata>> Pages(string? after, int size)
    {
        var filter = new InstanceFilter(query.CreatedFrom, query.CreatedTo, query.Statuses?.ToHashSet(), query.InstanceIdPrefix);
        do
        {
            // One more than the page holds tells whether there is another.
            IReadOnlyList<InstanceState> found = store.List(filter, after, size + 1);
            after = found.Count > size ? found[size - 1].InstanceId : null;
            yield return new Page<OrchestrationMetadata>(
                [.. found.Take(size).Select(state => Metadata.Of(state, query.FetchInputsAndOutputs ? converter : null))], after);
        }
        while (after is not null);
    }
}
