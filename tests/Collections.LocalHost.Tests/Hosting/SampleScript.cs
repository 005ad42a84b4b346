using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Collections.LocalHost.Tests.Hosting;

/// <summary>A blob function that does what its test says; every call is logged first.</summary>
public sealed class SampleScript(SampleScript.Plan plan, Log log)
{
    public sealed class Plan
    {
        /// <summary>Blob, its content, earlier tries.</summary>
        public Func<BlobClient, string, int, Task> Run { get; set; } = (_, _, _) => Task.CompletedTask;
    }

    [Function("Work")]
    public async Task Work([BlobTrigger("work/{name}")] BlobClient blob, string name, FunctionContext context, CancellationToken cancellation)
    {
        var content = (await blob.DownloadContentAsync(cancellation)).Value.Content.ToString();
        log.Add($"{name} {content} retry {context.RetryContext.RetryCount}");
        await plan.Run(blob, content, context.RetryContext.RetryCount).WaitAsync(cancellation);
    }
}
