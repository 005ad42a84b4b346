using Azure.Core;
using Azure.Core.Pipeline;

namespace Collections.Local.Host.Storage;

/// <summary>
/// Counts the storage transactions that clients make, as they are billed: one per REST call, retries included, a batch is one.
/// Add it to the options of table and blob clients; it works over Azure, Azurite and <see cref="InMemoryStorage"/> alike.
/// </summary>
public sealed class StorageTransactionCounter : HttpPipelinePolicy
{
    private long _transactions;

    public long Transactions => Interlocked.Read(ref _transactions);

    public void AddTo(ClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddPolicy(this, HttpPipelinePosition.PerRetry);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref _transactions);
        ProcessNext(message, pipeline);
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref _transactions);
        return ProcessNextAsync(message, pipeline);
    }
}
