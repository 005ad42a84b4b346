using Azure.Core;
using Azure.Core.Pipeline;

namespace Collections.Functions.Tests.Ingestion;

/// <summary>The process dies at the n-th write: before the store has it, or after, when nobody hears the answer. Then nothing works until restarted.</summary>
internal sealed class Crashing : HttpPipelinePolicy
{
    private int writes;
    private bool isDead;

    /// <summary>Which write dies, from 1; 0 for none.</summary>
    public int At { get; set; }

    public bool AfterWriting { get; set; }

    public int Writes => writes;

    public void Restart()
    {
        (writes, isDead, At) = (0, false, 0);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var dies = Dies(message.Request);
        if (!dies || AfterWriting) ProcessNext(message, pipeline);
        if (dies) throw new CrashedException();
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var dies = Dies(message.Request);
        if (!dies || AfterWriting) await ProcessNextAsync(message, pipeline);
        if (dies) throw new CrashedException();
    }

    private bool Dies(Request request)
    {
        if (isDead) throw new CrashedException();
        if (request.Method == RequestMethod.Get || request.Method == RequestMethod.Head) return false;
        return isDead = ++writes == At;
    }
}

internal sealed class CrashedException : Exception;
